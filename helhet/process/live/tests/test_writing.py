"""Several write at once: every letter stays, nobody writes in what is another's, and a save sent twice is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from helhet.audit.models import AuditEvent
from helhet.kit import limits
from helhet.kit.doors import NotThere
from helhet.kit.models import FieldVersion
from helhet.kit.refusals import Refused
from helhet.process.case.models import Case, CaseMove
from helhet.process.consent import withdrawal
from helhet.process.live import door
from helhet.process.live.actions.writing import Saved, hold_field, tidy, write_field
from helhet.process.live.models import Lease
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.plan import actions as plan
from helhet.process.plan.models import Draft
from helhet.process.plan.tests.world import WORDS, at_meeting, intervention, sub_goal
from helhet.process.tests.cast import Cast

PACKAGE = Path(__file__).parents[3]
Save = Callable[..., Saved]


@pytest.fixture
def case(cast: Cast) -> Case:
    case = at_meeting(cast)
    plan.open_draft(case.ref, by=cast.nurse)
    return case


@pytest.fixture
def save(cast: Cast, case: Case) -> Save:
    def write(text: str, base: str = WORDS, **other: Any) -> Saved:
        asked = {"row": draft(case), "field": "goal", "key": uuid4(), "by": cast.nurse, **other}
        return write_field(case.ref, base=base, text=text, **asked)

    return write


def draft(case: Case) -> UUID:
    return Draft.objects.get(case=case).ref


def test_two_who_write_at_once_both_stand_there(cast: Cast, save: Save) -> None:
    assert save(f"Först: {WORDS}").n == 2
    both = save(f"{WORDS} Nu.", by=cast.colleague)
    assert (both.n, both.text) == (3, f"Först: {WORDS} Nu.")


def test_a_save_whose_answer_was_lost_is_sent_again_and_is_one(save: Save) -> None:
    key = uuid4()
    first = save(f"{WORDS}!", key=key)
    assert save(f"{WORDS}!", key=key) == first
    assert save(f"{WORDS}!?", base=f"{WORDS}!") == Saved(3, f"{WORDS}!?")
    assert save(f"{WORDS}!", key=key).text == f"{WORDS}!?"
    assert FieldVersion.objects.filter(field="goal").count() == 3


def test_anothers_key_is_nobodys(cast: Cast, save: Save) -> None:
    key = uuid4()
    save("a", key=key)
    with pytest.raises(NotThere):
        save("b", key=key, by=cast.colleague)


def test_what_comes_back_is_what_stands(save: Save) -> None:
    assert save("Ring\r\nmig \x00\x07\ud800nu e\u0301 ").text == "Ring\nmig nu \u00e9 "
    assert save(" \n", base="Ring\nmig nu \u00e9 ").text == ""
    assert tidy("👨‍👩‍👧 שלום\t\u202e") == "👨‍👩‍👧 שלום\t\u202e"


def test_too_long_is_said_and_nothing_is_lost(save: Save, case: Case) -> None:
    with pytest.raises(Refused) as no:
        save("x" * (limits.LONG + 1))
    assert no.value.refusals[0].field == "goal"
    assert FieldVersion.objects.filter(field="goal").count() == 1


def test_the_history_tells_once_of_a_stretch_and_the_versions_tell_all(save: Save, case: Case, cast: Cast) -> None:
    before = CaseMove.objects.filter(case=case).count(), AuditEvent.objects.count()
    for n in range(5):
        save("x" * n + WORDS, base=WORDS)
    save(f"{WORDS} Nu.", by=cast.colleague)
    assert CaseMove.objects.filter(case=case).count() == before[0] + 2
    assert AuditEvent.objects.count() == before[1] + 2
    last = FieldVersion.objects.filter(field="goal").latest("n")
    assert (last.by_name, last.assignment) == (cast.colleague.name, cast.colleague.assignment_id)


@pytest.mark.rule("MEET-11")
def test_a_unit_writes_in_what_is_its_own_and_not_in_anothers(cast: Cast, case: Case, save: Save) -> None:
    goal = sub_goal(case, cast.nurse)
    mine = intervention(case, cast.nurse, goal, "Samtal")
    theirs = intervention(case, cast.social, goal, "Boendestöd")
    assert save("Boendestöd hemma", base="Boendestöd", row=theirs, field="what", by=cast.social).n == 2
    for row, field in ((mine, "what"), (goal, "title"), (draft(case), "goal")):
        with pytest.raises(NotThere):
            save("x", base="", row=row, field=field, by=cast.social)
    with pytest.raises(Refused) as no:  # not even who holds the pen, once they have said that it is theirs
        save("x", base="", row=theirs, field="what")
    assert no.value.rules == ("MEET-11",)


def test_ones_own_dissent_and_own_proposal(cast: Cast, case: Case, save: Save) -> None:
    dissent = plan.add_disagreement(case.ref, whose="Vi", text="Nej", by=cast.social)
    proposal = intervention(case, cast.social, None, "Läkare", unit=cast.unit("health_centre"), status="proposed")
    assert save("Nej, inte än", base="Nej", row=dissent, field="text", by=cast.social).n == 2
    assert save("Läkare snart", base="Läkare", row=proposal, field="what", by=cast.social).n == 2
    with pytest.raises(NotThere):
        save("x", base="", row=dissent, field="text", by=cast.actors["health_centre"])


@pytest.mark.parametrize("where", [{"field": "shoe_size"}, {"field": "what"}, {"row": uuid4()},
                                   {"row": uuid4(), "field": "what"}])
def test_what_is_not_there_is_not_there(save: Save, where: dict[str, Any]) -> None:
    with pytest.raises(NotThere):
        save("x", **where)


def test_a_row_taken_away_is_not_there(cast: Cast, case: Case, save: Save) -> None:
    goal = sub_goal(case, cast.nurse)
    plan.remove_row(case.ref, "sub_goal", goal, by=cast.nurse)
    with pytest.raises(NotThere):
        save("x", row=goal, field="title")


def test_who_is_not_in_the_room_neither_writes_nor_follows(cast: Cast, case: Case, save: Save) -> None:
    Attendance.objects.filter(unit_id=cast.unit("social")).update(left_at=Meeting.objects.get(case=case).opened_at)
    with pytest.raises(NotThere):
        hold_field(case.ref, row=draft(case), field="goal", on=True, by=cast.social)
    for follows in (door.opened, lambda by, ref: door.changes(by, ref, 0)):
        with pytest.raises(NotThere):
            follows(cast.social, case.ref)
    assert door.standing(cast.nurse, case.ref).follows
    assert not door.standing(cast.social, case.ref).follows
    assert not door.standing(cast.actors["orebro"], case.ref).follows
    assert not door.has_ground(cast.actors["orebro"], case.ref)
    with pytest.raises(NotThere):
        door.heard(cast.actors["orebro"], case.ref, case.individual_id, 0)


def test_those_who_follow_get_what_is_new_and_who_writes(cast: Cast, case: Case, save: Save) -> None:
    start = door.opened(cast.social, case.ref)
    assert [(c.field, c.text) for c in start.texts if c.field == "goal"] == [("goal", WORDS)]
    # In the reader's own controller's log, and in that of the one whose record it is.
    assert AuditEvent.objects.filter(event="live.followed", subject=case.ref).count() == 2
    save(f"{WORDS} Nu.")
    rows = AuditEvent.objects.count()
    new = door.changes(cast.social, case.ref, start.since)
    assert [(c.field, c.text, c.who) for c in new.texts] == [("goal", f"{WORDS} Nu.", cast.nurse.name)]
    assert [(w.who, w.field) for w in new.writing] == [(cast.nurse.name, "goal")]
    assert door.changes(cast.social, case.ref, new.since).texts == ()
    assert door.heard(cast.social, case.ref, case.individual_id, start.since) == new
    assert AuditEvent.objects.count() == rows


def test_a_lease_says_so_and_shuts_nobody_out(cast: Cast, case: Case, save: Save) -> None:
    hold_field(case.ref, row=draft(case), field="goal", on=True, by=cast.nurse)
    assert save(f"{WORDS} Nu.", by=cast.colleague).n == 2
    assert Lease.objects.count() == 2
    hold_field(case.ref, row=draft(case), field="goal", on=False, by=cast.nurse)
    assert [r.user for r in Lease.objects.all()] == [cast.colleague.user_id]


def test_withdrawn_whole_nobody_follows_any_longer(cast: Cast, case: Case, save: Save) -> None:
    withdrawal.withdraw(case.ref, scope="all", by=cast.nurse)
    assert not door.standing(cast.social, case.ref).follows
    with pytest.raises(NotThere):
        save("x", by=cast.social)


def test_only_the_live_stream_comes_by_the_door_that_does_not_log() -> None:
    found = [p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py") if "cases.going_on(" in p.read_text()]
    assert sorted(found) == ["process/live/door.py", "process/live/tests/test_writing.py"]
