"""What the second guard costs: the same pages of the same world, with it and without it, in one run.

One world is built and cloned twice. In the clones the owner switches row-level security off on every guarded table.

with       as in production: policies, and the context said before each guarded question
silent     without policies; the context is still said, and the database still looks for the ground
without    neither: nobody says who asks, and no transaction is begun only to say it in (checks/unguarded.py)

The gate is on *with* to *without*, the whole guard; *silent* tells how much of it is the policies.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from helhet.workshop.database import ADMIN, AS_OWNER, Urls
from helhet.workshop.proofs import Proof, pages, proof
from helhet.workshop.proofs.checks import meter
from helhet.workshop.proofs.pages import PAGES, Place

if TYPE_CHECKING:
    from helhet.workshop.proofs.checks.busiest import Busiest

SIZE, SMALL = 100_000, 1_000
GATE, WORST = 1.10, 1.20
# A small world on a machine shared with others: the guard's part is larger, and so is the noise.
SMALL_GATE, SMALL_WORST = 1.25, 1.50
UNGUARDED = "helhet.workshop.proofs.checks.unguarded"
WITH, SILENT, WITHOUT = "with", "silent", "without"
ASKER = " AND within = ARRAY[helhet_unit()]"  # what search asks beside the policies (access/sql/guard.sql)
DEARER = {"Seq Scan", "Sort", "Incremental Sort", "Hash Join", "Merge Join", "Materialize"}
PLANS_FROM = 10_000  # in a smaller world everything is near, and two ways cost the planner the same
# As the pages ask them, with what a list orders by and what a case's page looks for.
QUESTIONS = (
    "process_overviewrow WHERE unit_id = %(unit)s AND (until IS NULL OR until > now())"
    " ORDER BY updated_at DESC, case_id DESC LIMIT 26",
    "process_overviewrow WHERE unit_id = %(unit)s AND state = 'active' ORDER BY updated_at DESC, case_id DESC LIMIT 26",
    "clock_obligation WHERE unit_id = %(unit)s ORDER BY due, id LIMIT 26",
    "clock_inboxitem WHERE unit_id = %(unit)s AND acknowledged_at IS NULL ORDER BY at DESC, id DESC LIMIT 26",
    "clock_inboxitem WHERE unit_id = %(unit)s AND acknowledged_at IS NOT NULL ORDER BY at DESC, id DESC LIMIT 26",
    "access_reach WHERE case_ref = %(ref)s", "access_reach WHERE unit_id = %(unit)s AND individual = %(person)s",
    "process_case WHERE ref = %(ref)s", "process_case WHERE individual_id = %(person)s",
    "process_casemove WHERE case_id = %(case)s", "process_consent WHERE case_id = %(case)s",
    "process_draft WHERE case_id = %(case)s", "people_individual WHERE id = %(person)s",
    "kit_fieldversion WHERE subject = %(ref)s",
)


@proof("guard", f"what the second guard costs at {SIZE:,} plans: the pages with it and without it, in turns",
       needs_database=False, large=True, timed=True)
def guard(proof: Proof) -> None:
    size = int(os.environ.get("HELHET_PROVE_SIZES", "").split(",")[0] or SIZE)
    measure(proof, size, rounds=7, requests=30, gate=GATE, worst=WORST)


@proof("guard-small", f"the same at {SMALL:,} plans, three short rounds, a wider gate", needs_database=False,
       timed=True)
def guard_small(proof: Proof) -> None:
    measure(proof, SMALL, rounds=3, requests=9, gate=SMALL_GATE, worst=SMALL_WORST)


def measure(proof: Proof, size: int, rounds: int, requests: int, gate: float, worst: float) -> None:
    """Build one world, serve it in three ways, let them take turns, and judge."""
    with contextlib.ExitStack() as closing:
        cluster, urls = pages.own_cluster(closing)
        admin = cluster.url(ADMIN, "postgres")
        worlds, who = _worlds(proof, urls, size)
        if size >= PLANS_FROM:
            _plans(proof, worlds[WITH], worlds[SILENT], who)
        places = {
            way: pages.serve_place(closing, proof, made, admin, who, size, page=2,
                                   settings=UNGUARDED if way == WITHOUT else pages.SETTINGS)
            for way, made in worlds.items()
        }
        for name, ask in PAGES.items():
            for place in places.values():
                pages.warm(proof, place, name, ask, admin)
        for number in range(rounds):
            for name, ask in PAGES.items():
                pages.take_turns(list(places.values()), name, ask, requests, number)
        _judge(proof, places, gate, worst)


def _worlds(proof: Proof, urls: Urls, size: int) -> "tuple[dict[str, Urls], Busiest]":
    """The world under the policies of production, and two clones of it without any."""
    from helhet.workshop import policies, testbed
    from helhet.workshop.proofs.checks import database

    made = database.synthetic(urls, "guard_with", size)
    with pages.as_owner_of(made):
        from helhet.workshop.proofs.checks.busiest import busiest

        who = busiest()
        policies.end_for_tests(made.owner)
        tables = sorted(policies.guarded())
    proof.figure("the busiest unit takes part in", f"{who.cases} of {size} cases")
    worlds = {WITH: made}
    for way in (SILENT, WITHOUT):
        worlds[way] = testbed.clone(urls, f"guard_{way}", "guard_with")
        off = _switch_off(worlds[way], tables)
        proof.expect(f"{way}: row-level security is off on all of {len(tables)} tables", off == len(tables))
    proof.expect("without: search asks nobody for a unit", _open_search(worlds[WITHOUT]))
    proof.figure("tables whose policies were switched off", len(tables))
    return worlds, who


def _switch_off(urls: Urls, tables: Sequence[str]) -> int:
    """In a clone that nobody else will ever see. Gives how many are off."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(urls.owner) as db:
        for table in tables:
            db.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY").format(
                sql.Identifier(table)))
        row = db.execute("SELECT count(*) FROM pg_class WHERE relname = ANY (%s) AND NOT relrowsecurity"
                         " AND NOT relforcerowsecurity", (list(tables),)).fetchone()
    return int(row[0]) if row else 0


def _open_search(urls: Urls) -> bool:
    """Where nobody says who asks, the function that searches must not compare with who it is."""
    import psycopg

    with psycopg.connect(urls.owner) as db:
        row = db.execute("SELECT pg_get_functiondef('search_cases'::regproc)").fetchone()
        told = row[0] if row else ""
        db.execute(told.replace(ASKER, ""))
    return ASKER in told


def _plans(proof: Proof, guarded: Urls, silent: Urls, who: "Busiest") -> None:
    """The policies change nothing in how the hot questions find their rows: no sorting, no reading of the whole."""
    import psycopg

    with psycopg.connect(guarded.owner, options=AS_OWNER) as db:
        row = db.execute(
            "SELECT a.unit_id, u.id, c.id, c.individual_id FROM process_case c, access_user u JOIN access_assignment a"
            " ON a.user_id = u.id WHERE c.ref = %s AND u.ref = %s ORDER BY a.id", (who.case, who.worker)).fetchone()
    assert row is not None
    unit, user, case, person = row
    named = {"unit": unit, "case": case, "ref": who.case, "person": person}
    for question in QUESTIONS:
        ways = []
        for urls in (guarded, silent):
            with psycopg.connect(urls.app) as db:
                db.execute("SELECT helhet_enter(%s, NULL, %s, NULL, NULL, 'measured', now(), ARRAY[%s::uuid])",
                           (unit, user, who.case))
                asked = psycopg.ClientCursor(db)
                plan = asked.execute(f"EXPLAIN (FORMAT JSON) SELECT * FROM {question}", named).fetchone()  # type: ignore[arg-type]  # noqa: S608
                ways.append(list(steps(plan[0][0]["Plan"])))  # type: ignore[index]
        proof.expect(f"no dearer way with than without: {question} {ways}", not (set(ways[0]) - set(ways[1])) & DEARER)
    proof.figure("hot questions whose plans were compared", len(QUESTIONS))


def steps(plan: dict[str, Any]) -> Iterator[str]:
    """The steps of a plan, outermost first; not what is asked once beside it. Which of two fit indexes is no matter."""
    if plan.get("Parent Relationship") not in ("InitPlan", "SubPlan"):
        yield plan["Node Type"]
        for below in plan.get("Plans", ()):
            yield from steps(below)


def _judge(proof: Proof, places: dict[str, Place], gate: float, worst: float) -> None:
    """Print each page three ways, and hold the ratios to the gate."""
    print(pages.line(" / ".join(places), "median ms", "CPU ms", "buffers", "CPU guard/pol.", "time"))
    ratios = []
    for name in PAGES:
        costs = [place.costs[name] for place in places.values()]
        full, silent, bare = costs
        ratio = between(full.cpu, bare.cpu)
        ratios.append(ratio)
        print(pages.line(
            name, " / ".join(f"{c.median:.1f}" for c in costs), " / ".join(f"{c.cpu_median:.1f}" for c in costs),
            " / ".join(f"{c.buffers:.0f}" for c in costs), f"{ratio:.2f} {between(full.cpu, silent.cpu):.2f}",
            f"{full.median / bare.median:.2f}"), flush=True)
        proof.expect(f"{name}: as many rows with and without", full.rows == silent.rows == bare.rows)
        proof.expect(f"{name}: with the guard {ratio:.2f} of the time without, at most {worst}", ratio <= worst)
    total = {way: together(place) for way, place in places.items()}
    overall = between(total[WITH], total[WITHOUT])
    proof.figure("CPU with the guard to without, all pages together", f"{overall:.3f}")
    proof.figure("the same, the median of the pages' ratios", f"{meter.percentile(ratios, 0.5):.3f}")
    proof.figure("CPU with policies to without policies only", f"{between(total[WITH], total[SILENT]):.3f}")
    proof.figure("the gate", f"{gate} together, {worst} for a page")
    proof.expect(f"the guard costs {overall - 1:.1%} of the pages' time, at most {gate - 1:.0%}", overall <= gate)


def between(more: list[float], less: list[float]) -> float:
    """How many times the other, round by round; the median of the rounds, which one disturbed round does not move."""
    return meter.percentile(pages.by_round(less, more), 0.5)


def together(place: Place) -> list[float]:
    """Milliseconds of processor time of one request of every page, round by round."""
    return [sum(each) for each in zip(*(place.costs[name].cpu for name in PAGES), strict=True)]
