"""Leading a meeting: the parts, the pause, the parking place, letters, who comes and goes; and who sees what then."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from helhet.access.actor import Actor
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.process.case import door as cases
from helhet.process.live import screens
from helhet.process.live.actions import leading
from helhet.process.live.models import Letter, LiveMeeting
from helhet.process.mapping.models import Mapping
from helhet.process.meeting import actions as meeting
from helhet.process.meeting import door as meeting_door
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.meeting.tests.scenes import called, opened, present
from helhet.process.plan import actions as plan
from helhet.process.tests.cast import Cast

pytestmark = pytest.mark.django_db


def seen(ref: UUID, by: Actor) -> screens.Screen:
    with cases.visit(by, ref) as v:
        found = screens.screen(v)
    assert found is not None
    return found


def lars(cast: Cast) -> Actor:
    return Actor(user_id=None, user_ref=uuid4(), name="Lars Andersson", kind="individual", purpose="individual",
                 individual_id=cast.adult)


def place(ref: UUID, **who: object) -> int:
    return Attendance.objects.get(meeting__case__ref=ref, **who).position


def test_the_meeting_begins_goes_on_and_pauses(cast: Cast) -> None:
    case = opened(cast)
    assert seen(case.ref, cast.nurse).going.now is None
    leading.start(case.ref, by=cast.nurse)
    leading.start(case.ref, by=cast.nurse)
    shown = seen(case.ref, cast.nurse)
    assert shown.going.now is not None
    assert shown.going.now.code == "inledning"
    assert shown.content is not None  # a draft stands open, with the person's own words as its goal
    leading.turn_to(case.ref, part="behov", by=cast.nurse)
    leading.pause(case.ref, on=True, by=cast.nurse)
    assert seen(case.ref, cast.nurse).going.paused
    leading.pause(case.ref, on=False, by=cast.nurse)
    row = LiveMeeting.objects.get(meeting__case=case)
    assert (row.part, row.paused_at) == ("behov", None)
    assert "inledning" in row.spent
    with pytest.raises(Refused):
        leading.turn_to(case.ref, part="fika", by=cast.nurse)


def test_only_who_leads_leads(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(NotThere):
        leading.start(case.ref, by=cast.social)
    with pytest.raises(NotThere):
        leading.turn_to(case.ref, part="behov", by=lars(cast))
    assert not LiveMeeting.objects.filter(part="behov").exists()


def test_a_question_is_kept_by_anybody_in_the_room_and_answered(cast: Cast) -> None:
    case = opened(cast)
    leading.park(case.ref, text="Vem ringer på lördag?", by=cast.social)
    leading.park(case.ref, text="Får jag ta med hunden?", by=lars(cast))
    assert [p.text for p in seen(case.ref, cast.nurse).waiting] == ["Vem ringer på lördag?", "Får jag ta med hunden?"]
    leading.answer_parked(case.ref, n=1, by=cast.nurse)
    assert [p.n for p in seen(case.ref, cast.nurse).waiting] == [2]
    with pytest.raises(NotThere):
        leading.answer_parked(case.ref, n=3, by=cast.nurse)
    with pytest.raises(NotThere):
        leading.park(case.ref, text="Jag vill också", by=cast.stranger)


@pytest.mark.rule("PART-06")
def test_a_letter_from_the_person_is_read_aloud(cast: Cast) -> None:
    case = opened(cast)
    Letter.objects.create(meeting=Meeting.objects.get(case=case), whose="Lars", text="Jag vill sova.",
                          by_name="Karin", at=case.created_at)
    leading.read_letter(case.ref, n=1, by=cast.nurse)
    assert seen(case.ref, cast.nurse).letters[0].read_at is not None
    assert Mapping.objects.filter(case=case).exists()


@pytest.mark.rule("MEET-15")
def test_who_leaves_sees_no_more_of_what_is_written_and_who_comes_back_does(cast: Cast) -> None:
    case = opened(cast)
    leading.start(case.ref, by=cast.nurse)
    plan.add_sub_goal(case.ref, area="health", texts={"title": "Sova hela natten"}, by=cast.nurse)
    assert seen(case.ref, cast.social).content is not None
    position = place(case.ref, unit=cast.unit("social"))
    leading.left(case.ref, position=position, by=cast.nurse)
    gone = seen(case.ref, cast.social)
    assert not gone.sighted
    assert gone.content is None
    leading.came(case.ref, position=position, by=cast.nurse)
    assert seen(case.ref, cast.social).content is not None


def test_the_person_follows_what_is_written_while_the_meeting_goes_on(cast: Cast) -> None:
    case = opened(cast)
    leading.start(case.ref, by=cast.nurse)
    mine = seen(case.ref, lars(cast))
    assert mine.content is not None
    assert mine.content.person.number == ""
    assert not (mine.leads or mine.pen or mine.writes)


@pytest.mark.parametrize(("presence", "kinds", "sees"), [
    ("there", ("plan", "meeting"), True), ("absent", ("plan", "meeting"), False), ("there", ("meeting",), False),
])
def test_one_near_the_person_follows_only_in_the_room_and_only_what_the_person_lets_them_read(
    cast: Cast, presence: str, kinds: tuple[str, ...], sees: bool
) -> None:
    case = called(cast)
    sister = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Syrran", participation=True,
                                 insight=True, insight_kinds=kinds, by=cast.nurse)
    there = [*present(cast), Attendee("relation", presence, "Syrran", relation=sister, kind="next_of_kin")]
    meeting.open_meeting(case.ref, attendance=there, yes_again=True, by=cast.nurse)
    leading.start(case.ref, by=cast.nurse)
    near = replace(lars(cast), kind="relation", name="Syrran", relation_id=sister)
    shown = seen(case.ref, near)
    assert shown.sighted == sees
    assert (shown.content is not None) == sees
    if presence == "absent":
        leading.came(case.ref, position=place(case.ref, relation_id=sister), by=cast.nurse)
        assert seen(case.ref, near).content is not None
        with pytest.raises(NotThere):
            leading.park(case.ref, text="Jag undrar", by=near)


@pytest.mark.rule("CON-01")
def test_a_called_unit_that_comes_late_is_no_longer_missing_and_one_not_covered_stays_outside(cast: Cast) -> None:
    case = called(cast)
    meeting.open_meeting(case.ref, attendance=present(cast, "social"), yes_again=True, by=cast.nurse)
    late = place(case.ref, unit=cast.unit("social"))
    assert seen(case.ref, cast.nurse).called_away == ("Mottagningsenheten",)
    assert cast.unit("social") in meeting_door.meeting_of(case.pk).units_missing  # type: ignore[union-attr]
    leading.came(case.ref, position=late, by=cast.nurse)
    now = meeting_door.meeting_of(case.pk)
    assert now is not None
    assert cast.unit("social") in now.units_there
    assert not now.units_missing
    assert seen(case.ref, cast.nurse).called_away == ()
    # One whom no consent covers is not let in, however late it is.
    other = Attendance.objects.create(meeting=Meeting.objects.get(case=case), position=9, who="unit", presence="absent",
                                      unit_id=cast.unit("misuse"), kind="invited")
    with pytest.raises(Refused) as refused:
        leading.came(case.ref, position=other.position, by=cast.nurse)
    assert refused.value.rules == ("CON-01",)


@pytest.mark.rule("CON-01")
@pytest.mark.rule("CON-29")
def test_who_nobody_had_expected_is_let_in_as_support_or_when_the_consent_names_them(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(Refused) as refused:
        leading.joined(case.ref, name="Britta", support=False, asked=True, by=cast.nurse)
    assert refused.value.rules == ("CON-01",)
    with pytest.raises(Refused) as refused:
        leading.joined(case.ref, name="Britta", support=True, asked=False, by=cast.nurse)
    assert refused.value.rules == ("CON-29",)
    assert "Britta" not in [a.name for a in seen(case.ref, cast.nurse).here]
    leading.joined(case.ref, name="Britta", support=True, asked=True, by=cast.nurse)
    assert seen(case.ref, cast.nurse).here[-1].name == "Britta"
    with pytest.raises(NotThere):
        leading.joined(case.ref, name="Ove", support=True, asked=True, by=cast.actors["social"])
