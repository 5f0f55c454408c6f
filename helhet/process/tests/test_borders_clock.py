"""Who tries to see or write more than is theirs through what the clock brought: each way in, kept shut."""

from datetime import timedelta
from typing import Any

import pytest

from helhet.clock import inbox
from helhet.clock.models import InboxItem
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.post.models import Waiting, Way
from helhet.process.case import door as cases
from helhet.process.case import passing
from helhet.process.case.models import Case, Participant
from helhet.process.closing import actions as closing
from helhet.process.closing import door as closing_door
from helhet.process.consent import actions as consent
from helhet.process.consent.actions import Item
from helhet.process.dialogue import actions as dialogue
from helhet.process.dialogue import door as dialogue_door
from helhet.process.follow_up import actions as follow_up
from helhet.process.invitation import actions as invitation
from helhet.process.invitation import door as calls
from helhet.process.invitation import times
from helhet.process.invitation.tests import test_times as asking
from helhet.process.invitation.tests.scenes import called, wanted
from helhet.process.meeting import door as meetings
from helhet.process.meeting.actions import move_meeting
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast, _worker
from helhet.process.tests.dialogue import scenes
from helhet.process.tests.test_borders import _beside

pytestmark = pytest.mark.django_db
CENTRE = "health_centre"


def _exclude(cast: Cast, case: Case, unit: str) -> None:
    row = Participant.objects.get(case=case, unit_id=cast.unit(unit), valid_to__isnull=True)
    invitation.participant_exclude(case.ref, participant=row.ref, agreed_with_person=True, by=cast.nurse)


def _withdraw(cast: Cast, case: Case, unit: str) -> None:
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit(unit), by=cast.nurse)


def _told(case: Case, unit: int) -> list[str]:
    return sorted(InboxItem.objects.filter(unit_id=unit, subject=case.ref).values_list("code", flat=True))


# Messages


@pytest.mark.rule("CON-13")
@pytest.mark.parametrize("out", [_exclude, _withdraw])
def test_who_was_out_before_the_end_does_not_come_in_again_by_it(cast: Cast, out: Any) -> None:
    case, _rows = world.established(cast)
    scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])
    out(cast, case, CENTRE)
    closing.close(case.ref, ground="moved", moved_on=clock.today(), moved_to="Mora", by=cast.social)
    with cases.visit(cast.actors[CENTRE], case.ref) as v:
        writing = dialogue_door.writing(v)
    assert not writing.may_write
    assert writing.choices == ()
    with pytest.raises(NotThere):
        dialogue.send(case.ref, kind="administrative", text="Hej", receivers=[cast.unit("social")],
                      by=cast.actors[CENTRE])
    with cases.visit(cast.nurse, case.ref) as v:
        assert [c.unit_id for c in dialogue_door.writing(v).choices] == [cast.unit("social")]
    with pytest.raises((NotThere, Refused)):
        dialogue.send(case.ref, kind="administrative", text="Hej", receivers=[cast.unit(CENTRE)], by=cast.nurse)


@pytest.mark.rule("CON-13")
def test_a_correction_carries_nothing_new_after_a_withdrawal(cast: Cast) -> None:
    case, _rows = world.established(cast)
    ref = scenes.sent(cast, case, receivers=[cast.nurse.unit_id], by=cast.social)
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    with pytest.raises((Refused, NotThere)):
        dialogue.correct(ref, text="Lars bor nu hos sin syster", why="Nytt", seen=1, by=cast.social)
    assert scenes.read(cast.nurse, ref).text == scenes.WORDS


def test_who_gets_a_message_later_does_not_get_what_it_said_before_it_was_mended(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, text="Grannen heter Olle")
    dialogue.correct(ref, text="Ring oss i morgon", why="Olle var en annan", seen=1, by=cast.nurse)
    dialogue.forward(ref, unit=cast.unit(CENTRE), by=cast.nurse)
    assert [v.text for v in scenes.read(cast.social, ref).earlier] == ["Grannen heter Olle"]
    got = scenes.read(cast.actors[CENTRE], ref)
    assert (got.text, got.earlier, got.corrected) == ("Ring oss i morgon", (), None)


@pytest.mark.rule("CON-25")
@pytest.mark.parametrize("out", [_exclude, _withdraw])
def test_who_is_out_reads_nothing_new_in_an_old_message(cast: Cast, out: Any) -> None:
    case, _rows = world.established(cast)
    ref = scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])
    out(cast, case, CENTRE)
    dialogue.forward(ref, unit=cast.unit("social"), by=cast.nurse)
    dialogue.withdraw(ref, why="Lars bor nu hos sin syster", by=cast.nurse)
    got = scenes.read(cast.actors[CENTRE], ref)
    assert got.text == scenes.WORDS
    assert got.withdrawn_at is not None
    assert got.withdrawn_why == ""
    assert [r.unit_id for r in got.receivers] == [cast.unit(CENTRE)]


# Inbox


def test_an_item_is_not_left_to_a_unit_that_is_only_named_in_a_consent(cast: Cast) -> None:
    case, _rows = world.established(cast)
    consent.record(case.ref, part_a=True, part_b=True, form="oral", giver="individual", obtained_how="Muntligt",
                   items=[Item(cast.unit(u), kinds=world.KINDS) for u in ("social", CENTRE, "home_care")],
                   valid_until=clock.today() + timedelta(days=90), by=cast.nurse)
    item = InboxItem.objects.get(unit_id=cast.unit("social"), subject=case.ref, code="plan.establish")
    card = inbox.item(cast.unit("social"), item.ref)
    assert [u.name for u in passing.whereto(card, by=cast.social)] == []
    with pytest.raises(NotThere):
        passing.pass_on(item.ref, unit=cast.actors["home_care"].unit_ref, by=cast.social)  # type: ignore[arg-type]
    assert _told(case, cast.unit("home_care")) == []


@pytest.mark.parametrize("out", [_exclude, _withdraw])
def test_who_is_out_is_not_told_that_a_new_sip_has_begun(cast: Cast, out: Any) -> None:
    case, _rows = world.established(cast)
    out(cast, case, CENTRE)
    InboxItem.objects.all().delete()
    closing.restart(case.ref, ground="goal_changed", reason="Nytt mål", by=cast.social)
    assert "closing.restart" not in _told(case, cast.unit(CENTRE))
    with cases.visit(cast.actors[CENTRE], case.ref) as v:
        said = [m.says for m in cases.history(v)]
        ending = closing_door.closing(v)
    assert not any("startade om" in s for s in said)
    assert ending is not None
    assert "ny SIP" not in ending.ground_name


# Finding a time


@pytest.mark.rule("CON-25")
def test_who_is_no_longer_with_does_not_read_which_time_was_chosen(cast: Cast) -> None:
    case = called(cast, wanted(cast, CENTRE), units=("social", CENTRE))
    asking.ask(case, cast.nurse)
    _exclude(cast, case, CENTRE)
    InboxItem.objects.all().delete()
    with pytest.raises(NotThere):
        times.asked_of(cast.actors[CENTRE], case.ref)
    with pytest.raises(NotThere):
        asking.says(case, cast.actors[CENTRE], "fits", "fits")
    invitation.fix_time(case.ref, option=asking.options(case)[0], reason_for_time="-", agreed_how="-", by=cast.nurse)
    assert "times.fixed" not in _told(case, cast.unit(CENTRE))


@pytest.mark.parametrize("out", [_exclude, _withdraw])
def test_who_is_out_has_no_calendar_that_follows_the_meeting(cast: Cast, out: Any) -> None:
    case = called(cast, wanted(cast, CENTRE), units=("social", CENTRE))
    message = scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])
    out(cast, case, CENTRE)
    with pytest.raises(NotThere), cases.visit(cast.actors[CENTRE], case.ref) as v:
        calls.calendar_entry(v, None)
    with cases.visit(cast.actors[CENTRE], case.ref) as v:
        assert calls.call(v) is None
        assert meetings.next_meeting(v) is None
    assert scenes.read(cast.actors[CENTRE], message).text == scenes.WORDS


# Codes


@pytest.mark.parametrize("role", ["reception", "manager", "profile_keeper"])
def test_who_does_not_write_the_plan_does_not_tick_off_its_codes(cast: Cast, role: str) -> None:
    case, _rows = world.established(cast)
    with pytest.raises(NotThere):
        follow_up.note_codes(case.ref, by=_worker(f"{role}-y", cast.unit(CENTRE), "care", role))


# Told outside


def test_somebody_near_is_told_outside_only_of_what_they_may_read(cast: Cast) -> None:
    case = called(cast)
    ways = {}
    for kinds in ("plan", "meeting"):
        by = _beside(cast, cast.adult, "next_of_kin", insight=True, insight_kinds=[kinds])
        ways[kinds] = Way.objects.create(
            owner_kind="relation", owner=by.relation_id or 0, individual=cast.adult, channel="email",
            address=f"{kinds}@example.se", asked_at=clock.now(), confirmed_at=clock.now())
    start = clock.at(clock.today() + timedelta(days=12), 14)
    move_meeting(case.ref, starts_at=start, ends_at=start + timedelta(hours=1), place="Rum 4", reason="Sjuk",
                 agreed_with_person=True, by=cast.nurse)
    assert set(Waiting.objects.values_list("way_id", flat=True)) == {ways["meeting"].pk}
