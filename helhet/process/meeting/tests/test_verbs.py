"""The meeting's verbs, each from a right state and a wrong one."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from helhet.clock import door as waiting
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.process.case import actions as cases
from helhet.process.case import door as case_door
from helhet.process.case.actions import hold
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.mapping.tests.scenes import fresh, in_state, prepared, preparing, say
from helhet.process.meeting import actions, door
from helhet.process.meeting.models import Deviation, Meeting, MeetingChange
from helhet.process.meeting.rules import Booking
from helhet.process.meeting.sitting import Attendee
from helhet.process.meeting.tests.scenes import PERSON, called, day, opened, plan, planned, present
from helhet.process.tests.cast import Cast

S = State


def codes(case: Case) -> list[str]:
    return [d.code for d in waiting.of_subject(case.ref, clock.today()) if d.code.startswith("meeting-")]


def test_a_planned_meeting_names_who_leads_and_writes(cast: Cast) -> None:
    case = prepared(cast)
    assert codes(case) == ["meeting-book"]
    ref = plan(case, cast.nurse)
    meeting = Meeting.objects.get(ref=ref)
    assert (meeting.number, meeting.leader_name, meeting.documenter_name) == (1, "Jonas Lind", "Jonas Lind")
    assert meeting.documenter_user == cast.nurse.user_id
    assert meeting.participation == "whole"
    assert fresh(case).state == S.PREPARING
    assert codes(case) == []


@pytest.mark.rule("PART-07")
def test_planning_waits_for_the_form_of_participation(cast: Cast) -> None:
    case = preparing(cast)
    say(case, cast.nurse)
    with pytest.raises(Refused) as refused:
        plan(case, cast.nurse)
    assert refused.value.rules == ("PART-07",)
    assert not Meeting.objects.exists()
    plan(case, cast.nurse, participation="part")


@pytest.mark.rule("CON-26")
def test_a_screen_without_its_own_yes_is_refused(cast: Cast) -> None:
    screen = {"form": "digital", "link": "https://mote.example", "technical_help": "Siv"}
    with pytest.raises(Refused) as refused:
        plan(prepared(cast), cast.nurse, **screen)
    assert refused.value.rules == ("CON-26",)


@pytest.mark.rule("PREP-20")
def test_a_screen_with_its_yes_still_needs_link_and_help(cast: Cast) -> None:
    case = prepared(cast, digital=True)
    with pytest.raises(Refused) as refused:
        plan(case, cast.nurse, form="digital")
    assert set(refused.value.rules) == {"PREP-20"}
    plan(case, cast.nurse, form="digital", link="https://mote.example", technical_help="Siv hjälper till")


@pytest.mark.rule("CALL-16")
def test_west_sweden_late_without_a_reason(cast: Cast) -> None:
    case = prepared(cast, discovered=15)
    with pytest.raises(Refused) as refused:
        plan(case, cast.nurse)
    assert refused.value.rules == ("CALL-16",)
    plan(case, cast.nurse, reason_for_time="Lars orkar inte tidigare")
    assert Meeting.objects.get().reason_for_time == "Lars orkar inte tidigare"


@pytest.mark.rule("CALL-15")
def test_jonkoping_short_notice_without_a_reason(cast: Cast) -> None:
    by = cast.actors["vetlanda"]
    case = prepared(cast, by=by, units=("vetlanda_clinic",))
    with pytest.raises(Refused) as refused:
        plan(case, by)
    assert refused.value.rules == ("CALL-15",)
    plan(case, by, starts_at=day(25), ends_at=day(25, 15))
    assert codes(case) == ["meeting-call-by"]


def test_planning_again_before_the_call_changes_the_same_meeting(cast: Cast) -> None:
    case = planned(cast)
    plan(case, cast.colleague, place="Hemma hos Lars")
    assert Meeting.objects.get().place == "Hemma hos Lars"
    assert list(MeetingChange.objects.order_by("id").values_list("kind", flat=True)) == ["planned", "moved"]


def test_a_change_is_never_overwritten(cast: Cast) -> None:
    planned(cast)
    change = MeetingChange.objects.get()
    change.reason = "något annat"
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        change.save()


def test_who_may_not_plan(cast: Cast) -> None:
    case = prepared(cast)
    for actor in (cast.stranger, cast.social):
        with pytest.raises(NotThere):
            plan(case, actor)


@pytest.mark.parametrize("state", [S.STARTED, S.CALLED, S.ACTIVE, S.CLOSED])
def test_no_planning_from_a_wrong_state(cast: Cast, state: str) -> None:
    case = in_state(prepared(cast), state)
    with pytest.raises(Refused):
        plan(case, cast.nurse)


def test_a_called_meeting_is_moved_with_its_reason(cast: Cast) -> None:
    case = called(cast, today=False)
    actions.move_meeting(case.ref, starts_at=day(12), ends_at=day(12, 16), place="Kyrkan", reason="Lars är sjuk",
                         agreed_with_person=True, by=cast.nurse)
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.place) == (day(12), "Kyrkan")
    assert MeetingChange.objects.get(kind="moved").reason == "Lars är sjuk"
    assert fresh(case).state == S.CALLED
    with pytest.raises(Refused):
        actions.move_meeting(case.ref, starts_at=day(13), ends_at=day(13, 16), place="Kyrkan", reason="",
                             agreed_with_person=True, by=cast.nurse)
    with pytest.raises(Refused):
        actions.move_meeting(in_state(case, S.PREPARING).ref, starts_at=day(13), ends_at=day(13, 16), place="Kyrkan",
                             reason="x", agreed_with_person=True, by=cast.nurse)


@pytest.mark.parametrize(("state", "after"), [(S.CALLED, S.PREPARING), (S.FOLLOWING_UP, S.ACTIVE)])
def test_a_cancelled_meeting_leaves_room_for_a_new_one(cast: Cast, state: str, after: str) -> None:
    case = in_state(called(cast), state)
    actions.cancel(case.ref, reason="Alla är sjuka", by=cast.nurse)
    case = fresh(case)
    assert (case.state, Meeting.objects.get().state) == (after, "cancelled")
    if after == S.PREPARING:
        plan(case, cast.nurse)
        assert Meeting.objects.filter(state="planned").get().number == 2
    with pytest.raises(Refused):
        actions.cancel(case.ref, reason="igen", by=cast.nurse)


def test_the_meeting_opens_and_the_person_stands_first(cast: Cast) -> None:
    case = called(cast)
    assert codes(case) == []  # set there by hand; the next verb brings the list in step
    lines = [*present(cast)[1:], PERSON]
    actions.open_meeting(case.ref, attendance=lines, yes_again=True, by=cast.nurse)
    assert fresh(case).state == S.MEETING
    with case_door.visit(cast.nurse, case.ref) as v:
        card = door.next_meeting(v)
    assert card and card.is_open
    assert [a.name for a in card.attendance] == ["Lars", "Psykiatriska mottagningen", "Mottagningsenheten"]
    assert door.attended(case.pk) == {cast.unit("psychiatry"), cast.unit("social")}
    assert codes(case) == ["meeting-end"]


@pytest.mark.rule("CON-01")
def test_a_unit_without_consent_that_day_is_not_let_in(cast: Cast) -> None:
    case = called(cast)
    school = Attendee("unit", "there", "Ytterbyskolans elevhälsa", unit=cast.unit("school"), kind="summoned")
    with pytest.raises(Refused) as refused:
        actions.open_meeting(case.ref, attendance=[*present(cast), school], yes_again=True, by=cast.nurse)
    assert refused.value.rules == ("CON-01",)
    with clock.travel(clock.now() + timedelta(days=210)), pytest.raises(Refused) as late:
        actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.nurse)
    assert "CON-01" in late.value.rules
    assert fresh(case).state == S.CALLED and Meeting.objects.get().state == "planned"


def test_only_whoever_holds_leads_or_writes_opens(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(NotThere):
        actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.social)
    Meeting.objects.update(documenter_user=cast.social.user_id)
    actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.social)
    assert fresh(case).state == S.MEETING


@pytest.mark.parametrize("state", [S.PREPARING, S.MEETING, S.ACTIVE])
def test_no_opening_from_a_wrong_state(cast: Cast, state: str) -> None:
    case = in_state(called(cast), state)
    with pytest.raises(Refused):
        actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.nurse)


@pytest.mark.rule("ATT-12")
def test_a_called_unit_that_does_not_come_is_called_anew(cast: Cast) -> None:
    case = called(cast)
    actions.open_meeting(case.ref, attendance=present(cast, "social"), yes_again=True, by=cast.nurse)
    row = Deviation.objects.get()
    assert (row.kind, row.path, row.unit_id) == ("called_absent", "new_call", cast.unit("social"))
    facts = door.meeting_of(case.pk)
    assert facts and facts.units_missing == {cast.unit("social")} and facts.person_there
    assert "meeting-recall" in codes(case)


def test_a_follow_up_opens_without_changing_state(cast: Cast) -> None:
    case = in_state(called(cast), S.FOLLOWING_UP)
    actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.nurse)
    assert fresh(case).state == S.FOLLOWING_UP
    actions.end(case.ref, summary="Det går bra", outcome_state="", by=cast.nurse)
    assert fresh(case).state == S.FOLLOWING_UP
    assert Meeting.objects.get().state == "held"


@pytest.mark.parametrize(("outcome", "state"), [
    (S.DOCUMENTING, "held"), (S.PREPARING, "stopped"), (S.INFORMED_ONLY, "stopped"),
])
def test_a_meeting_ends_one_of_its_ways(cast: Cast, outcome: str, state: str) -> None:
    case = opened(cast)
    actions.end(case.ref, summary="Vi är överens", outcome_state=outcome, why="Så blev det", by=cast.nurse)
    assert fresh(case).state == outcome
    assert Meeting.objects.get().state == state
    with pytest.raises((Refused, NotThere)):
        actions.end(case.ref, summary="igen", outcome_state=outcome, why="x", by=cast.nurse)


def test_a_meeting_that_goes_on_another_day_is_a_new_row(cast: Cast) -> None:
    case = opened(cast)
    actions.end(case.ref, summary="", outcome_state=S.CALLED, why="Tiden räckte inte", starts_at=day(3),
                ends_at=day(3, 16), by=cast.nurse)
    assert fresh(case).state == S.CALLED
    assert [(m.number, m.state) for m in Meeting.objects.order_by("number")] == [(1, "stopped"), (2, "planned")]
    facts = door.meeting_of(case.pk)
    assert facts and facts.starts_at == day(3) and facts.place == "Biblioteket"
    assert codes(case) == ["meeting-open"]


def test_ending_without_a_word_is_refused(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(Refused) as refused:
        actions.end(case.ref, summary="", outcome_state=S.DOCUMENTING, by=cast.nurse)
    assert refused.value.rules == ("MEET-14",)


@pytest.mark.rule("ATT-12")
@pytest.mark.parametrize(("kind", "path", "unit"), [
    ("declined", "decline", False), ("person_absent", "new_time", False), ("called_absent", "new_call", True),
    ("invited_absent", "noted", True),
])
def test_the_four_deviations_are_noted_with_their_path(cast: Cast, kind: str, path: str, unit: bool) -> None:
    case = called(cast)
    found = actions.deviation(case.ref, kind=kind, path=path, note="Ringde, inget svar",
                              unit=cast.unit("social") if unit else None, by=cast.nurse)
    assert found == path
    assert fresh(case).state == S.CALLED
    assert Deviation.objects.get().note == "Ringde, inget svar"
    with pytest.raises(Refused):
        actions.deviation(in_state(case, S.PREPARING).ref, kind=kind, path=path, note="x", unit=1, by=cast.nurse)


def test_a_case_that_ends_holds_no_meeting(cast: Cast) -> None:
    case = called(cast)
    cases.stop(case.ref, ground="need_ended", reason="Behovet är borta", by=cast.nurse)
    assert Meeting.objects.get().state == "cancelled"
    assert codes(case) == []


def test_later_rooms_book_on_a_case_they_have_locked(cast: Cast) -> None:
    case = in_state(prepared(cast), S.FOLLOWING_UP)
    wanted = Booking("follow_up", day(40), day(40, 15), "Biblioteket", "physical", "whole", True)
    with transaction.atomic():
        ref = actions.book(hold(case.ref, by=cast.nurse), wanted, by=cast.nurse)
    facts = door.meeting_of(case.pk)
    assert facts and (facts.ref, facts.kind) == (ref, "follow_up")
    assert fresh(case).state == S.FOLLOWING_UP


def test_reading_all_meetings_costs_the_same_however_many(cast: Cast) -> None:
    case = opened(cast)

    def queries() -> int:
        with case_door.visit(cast.nurse, case.ref) as v, CaptureQueriesContext(connection) as found:
            door.meetings(v)
        return len(found)

    before = queries()
    actions.end(case.ref, summary="", outcome_state=S.CALLED, why="Tiden", starts_at=day(3), ends_at=day(3, 16),
                by=cast.nurse)
    assert queries() == before <= 4
