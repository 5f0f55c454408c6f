"""A month's round: drawn by itself, judged by somebody else than the reader, signed, late when it is not."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from helhet.access import actions as access
from helhet.access import door as users
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.audit import log
from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.oversight import actions, door, drawing, rules
from helhet.oversight.models import Round, Sample
from helhet.oversight.rules import Facts, Reason
from helhet.people import logged
from helhet.process.case import events as case_events

OCTOBER = datetime(2026, 10, 14, 13, 0, tzinfo=clock.STOCKHOLM)
DRAWN = datetime(2026, 11, 1, 4, 0, tzinfo=clock.STOCKHOLM)
NIGHT = OCTOBER.replace(hour=2)


def reads(by: Actor, individual: int, at: datetime = OCTOBER, times: int = 1) -> None:
    for n in range(times):
        with clock.travel(at + timedelta(minutes=n)):
            log.record(case_events.READ, by=by, individuals=[individual], subject=uuid4(), ground="NEED-11")


def worker(cast: Any, subject: str, role: str, unit: str = "psychiatry", name: str = "") -> Actor:
    user = access.add_user(kind="staff", name=name or f"Nr {subject}", issuer="demo", subject=subject)
    ref = access.assign(user=user, unit=cast.units[unit], role=role, purpose="care", valid_from=date(2020, 1, 1))
    found = users.staff_actor(ref)
    assert found
    return found


@pytest.fixture
def reviewer(cast: Any) -> Actor:
    return worker(cast, "reviewer", "log_reviewer")


def drawn() -> int:
    with clock.travel(DRAWN):
        return drawing.draw_all()


def test_last_months_round_is_drawn_once_for_each_controller_that_read(cast: Any, reviewer: Actor) -> None:
    reads(cast.nurse, cast.adult)
    reads(cast.social, cast.adult)
    assert drawn() == 2
    assert drawn() == 0
    with clock.travel(DRAWN):
        rounds = door.overview(reviewer).rounds
    assert [(r.month_name, r.readings, r.lines) for r in rounds] == [("oktober 2026", 1, 1)]
    row = Round.objects.get(controller=reviewer.controller_id or 0)
    assert row.due == date(2026, 12, 1)


def test_why_each_line_is_in_the_sample(cast: Any, reviewer: Actor) -> None:
    namesake = worker(cast, "namesake", "staff", name="Eva Andersson")
    reads(namesake, cast.adult)
    reads(cast.nurse, cast.child, NIGHT)
    reads(cast.colleague, cast.elder, times=rules.MANY)
    drawn()
    why = {s.reader_name: set(s.reasons) for s in Sample.objects.all()}
    assert Reason.SAME_NAME in why["Eva Andersson"]
    assert Reason.NIGHT in why["Jonas Lind"]
    assert {Reason.MANY, Reason.NO_ACTIVITY} <= why["Colleague Nilsson"]
    assert Reason.NIGHT not in why["Colleague Nilsson"]


def test_lists_and_other_controllers_staff_are_not_drawn(cast: Any, reviewer: Actor) -> None:
    with clock.travel(OCTOBER):
        log.record(case_events.LISTED, by=cast.nurse, individuals=[cast.adult])
        log.record(case_events.READ, by=cast.social, individuals=[cast.adult], also=[cast.nurse.controller_id])
    drawn()
    assert not Sample.objects.filter(round__controller=cast.nurse.controller_id).exists()


def facts(**more: Any) -> Facts:
    usual = {"reader": "Ann Ask", "person": "Bo Berg", "moments": (OCTOBER,)}
    return Facts(**usual | {"protected": False, "opened": False, "active": True} | more)


def test_every_opening_is_looked_at_and_a_few_of_the_others() -> None:
    many = [facts(opened=True) for _ in range(50)] + [facts() for _ in range(500)]
    chosen = rules.draw(many, Random(1))
    assert set(range(50)) <= set(chosen)
    assert sum(Reason.RANDOM in why for why in chosen.values()) == rules.AT_RANDOM
    assert len(chosen) <= 50 + rules.AT_RANDOM
    assert rules.draw(many, Random(2)) != chosen


@pytest.mark.parametrize(("more", "reason"), [
    ({"protected": True}, Reason.PROTECTED), ({"active": False}, Reason.NO_ACTIVITY),
    ({"moments": (OCTOBER,) * 20}, Reason.MANY), ({"moments": (NIGHT,)}, Reason.NIGHT),
    ({"moments": (OCTOBER.replace(hour=22),)}, Reason.NIGHT), ({"person": "Carl ask"}, Reason.SAME_NAME),
])
def test_each_reason_alone(more: dict[str, Any], reason: Reason) -> None:
    assert rules.reasons(facts(**more)) == (reason,)


def test_nothing_strange_has_no_reason() -> None:
    assert rules.reasons(facts()) == ()
    assert rules.reasons(facts(reader="", person="")) == ()
    assert rules.reasons(facts(moments=(OCTOBER.replace(hour=5), OCTOBER.replace(hour=21, minute=59)))) == ()


def test_a_line_is_judged_and_the_round_is_signed(cast: Any, reviewer: Actor) -> None:
    reads(cast.nurse, cast.adult)
    reads(cast.colleague, cast.child)
    drawn()
    card = door.round_(reviewer, door.overview(reviewer).rounds[0].ref)
    with pytest.raises(Refused, match="inte bedömda"):
        actions.sign(ref=card.ref, by=reviewer)
    one, two = card.samples
    with pytest.raises(Refused, match="Skriv vad"):
        actions.judge(sample=one.ref, reasonable=False, words="hm", by=reviewer)
    actions.judge(sample=one.ref, reasonable=False, words="Chefen frågar varför.", by=reviewer)
    actions.judge(sample=two.ref, reasonable=True, by=reviewer)
    actions.sign(ref=card.ref, words="En sak att utreda.", by=reviewer)
    done = door.round_(reviewer, card.ref)
    assert (done.judged, done.to_look_into, done.signed_by) == (2, 1, reviewer.name)
    with pytest.raises(Refused, match="undertecknad"):
        actions.judge(sample=one.ref, reasonable=True, by=reviewer)
    with pytest.raises(Refused, match="redan undertecknad"):
        actions.sign(ref=card.ref, by=reviewer)
    assert AuditEvent.objects.filter(event="oversight.judged").count() == 2


def test_nobody_judges_their_own_readings(cast: Any) -> None:
    boss = worker(cast, "boss", "manager")
    reads(boss, cast.adult)
    drawn()
    line = door.round_(boss, door.overview(boss).rounds[0].ref).samples[0]
    assert line.own
    with pytest.raises(Refused, match="egna läsningar"):
        actions.judge(sample=line.ref, reasonable=True, by=boss)


def test_a_round_not_signed_in_thirty_days_is_late(cast: Any, reviewer: Actor) -> None:
    reads(cast.nurse, cast.adult)
    drawn()
    card = door.overview(reviewer).rounds[0]
    assert not card.late(date(2026, 12, 1))
    assert card.late(date(2026, 12, 2))


def test_another_controllers_round_is_not_there(cast: Any, reviewer: Actor) -> None:
    reads(cast.social, cast.adult)
    drawn()
    theirs = Round.objects.get()
    sample = Sample.objects.get()
    assert door.overview(reviewer).rounds == ()
    for act in (lambda: door.round_(reviewer, theirs.ref), lambda: actions.sign(ref=theirs.ref, by=reviewer),
                lambda: actions.judge(sample=sample.ref, reasonable=True, by=reviewer),
                lambda: door.overview(cast.nurse), lambda: door.search(cast.nurse, door.Question())):
        with pytest.raises(NotThere):
            act()


def test_the_log_is_searched_by_person_reader_unit_and_time(cast: Any, reviewer: Actor) -> None:
    reads(cast.nurse, cast.adult, times=3)
    reads(cast.colleague, cast.child)
    reads(cast.social, cast.adult)
    number = "19810101-2394"
    adult = door.person_with(reviewer, number)
    assert adult == cast.adult
    assert door.person_with(reviewer, "191012199822") == door.NOBODY  # nobody here has read of her
    assert door.person_with(reviewer, "nonsense") == door.NOBODY
    found = door.search(reviewer, door.Question(individual=adult))
    assert len(found.lines) == 3  # not what another controller's staff read
    assert found.names[cast.adult] == "Lars Andersson"
    reads_only = door.Question(actor=cast.colleague.user_ref)
    assert {line.individuals for line in door.search(reviewer, reads_only).lines} == {(cast.child,)}
    day = OCTOBER.replace(hour=0)
    window = door.Question(start=day, end=day + timedelta(days=1), unit=cast.nurse.unit_id)
    found = door.search(reviewer, window)
    assert (len(found.lines), found.touched, found.times) == (4, 2, 4)
    assert not door.search(reviewer, door.Question(start=day + timedelta(days=1), end=day + timedelta(days=2))).lines
    said = AuditEvent.objects.filter(event="oversight.searched")
    assert said.count() == 4
    assert not any("19810101" in str(e.data) for e in said)


def test_a_search_is_read_in_pages(cast: Any, reviewer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(cast.nurse, cast.adult, times=7)
    asked, seen, before = door.reading.Asked(individual=cast.adult), [], None
    while True:
        page = door.reading.search(reviewer.controller_id or 0, asked, before=before, limit=3)
        seen += [line.n for line in page.rows]
        if not page.next:
            break
        before = int(page.next)
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 7
    for bad in ("0", "-1", "x", str(2**63)):
        with pytest.raises(ValueError):
            door.search(reviewer, door.Question(), bad)


def test_the_database_itself_names_nobody_to_who_does_not_review(cast: Any, reviewer: Actor) -> None:
    elsewhere = worker(cast, "elsewhere", "log_reviewer", unit="social")
    reads(cast.nurse, cast.adult)
    for by, seen in ((reviewer, True), (cast.nurse, False), (elsewhere, False)):
        with transaction.atomic():
            set_context(by)
            assert (logged.with_number("198101012394") == cast.adult) is seen
            assert (logged.names([cast.adult])[cast.adult] == "Lars Andersson") is seen
            assert bool(door.reading.search(cast.nurse.controller_id, door.reading.Asked()).rows) is seen
