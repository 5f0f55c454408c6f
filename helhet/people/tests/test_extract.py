"""The person's extract of the log: all of it for themself, and for a guardian never what they must not know."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from helhet.access import actions as access
from helhet.access.actor import Actor, system
from helhet.audit import log
from helhet.audit.models import AuditEvent, AuditSubject
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.people import actions, door, events
from helhet.people.extract import PAGE, extract, folded

MAKER = system("test")


def at_home(cast: Any, individual: int, relation: int | None = None, key: str = "own") -> Actor:
    """Somebody signed in at the person's own door."""
    kind = "relation" if relation else "individual"
    user = access.add_user(kind=kind, name=f"Nr {key}", issuer="demo", subject=key)
    actions.link_sign_in(user=user, individual=individual, by=MAKER, relation=relation)
    card = next(c for c in _users(key))
    ways = door.sign_ins(card.ref)
    found = door.resolve(card.ref, ways[0].relation_ref)
    assert found
    return found


def _users(key: str) -> Any:
    from helhet.access.door import user_named

    return [user_named("demo", key)]


def reads(by: Actor, individual: int, kinds: tuple[str, ...] = ("plan",), **more: Any) -> None:
    log.record("case.read", by=by, individuals=[individual], subject=uuid4(), ground="NEED-11",
               data={"kinds": list(kinds)}, **more)


def guardian(cast: Any, key: str = "mum", **more: Any) -> int:
    return actions.add_relation(individual=cast.child, kind="guardian", name=f"Nr {key}", by=MAKER, insight=True,
                                insight_basis="Överenskommet med den unga.", **more)


def test_every_reading_is_there_once_newest_first_and_said_plainly(cast: Any) -> None:
    me = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    reads(cast.social, cast.adult, also=[cast.nurse.controller_id])
    found = extract(me)
    assert [line.who for line in found.lines[:2]] == ["Amina Berg", "Jonas Lind"]
    line = found.lines[1]
    assert (line.unit, line.organisation) == ("Psykiatriska mottagningen", "Sahlgrenska")
    assert (line.what, line.why) == ("Läste i SIP:en", "Enheten arbetar med SIP:en.")
    assert line.title == "handläggare"


def test_the_pages_together_are_the_truth(cast: Any) -> None:
    me = at_home(cast, cast.adult)
    for n in range(2 * PAGE + 3):
        reads((cast.nurse, cast.social, cast.colleague)[n % 3], cast.adult)
        reads(cast.nurse, cast.elder)
    rows = AuditSubject.objects.filter(individual=cast.adult).order_by("-at", "-event")
    truth = list(rows.values_list("event", flat=True))
    seen, after = [], ""
    while True:
        page = extract(me, after)
        seen += [line.at for line in page.lines]
        after = page.next
        if not after:
            break
    at = dict(AuditEvent.objects.filter(pk__in=truth).values_list("pk", "at"))
    # Each page read is a reading of its own, that comes after: what was there before is there once and in order.
    assert seen == [at[e] for e in truth]
    paper = extract(me, paper=True)
    assert [line.at for line in paper.lines][-len(seen):] == seen


def test_reading_the_extract_is_itself_written_down(cast: Any) -> None:
    me = at_home(cast, cast.adult)
    extract(me)
    assert extract(me).lines[0].what == str(_sentence(events.EXTRACT))
    assert extract(me).lines[0].who == "Du"


def _sentence(code: str) -> Any:
    from helhet.audit.events import get

    return get(code).sentence


def test_what_the_house_does_by_itself_has_no_persons_name(cast: Any) -> None:
    me = at_home(cast, cast.adult)
    log.record("case.read", by=system("clock"), individuals=[cast.adult])
    assert extract(me).lines[0].who == "Helhet, av sig självt"


@pytest.mark.parametrize("after", ["x", "~", "2026-01-01T00:00:00~1", "2026-01-01T00:00:00+00:00~x",
                                   f"2026-01-01T00:00:00+00:00~{2**70}"])
def test_a_place_that_is_none_of_ours(cast: Any, after: str) -> None:
    with pytest.raises(ValueError):
        extract(at_home(cast, cast.adult), after)


def test_staff_and_strangers_have_no_extract(cast: Any) -> None:
    with pytest.raises(NotThere):
        extract(cast.nurse)


def on(day: date) -> Any:
    return clock.travel(clock.at(day))


YOUNG = date(2023, 6, 1)  # the cast's child is twelve


def test_a_guardian_of_a_young_child_sees_staff_and_never_who_may_know(cast: Any) -> None:
    with on(YOUNG):
        mum = at_home(cast, cast.child, guardian(cast), key="mum")
        dad = guardian(cast, "dad")
        reads(cast.nurse, cast.child)
        reads(cast.social, cast.child, kinds=("plan", "letters"))
        reads(at_home(cast, cast.child, dad, key="dad"), cast.child)
        actions.mark_must_not_know(relation=dad, must_not_know=True, why="Rädd för honom.", by=MAKER)
        found = extract(mum)
    assert [line.who for line in found.lines] == ["Jonas Lind"]
    assert not found.own


def test_from_thirteen_it_is_the_young_persons_own(cast: Any) -> None:
    with on(YOUNG):
        mum = at_home(cast, cast.child, guardian(cast), key="mum")
    with on(date(2024, 2, 25)):
        with pytest.raises(NotThere):
            extract(mum)


def test_who_must_not_know_and_who_reads_only_some_gets_nothing(cast: Any) -> None:
    with on(YOUNG):
        some = at_home(cast, cast.child, guardian(cast, "some", insight_kinds={"plan"}), key="some")
        with pytest.raises(NotThere):
            extract(some)
        kin = actions.add_relation(individual=cast.adult, kind="next_of_kin", name="Ulla", by=MAKER)
        beside = Actor(user_id=some.user_id, user_ref=some.user_ref, name="Ulla", kind="relation", purpose="relation",
                       individual_id=cast.adult, relation_id=kin)
        with pytest.raises(NotThere):
            extract(beside)
        mum = guardian(cast, "mum")
        actor = at_home(cast, cast.child, mum, key="mum")
        actions.mark_must_not_know(relation=mum, must_not_know=True, why="Barnet vill det.", by=MAKER)
        with pytest.raises(NotThere):
            extract(actor)


def test_on_the_screen_ones_own_readings_do_not_bury_the_others(cast: Any) -> None:
    me = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    for _ in range(3):
        extract(me)
    reads(cast.social, cast.adult)
    found = extract(me).lines
    shown = folded(found)
    mine = next(line for line in shown if line.mine)
    assert (mine.times, [line.who for line in shown[:3]]) == (3, ["Amina Berg", "Du", "Jonas Lind"])
    assert sum(line.times for line in shown) == len(found)
