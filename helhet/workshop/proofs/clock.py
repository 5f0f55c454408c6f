"""The clock: what it costs to compute one case, all of them, and a day that passes; and two workers at once."""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

from helhet.workshop.database import Urls
from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import look_at, synthetic

SMALL, LARGE = 2_000, 100_000
NIGHT = 100_000  # cases a full walk must manage
TEN_MINUTES, ONE_CASE, LATE = 600.0, 20.0, 2_000
PLAIN = 0.40  # CPU ms of one row by its key on a quiet machine
SHARED = 1.5  # what runs on every change, on machines that others use too, may cost so much more
MORE_MEMORY = 100  # MB that a walk may take on top of what it began with


@proof("clock", f"one case, a night of {SMALL:,} counted up to {NIGHT:,}, a day with {LATE:,} due, and two racers",
       timed=True)
def clock(proof: Proof) -> None:
    measure(proof, SMALL)


@proof("clock-large", f"the same with a real night over {LARGE:,} cases", large=True, timed=True)
def clock_large(proof: Proof) -> None:
    measure(proof, LARGE)


def measure(proof: Proof, plans: int) -> None:
    """Build a world of that many cases, and let nights and days pass in it."""
    assert proof.urls is not None
    made = synthetic(proof.urls, f"clock_{plans}", plans)
    look_at(made)
    slower = _slower() * (SHARED if plans <= SMALL else 1)
    _one_case(proof, slower)
    _night(proof, plans, slower)
    _day(proof, made)


def _one_case(proof: Proof, slower: float) -> None:
    """Each state that a case can be in."""
    from helhet.clock import actions
    from helhet.process.case.actions import subject
    from helhet.process.case.models import Case
    from helhet.workshop.proofs.checks.meter import percentile

    proof.figure("the limits, times", f"{slower:.2f}")
    for state in Case.objects.order_by("state").values_list("state", flat=True).distinct():
        cases = [subject(c) for c in Case.objects.filter(state=state).order_by("id")[:60]]
        wall, cpu = [], []
        for one in cases:
            began, spent = time.perf_counter(), time.process_time()
            actions.computed(one)
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - spent) * 1000)
        middle, p95 = percentile(cpu, 0.5), percentile(wall[5:] or wall, 0.95)
        proof.figure(f"one case, {state}: CPU ms median, wall ms p95", f"{middle:.1f}, {p95:.1f}")
        proof.expect(f"one case, {state}, is computed in {ONE_CASE:.0f} ms", min(middle, p95) <= ONE_CASE * slower)


def _slower() -> float:
    """How much more a plain question costs here and now than on a quiet machine: at least 1. Machines are shared."""
    from helhet.process.case.models import Case

    first = Case.objects.order_by("id").values_list("pk", flat=True)[0]
    spent = []
    for _time in range(300):
        began = time.process_time()
        Case.objects.get(pk=first)
        spent.append((time.process_time() - began) * 1000)
    return max(1.0, sorted(spent)[len(spent) // 2] / PLAIN)


def _night(proof: Proof, plans: int, slower: float) -> None:
    """Everything anew, after some of it has been put out of step; then once more, when nothing differs."""
    from helhet.clock import actions
    from helhet.clock.models import Obligation

    wrong = list(Obligation.objects.order_by("subject").values_list("subject", flat=True).distinct()[:20])
    Obligation.objects.filter(subject__in=wrong).delete()
    before, began, spent = _memory(), time.monotonic(), time.process_time()
    first = actions.recompute_all(lambda line: print(f"    {line}", flush=True))
    took, cpu = time.monotonic() - began, time.process_time() - spent
    proof.figure("a night: cases, mended, failed", f"{first.seen}, {first.mended}, {first.failed}")
    proof.figure("a night: wall s, CPU ms a case", f"{took:.1f}, {cpu / first.seen * 1000:.2f}")
    whole = took / first.seen * NIGHT
    proof.figure(f"a night of {NIGHT:,}, minutes", f"{whole / 60:.1f}" + ("" if plans >= NIGHT else " (counted up)"))
    proof.figure("a night: memory MB more", f"{_memory() - before:.0f}")
    proof.expect("every case was computed", first.seen >= plans and not first.failed)
    proof.expect("what was out of step is mended", first.mended == len(wrong))
    proof.expect("a night takes at most ten minutes", whole <= TEN_MINUTES * slower)
    proof.expect("its memory is bounded", _memory() - before <= MORE_MEMORY)
    if plans <= SMALL:
        proof.expect("after it nothing differs", actions.recompute_all().mended == 0)


def _memory() -> float:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _day(proof: Proof, made: Urls) -> None:
    """A night on which much has become late, with two workers awake: each thing lies in the inbox once."""
    from django.db import connections

    from helhet.clock.models import InboxItem, Obligation
    from helhet.kit import clock

    yesterday = clock.today() - timedelta(days=1)
    some = list(Obligation.objects.order_by("id").values_list("pk", flat=True)[:LATE])
    Obligation.objects.exclude(pk__in=some).filter(due=yesterday).update(due=yesterday - timedelta(days=1))
    Obligation.objects.filter(pk__in=some).update(due=yesterday)
    connections["default"].close()
    began = time.monotonic()
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        passed = sorted(pool.map(_pass_in, [made] * 2))
    proof.figure(f"a day with {len(some):,} late, two workers: wall s", f"{time.monotonic() - began:.1f}")
    late = InboxItem.objects.filter(code__startswith="clock.late.")
    proof.figure("told", late.count())
    proof.expect(f"one of two workers told of the day, {passed}", passed == [0, 1])
    things = Obligation.objects.filter(pk__in=some).values_list("unit_id", "subject", "code", "detail")
    proof.expect("each thing is told once", late.count() == len(set(things)))
    proof.expect("to the unit that owes it", set(late.values_list("unit_id", "subject"))
                 == set(Obligation.objects.filter(pk__in=some).values_list("unit_id", "subject")))


def _pass_in(made: Urls) -> int:
    """In a process of its own, with a connection of its own."""
    from helhet.clock import actions

    look_at(made)
    return actions.pass_days()


__all__ = ["clock", "clock_large", "measure"]
