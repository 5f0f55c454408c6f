"""The verbs of the call, from right and wrong states."""

from datetime import timedelta

import pytest

from helhet.access import reach
from helhet.clock import door as waits
from helhet.clock.registry import sources
from helhet.kit import clock, workdays
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.process.case.actions import subject
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.invitation import actions, door
from helhet.process.invitation.models import Answer, Call, Forward, Receiver
from helhet.process.invitation.rules import Reply
from helhet.process.invitation.tests.scenes import called, fresh, kin, listed, planned, row, send, wanted
from helhet.process.mapping.tests.scenes import FULL, in_state
from helhet.process.meeting import actions as meeting
from helhet.process.tests.cast import Cast


def test_send_calls_and_lets_them_reach_the_call(cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    assert case.state == State.CALLED
    kinds = dict(Participant.objects.filter(case=case, unit__isnull=False).values_list("unit_id", "kind"))
    assert kinds[cast.unit("social")] == "summoned" and kinds[cast.unit("fk")] == "invited"
    grants = reach.stored(case.ref, "call")
    assert {g.unit for g in grants} == {cast.unit("social"), cast.unit("fk")}
    assert all(g.kinds == {"meeting"} and g.valid_to is not None for g in grants)
    call = Call.objects.get(case=case)
    assert call.goal and call.answer_by == workdays.after(clock.today(), 5)


@pytest.mark.rule("CALL-17", "CALL-19")
def test_sending_makes_people_owe_answers_and_papers(cast: Cast) -> None:
    case = called(cast)
    due = {(d.code, d.rule) for d in waits.of_subject(case.ref, clock.today()) if d.code.startswith("invitation")}
    assert due == {("invitation-answer", "CALL-17"), ("invitation-print", "CALL-19")}
    actions.hand_over(case.ref, receiver=None, by=cast.nurse)
    actions.answer(case.ref, answer=Reply.COMES, who_name="Amina Berg", by=cast.social)
    left = {d.code for d in waits.of_subject(case.ref, clock.today()) if d.code.startswith("invitation")}
    assert left == {"invitation-prepare"}


def test_send_from_every_wrong_state(cast: Cast) -> None:
    case = listed(cast)
    for state in set(State) - {State.PREPARING}:
        in_state(case, state)
        with pytest.raises(Refused):
            send(case, cast.nurse)
    assert not Call.objects.filter(case=case, sent_at__isnull=False).exists()


@pytest.mark.rule("CALL-03")
def test_an_invited_agency_that_tries_to_call_is_told_why(cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    with pytest.raises(Refused) as refused:
        send(case, cast.actors["fk"])
    assert refused.value.rules == ("CALL-03",)


def test_others_than_the_holder_do_not_send(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(NotThere):
        send(case, cast.social)
    with pytest.raises(NotThere):
        send(listed(cast, individual=cast.elder), cast.stranger)


@pytest.mark.rule("LAW-11")
def test_a_unit_without_consent_is_not_called(cast: Cast) -> None:
    case = listed(cast, wanted(cast, "school"))
    with pytest.raises(Refused) as refused:
        send(case, cast.nurse)
    assert refused.value.rules == ("LAW-11",)
    assert "Ytterbyskolans" in str(refused.value.refusals[0].sentence)


@pytest.mark.rule("PART-04")
def test_an_objection_after_the_list_stops_the_call(cast: Cast) -> None:
    sister = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Syrran", participation=True,
                                 by=cast.nurse)
    case = listed(cast, kin(sister))
    people.record_objection(relation=sister, objects=True, by=cast.nurse)
    with pytest.raises(Refused) as refused:
        send(case, cast.nurse)
    assert refused.value.rules == ("PART-04",)


@pytest.mark.rule("CH-07")
def test_a_guardian_the_young_person_objects_to_is_not_listed(cast: Cast) -> None:
    father = people.add_relation(individual=cast.child, kind="guardian", name="Pappa", participation=True,
                                 by=cast.nurse)
    case = planned(cast, individual=cast.child)
    actions.list_receiver(case.ref, wanted=kin(father), by=cast.nurse)
    people.record_objection(relation=father, objects=True, by=cast.nurse)
    with pytest.raises(Refused) as refused:
        actions.list_receiver(case.ref, wanted=kin(father), by=cast.nurse)
    assert refused.value.rules == ("CH-07",)


def test_the_same_unit_is_changed_not_doubled(cast: Cast) -> None:
    case = listed(cast)
    actions.list_receiver(case.ref, wanted=wanted(cast, why="Annat skäl"), by=cast.nurse)
    rows = Receiver.objects.filter(call__case=case, ended_at__isnull=True)
    assert [r.why for r in rows] == ["Annat skäl"]
    actions.unlist(case.ref, receiver=rows[0].ref, by=cast.nurse)
    with pytest.raises(Refused) as refused:
        send(case, cast.nurse)
    assert "PREP-06" in refused.value.rules


@pytest.mark.rule("CALL-17")
def test_answers_are_added_and_the_newest_counts(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(Refused):
        actions.answer(case.ref, answer=Reply.COMES, by=cast.social)
    actions.answer(case.ref, answer=Reply.OTHER_TIME, message="Efter tre", by=cast.social)
    actions.answer(case.ref, answer=Reply.COMES, who_user=cast.social.user_id, by=cast.social)
    assert Answer.objects.filter(receiver__call__case=case).count() == 2
    assert [(a.reply, a.who) for a in door.answers(case.pk)] == [("comes", "Amina Berg")]


def test_a_colleague_of_another_unit_cannot_be_named(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(NotThere):
        actions.answer(case.ref, answer=Reply.COMES, who_user=cast.nurse.user_id, by=cast.social)


@pytest.mark.rule("ATT-01")
def test_answer_from_every_wrong_state(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(Refused):
        actions.answer(case.ref, answer=Reply.CANNOT, by=cast.social)
    for state in set(State) - {State.CALLED, State.FOLLOWING_UP}:
        in_state(case, state)
        with pytest.raises(Refused):
            actions.answer(case.ref, answer=Reply.COMES, who_name="Amina", by=cast.social)
    assert not Answer.objects.exists()


def test_the_convener_notes_what_somebody_said(cast: Cast) -> None:
    sister = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Syrran", participation=True,
                                 by=cast.nurse)
    case = called(cast, kin(sister))
    theirs = Receiver.objects.get(call__case=case, relation_id=sister)
    actions.answer(case.ref, answer=Reply.COMES, who_name="Syrran", receiver=theirs.ref, by=cast.nurse)
    with pytest.raises(NotThere):
        actions.answer(case.ref, answer=Reply.COMES, who_name="X", receiver=theirs.ref, by=cast.social)


def test_passed_on_and_taken_over(cast: Cast) -> None:
    case = called(cast)
    actions.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    assert reach.rows(case.ref, cast.unit("misuse")) == ()
    assert Participant.objects.filter(case=case, unit_id=cast.unit("social"), valid_to__isnull=True).exists()
    actions.accept_forward(case.ref, who_name="Peter Ek", by=cast.stranger)
    assert row(case, cast.unit("social")).ended_because == "forwarded"
    assert row(case, cast.unit("misuse")).duty
    # Before consent covers them they reach nothing, and the convener is to ask.
    assert reach.rows(case.ref, cast.unit("misuse")) == ()
    assert "invitation-consent" in {d.code for d in waits.of_subject(case.ref, clock.today())}
    consent.record(
        case.ref, part_a=True, part_b=True, form="oral", giver="individual", by=cast.nurse,
        items=[consent.Item(cast.unit("misuse"), kinds=FULL)], valid_until=clock.today() + timedelta(days=100),
    )
    assert "meeting" in {k for r in reach.rows(case.ref, cast.unit("misuse")) for k in r.kinds}
    assert "invitation-consent" not in {d.code for d in waits.of_subject(case.ref, clock.today())}


@pytest.mark.rule("ATT-05")
def test_passing_on_outside_the_principal(cast: Cast) -> None:
    case = called(cast)
    with pytest.raises(Refused) as refused:
        actions.forward(case.ref, to_unit=cast.unit("health_centre"), asked_sender=True, by=cast.social)
    assert refused.value.rules == ("ATT-05",)
    assert not Forward.objects.exists()


@pytest.mark.rule("ATT-07")
def test_nobody_takes_it_and_the_receiver_comes(cast: Cast) -> None:
    case = called(cast)
    actions.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    with pytest.raises(Refused) as refused:
        actions.forward(case.ref, to_unit=cast.unit("home_care"), asked_sender=True, by=cast.social)
    assert refused.value.rules == ("ATT-07",)
    actions.decline_forward(case.ref, why="Lars har inget missbruk", by=cast.stranger)
    assert {(d.code, d.rule) for d in waits.of_subject(case.ref, clock.today())} >= {
        ("invitation-find-unit", "ATT-05")}
    actions.answer(case.ref, answer=Reply.COMES, who_name="Amina Berg", by=cast.social)
    with pytest.raises(Refused):
        actions.accept_forward(case.ref, by=cast.stranger)


@pytest.mark.rule("CALL-07")
def test_add_and_exclude(cast: Cast) -> None:
    case = called(cast, units=("social", "school"))
    joins = wanted(cast, "school")
    with pytest.raises(Refused):
        actions.participant_add(case.ref, wanted=joins, list_agreed_with_person=False, by=cast.nurse)
    with pytest.raises(NotThere):
        actions.participant_add(case.ref, wanted=joins, list_agreed_with_person=True, by=cast.social)
    ref = actions.participant_add(case.ref, wanted=joins, list_agreed_with_person=True, by=cast.nurse)
    assert {r.unit for r in reach.rows(case.ref)} >= {cast.unit("school")}
    with pytest.raises(Refused):
        actions.participant_exclude(case.ref, participant=ref, agreed_with_person=False, by=cast.nurse)
    actions.participant_exclude(case.ref, participant=ref, agreed_with_person=True, by=cast.nurse)
    assert not [r for r in reach.rows(case.ref, cast.unit("school")) if r.valid_to is None or r.valid_to > clock.now()]


@pytest.mark.rule("ATT-07")
def test_leaving(cast: Cast) -> None:
    keys = ("social", "school", "health_centre")
    case = called(cast, wanted(cast, "school"), wanted(cast, "health_centre"), units=keys)
    theirs = {p.unit_id: p.ref for p in Participant.objects.filter(case=case)}
    actions.participant_leave(case.ref, participant=theirs[cast.unit("school")], reason="Slutat skolan", by=cast.nurse)
    with pytest.raises(Refused) as refused:
        actions.participant_leave(case.ref, participant=theirs[cast.unit("social")], reason="Vill inte", by=cast.nurse)
    assert refused.value.rules == ("ATT-07",)
    with pytest.raises(Refused):
        actions.participant_leave(case.ref, participant=theirs[cast.unit("psychiatry")], reason="x", by=cast.nurse)


def test_the_team_changes_only_when_there_is_one(cast: Cast) -> None:
    case = called(cast, wanted(cast, "school"), units=("social", "school", "home_care"))
    theirs = Participant.objects.get(case=case, unit_id=cast.unit("school")).ref
    joins = wanted(cast, "home_care")
    for state in set(State) - {State.CALLED, State.ACTIVE, State.FOLLOWING_UP}:
        in_state(case, state)
        with pytest.raises(Refused):
            actions.participant_add(case.ref, wanted=joins, list_agreed_with_person=True, by=cast.nurse)
        with pytest.raises(Refused):
            actions.participant_leave(case.ref, participant=theirs, reason="x", by=cast.nurse)
        with pytest.raises(Refused):
            actions.participant_exclude(case.ref, participant=theirs, agreed_with_person=True, by=cast.nurse)


def test_joining_an_established_plan_without_a_call(cast: Cast) -> None:
    case = in_state(called(cast, units=("social", "school")), State.ACTIVE)
    Call.objects.update(done_at=clock.now())
    actions.participant_add(case.ref, wanted=wanted(cast, "school"), list_agreed_with_person=True, by=cast.nurse)
    assert Participant.objects.filter(case=case, unit_id=cast.unit("school"), kind="summoned").exists()
    assert not Receiver.objects.filter(unit_id=cast.unit("school")).exists()


def test_one_who_leaves_an_established_plan_reads_no_more_of_an_old_call(cast: Cast) -> None:
    case = in_state(called(cast), State.ACTIVE)
    Call.objects.update(done_at=clock.now())
    theirs = Participant.objects.get(case=case, unit_id=cast.unit("social")).ref
    actions.participant_leave(case.ref, participant=theirs, reason="Insatsen är slut", by=cast.nurse)
    assert not reach.stored(case.ref, "call")
    assert not [r for r in reach.rows(case.ref, cast.unit("social")) if r.valid_to is None or r.valid_to > clock.now()]


def test_a_moved_meeting_asks_anew(cast: Cast) -> None:
    case = called(cast)
    actions.answer(case.ref, answer=Reply.COMES, who_name="Amina Berg", by=cast.social)
    start = clock.at(clock.today() + timedelta(days=12), 10)
    meeting.move_meeting(case.ref, starts_at=start, ends_at=start + timedelta(hours=1), place="Hemma", reason="Sjuk",
                         agreed_with_person=True, by=cast.nurse)
    assert [a.reply for a in door.answers(case.pk)] == [""]
    assert "invitation-answer" in {d.code for d in waits.of_subject(case.ref, clock.today())}


def test_a_cancelled_meeting_keeps_the_list(cast: Cast) -> None:
    case = called(cast)
    actions.hand_over(case.ref, receiver=None, by=cast.nurse)
    meeting.cancel(case.ref, reason="Lars är sjuk", by=cast.nurse)
    case = fresh(case)
    assert case.state == State.PREPARING
    assert Receiver.objects.filter(call__case=case, call__sent_at__isnull=True).count() == 1
    assert {d.code for d in waits.of_subject(case.ref, clock.today())} >= {"invitation-tell-off"}
    with pytest.raises(NotThere):
        actions.answer(case.ref, answer=Reply.COMES, who_name="Amina Berg", by=cast.social)
    actions.hand_over(case.ref, receiver=None, told_off=True, by=cast.nurse)
    assert "invitation-tell-off" not in {d.code for d in waits.of_subject(case.ref, clock.today())}


def test_withdrawn_consent_shuts_the_call_at_once(cast: Cast) -> None:
    case = called(cast)
    consent.withdraw(case.ref, scope="all", unit=None, kind="", giver="individual", by=cast.nurse)
    assert not reach.stored(case.ref, "call")
    assert Call.objects.get(case=case).off_at is not None


def test_stored_equals_computed(cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    actions.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    case = Case.objects.get(pk=case.pk)
    assert reach.stored(case.ref, "call") == actions.grants(case)
    found = [d for source in sources() for d in source(subject(case), clock.today())]
    assert len([d for d in found if d.since <= clock.today()]) == len(waits.of_subject(case.ref, clock.today()))


def test_a_unit_outside_helhet_gets_paper(cast: Cast) -> None:
    from helhet.organisations.models import Unit

    Unit.objects.filter(pk=cast.unit("fk")).update(uses_helhet=False)
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    assert row(case, cast.unit("fk")).channel == "print"
