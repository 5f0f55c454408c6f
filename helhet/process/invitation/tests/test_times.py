"""Finding a time, by the verbs: asking, answering, and one choice that books and sends."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from helhet.access.actor import Actor
from helhet.clock import door as waits
from helhet.clock.models import InboxItem
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.process.case import actions as cases
from helhet.process.case import door as case_door
from helhet.process.case.models import Case
from helhet.process.case.rules import State, StopGround
from helhet.process.consent import actions as consent
from helhet.process.invitation import actions, times
from helhet.process.invitation.models import Call, TimeAnswer, TimeAsked, TimePoll
from helhet.process.invitation.rules.times import Fits, How, Proposed
from helhet.process.invitation.tests.scenes import called, fresh, kin, wanted
from helhet.process.mapping import actions as mapping
from helhet.process.mapping.tests.scenes import prepared
from helhet.process.meeting.models import Meeting
from helhet.process.tests.cast import Cast

ROOM = "Vårdcentralen, rum 4"


def proposed(days: int, hour: int = 14, how: str = How.ROOM, place: str = ROOM) -> Proposed:
    starts = clock.at(clock.today() + timedelta(days=days), hour)
    return Proposed(starts, starts + timedelta(minutes=75), how, place if how == How.ROOM else "")


def ready(cast: Cast, *others: Any, written: bool = True, **choices: Any) -> Case:
    """A case with its list complete, and where ``written`` also what the call is to say."""
    case = prepared(cast, **choices)
    if written:
        mapping.write_preparation(case.ref, texts={"purpose": "Ingen ser helheten.", "questions": "Vem ringer Lars?"},
                                  seen={}, by=cast.nurse)
    actions.prepare_list(case.ref, receivers=[wanted(cast), *others], by=cast.nurse)
    return fresh(case)


def ask(case: Case, by: Actor, *those: Proposed, answer_by: date | None = None, agreed: bool = True) -> UUID:
    return actions.ask_times(
        case.ref, times=those or (proposed(10), proposed(12)), answer_by=answer_by or clock.today() + timedelta(days=4),
        list_agreed_with_person=agreed, by=by)


def options(case: Case) -> list[UUID]:
    poll = TimePoll.objects.filter(case=case).latest("asked_at")
    return list(poll.options.order_by("starts_at").values_list("ref", flat=True))


def says(case: Case, by: Actor, *replies: str, asked: UUID | None = None) -> None:
    actions.answer_times(case.ref, replies=dict(zip(options(case), replies, strict=True)), asked=asked, by=by)


def person_row(case: Case) -> UUID:
    return TimeAsked.objects.get(poll__case=case, poll__closed_at=None, kind="individual").ref


def due(case: Case) -> set[tuple[str, int]]:
    from helhet.clock.models import Obligation

    rows = Obligation.objects.filter(subject=case.ref, code__startswith="times")
    return set(rows.values_list("code", "unit_id"))


@pytest.mark.rule("CALL-14")
def test_asking_makes_the_unit_owe_an_answer_and_the_convener_a_choice(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    assert due(case) == {("times-answer", cast.unit("social")), ("times-fix", cast.unit("psychiatry"))}
    assert set(InboxItem.objects.filter(code="times.asked").values_list("unit_id", flat=True)) == {cast.unit("social")}
    says(case, cast.social, Fits.FITS, Fits.NO)
    assert due(case) == {("times-fix", cast.unit("psychiatry"))}
    assert InboxItem.objects.filter(code="times.answered", unit_id=cast.unit("psychiatry")).count() == 1


@pytest.mark.rule("CALL-14", "CALL-07", "PREP-06", "PREP-07", "CON-26")
def test_what_a_question_must_hold(cast: Cast) -> None:
    case = ready(cast)
    late = clock.today() + timedelta(days=30)
    for wrong, rule in (
        ({"agreed": False}, "CALL-07"), ({"answer_by": late}, "CALL-14"),
        ({"answer_by": clock.today() - timedelta(days=1)}, "CALL-14"),
    ):
        with pytest.raises(Refused) as refused:
            ask(case, cast.nurse, **wrong)  # type: ignore[arg-type]
        assert refused.value.rules == (rule,)
    for one, rule in (
        (proposed(-1), "CALL-14"), (proposed(9, place=""), "PREP-07"), (proposed(9, how=How.DIGITAL), "CON-26"),
    ):
        with pytest.raises(Refused) as refused:
            ask(case, cast.nurse, one)
        assert rule in refused.value.rules
    with pytest.raises(Refused):
        ask(case, cast.nurse, proposed(9), proposed(9))
    with pytest.raises(Refused):
        ask(case, cast.nurse, *(proposed(9 + n) for n in range(9)))
    alone = prepared(cast, individual=cast.elder)
    with pytest.raises(Refused) as refused:
        ask(alone, cast.nurse)
    assert refused.value.rules == ("PREP-06",)
    assert not TimePoll.objects.exists()


def test_who_may_not_call_or_does_not_hold_the_case_asks_nothing(cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    with pytest.raises(NotThere):
        ask(case, cast.social)
    with pytest.raises(NotThere):
        ask(case, cast.stranger)


@pytest.mark.rule("CALL-14")
def test_one_click_books_the_meeting_and_sends_the_call(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    says(case, cast.social, Fits.NO, Fits.FITS)
    says(case, cast.nurse, Fits.IF_NEEDED, Fits.FITS, asked=person_row(case))
    fixed = actions.fix_time(case.ref, option=options(case)[1], by=cast.nurse)
    assert fixed.outcome == "sent" and fresh(case).state == State.CALLED
    meeting, call = Meeting.objects.get(case=case), Call.objects.get(case=case)
    assert (meeting.place, meeting.form, meeting.agreed_with_person) == (ROOM, "physical", True)
    assert meeting.starts_at == proposed(12).starts_at and meeting.place_public
    assert call.meeting == meeting.ref and call.purpose == "Ingen ser helheten."
    poll = TimePoll.objects.get(case=case)
    assert poll.closed_because == "fixed" and poll.chosen is not None
    assert due(case) == set()
    assert InboxItem.objects.filter(code="times.fixed", unit_id=cast.unit("social")).exists()
    with pytest.raises(NotThere):
        actions.fix_time(case.ref, option=UUID(int=1), by=cast.social)


@pytest.mark.rule("CALL-10", "CALL-11")
def test_a_call_that_lacks_something_is_not_sent_and_says_what(cast: Cast) -> None:
    case = ready(cast, written=False)
    ask(case, cast.nurse)
    says(case, cast.nurse, Fits.FITS, Fits.FITS, asked=person_row(case))
    fixed = actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse)
    assert fixed.outcome == "booked" and {r.rule for r in fixed.missing} == {"CALL-10", "CALL-11"}
    assert fresh(case).state == State.PREPARING and Meeting.objects.filter(case=case).count() == 1
    assert not Call.objects.filter(case=case, sent_at__isnull=False).exists()


@pytest.mark.rule("CALL-07")
def test_somebody_new_on_the_list_is_agreed_with_the_person_before_the_call(cast: Cast) -> None:
    case = ready(cast, units=("social", "school"))
    ask(case, cast.nurse)
    actions.list_receiver(case.ref, wanted=wanted(cast, "school"), by=cast.nurse)
    says(case, cast.nurse, Fits.FITS, Fits.FITS, asked=person_row(case))
    fixed = actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse)
    assert fixed.outcome == "booked" and [r.rule for r in fixed.missing] == ["CALL-07"]


@pytest.mark.rule("CALL-14")
def test_the_persons_word_weighs_first(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    says(case, cast.social, Fits.FITS, Fits.NO)
    says(case, cast.nurse, Fits.NO, Fits.FITS, asked=person_row(case))
    with case_door.visit(cast.nurse, case.ref) as v:
        card = times.poll(v)
    assert card is not None and card.best is not None and card.best.starts_at == proposed(12).starts_at
    assert card.best.no == ("Mottagningsenheten",) and card.asked[0].is_person
    with pytest.raises(Refused) as refused:
        actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse)
    assert refused.value.rules == ("CALL-14",) and TimePoll.objects.get(case=case).closed_at is None
    actions.fix_time(case.ref, option=options(case)[0], agreed_how="Lars är med på skärm den gången", by=cast.nurse)


@pytest.mark.rule("CALL-15", "CALL-16")
def test_a_time_outside_the_regions_days_asks_for_a_reason_and_is_never_refused(cast: Cast) -> None:
    case = ready(cast, discovered=15)
    ask(case, cast.nurse, proposed(10), proposed(5, how=How.HOME), answer_by=clock.today() + timedelta(days=1))
    says(case, cast.nurse, Fits.FITS, Fits.FITS, asked=person_row(case))
    with case_door.visit(cast.nurse, case.ref) as v:
        card = times.poll(v)
    assert card is not None
    assert [tuple(n.rule for n in o.notes) for o in card.by_day] == [(), ("CALL-16",)]
    with pytest.raises(Refused) as refused:
        actions.fix_time(case.ref, option=options(case)[1], by=cast.nurse)
    assert refused.value.rules == ("CALL-16",)
    actions.fix_time(case.ref, option=options(case)[1], reason_for_time="Lars var sjuk", by=cast.nurse)
    assert Meeting.objects.get(case=case).reason_for_time == "Lars var sjuk"


def test_a_home_never_becomes_a_public_place(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse, proposed(5, how=How.HOME))
    says(case, cast.nurse, Fits.FITS, asked=person_row(case))
    actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse)
    meeting = Meeting.objects.get(case=case)
    assert meeting.place == "Hemma hos personen" and not meeting.place_public


@pytest.mark.rule("LAW-11")
def test_a_withdrawn_consent_shuts_the_question_for_that_unit(cast: Cast) -> None:
    case = ready(cast, wanted(cast, "school"), units=("social", "school"))
    ask(case, cast.nurse)
    assert times.asked_of(cast.actors["school"], case.ref).person == "Lars Andersson"
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("school"), giver="individual", by=cast.nurse)
    assert ("times-answer", cast.unit("school")) not in due(case)
    with pytest.raises(NotThere):
        times.asked_of(cast.actors["school"], case.ref)
    with pytest.raises(NotThere):
        says(case, cast.actors["school"], Fits.FITS, Fits.FITS)
    says(case, cast.social, Fits.FITS, Fits.FITS)


def test_a_unit_without_consent_is_on_the_list_and_is_not_asked(cast: Cast) -> None:
    case = ready(cast, wanted(cast, "school"))
    ask(case, cast.nurse)
    assert ("times-answer", cast.unit("school")) not in due(case)
    assert not InboxItem.objects.filter(unit_id=cast.unit("school")).exists()
    with pytest.raises(NotThere):
        times.asked_of(cast.actors["school"], case.ref)
    with pytest.raises(NotThere):
        times.asked_of(cast.stranger, case.ref)


def test_answers_are_added_and_the_newest_counts(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    says(case, cast.social, Fits.FITS, Fits.NO)
    says(case, cast.social, Fits.NO, Fits.FITS)
    assert TimeAnswer.objects.count() == 4
    mine = times.asked_of(cast.social, case.ref).mine
    assert [mine.replies[o] for o in options(case)] == [Fits.NO, Fits.FITS]
    with pytest.raises(Refused):
        actions.answer_times(case.ref, replies={options(case)[0]: Fits.FITS}, by=cast.social)
    with pytest.raises(NotThere):
        says(case, cast.social, Fits.FITS, Fits.FITS, asked=person_row(case))


def test_asking_anew_and_taking_back(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    ask(case, cast.nurse, proposed(15))
    assert [p.closed_because for p in TimePoll.objects.order_by("asked_at")] == ["anew", ""]
    assert times.asked_of(cast.social, case.ref).options[0].starts_at == proposed(15).starts_at
    actions.stop_times(case.ref, by=cast.nurse)
    assert due(case) == set()
    with pytest.raises(Refused) as refused:
        says(case, cast.social, Fits.FITS)
    assert refused.value.rules == ("CALL-14",)
    with pytest.raises(Refused):
        actions.stop_times(case.ref, by=cast.nurse)


def test_the_question_ends_with_the_case_and_with_another_way(cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    cases.stop(case.ref, ground=StopGround.NEED_ENDED, reason="Löste sig", by=cast.nurse)
    assert TimePoll.objects.get(case=case).closed_because == "ended" and due(case) == set()


@pytest.mark.rule("CALL-16")
def test_a_moved_meeting_keeps_the_regions_days_or_has_its_reason(cast: Cast) -> None:
    case = called(cast, discovered=10)
    ask(case, cast.nurse, proposed(20))
    says(case, cast.nurse, Fits.FITS, asked=person_row(case))
    with pytest.raises(Refused) as refused:
        actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse)
    assert refused.value.rules == ("CALL-16",)
    actions.fix_time(case.ref, option=options(case)[0], reason_for_time="Lars är bortrest", by=cast.nurse)


def test_a_meeting_that_stands_is_moved_and_all_are_asked_again(cast: Cast) -> None:
    case = called(cast)
    actions.answer(case.ref, answer="other_time", message="Efter tre", by=cast.social)
    ask(case, cast.nurse, proposed(11, 15))
    says(case, cast.social, Fits.FITS)
    says(case, cast.nurse, Fits.FITS, asked=person_row(case))
    assert actions.fix_time(case.ref, option=options(case)[0], by=cast.nurse).outcome == "sent"
    meeting = Meeting.objects.get(case=case)
    assert meeting.starts_at == proposed(11, 15).starts_at and fresh(case).state == State.CALLED
    assert "invitation-answer" in {d.code for d in waits.of_subject(case.ref, clock.today())}
    assert times.asked_of(cast.social, case.ref).chosen is not None


def test_somebody_the_person_does_not_want_is_not_asked(cast: Cast) -> None:
    sister = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Syrran", participation=True,
                                 by=cast.nurse)
    case = ready(cast, kin(sister))
    people.record_objection(relation=sister, objects=True, by=cast.nurse)
    ask(case, cast.nurse)
    assert not TimeAsked.objects.filter(relation_id=sister).exists()
