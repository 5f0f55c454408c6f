"""From draft to version: refused with everything at once, then frozen, handed over and never changed."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from helhet.access import reach
from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.process.case import door as cases
from helhet.process.case.actions import touch
from helhet.process.case.models import Case, CaseMove, Participant
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.plan import actions, door, snapshot
from helhet.process.plan.actions.establishing import freeze
from helhet.process.plan.models import Draft, KvaCode, PlanCopy, PlanVersion
from helhet.process.plan.tests.world import at_meeting, established, fill
from helhet.process.tests.cast import Cast


def establish(cast: Cast, case: Case, **said: object) -> int:
    values = {"read_back": True, "consent_to_planning": True, "by": cast.nurse, **said}
    return actions.establish(case.ref, **values)  # type: ignore[arg-type]


@pytest.mark.rule("PLAN-01", "LAW-02", "PLAN-03", "PLAN-04", "PLAN-05", "PLAN-06", "PLAN-09", "PLAN-10", "PLAN-12",
                  "MEET-13", "LAW-06")
def test_an_empty_draft_is_refused_with_everything_at_once(cast: Cast) -> None:
    case = at_meeting(cast)
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert {"PLAN-01", "LAW-02", "PLAN-03", "PLAN-04", "PLAN-05", "PLAN-06", "PLAN-09", "PLAN-10", "PLAN-12",
            "MEET-13", "LAW-06", "LAW-05"} <= set(no.value.rules)
    case.refresh_from_db()
    assert case.state == State.MEETING and not PlanVersion.objects.exists()


def test_a_full_plan_is_established(cast: Cast) -> None:
    case, _rows = established(cast)
    assert case.state == State.ACTIVE
    version = PlanVersion.objects.get(case=case)
    assert version.n == 1 and version.checksum == snapshot.checksum(version.snapshot)
    kept = snapshot.from_json(version.snapshot)
    assert kept.established and kept.established.version == 1
    assert kept.goal.startswith("Att orka gå")
    assert snapshot.to_json(kept) == version.snapshot
    assert Draft.objects.get(case=case).closed_at is not None
    main = Participant.objects.get(case=case, kind="main_responsible", valid_to=None)
    assert main.unit_id == cast.unit("social")


@pytest.mark.rule("CON-16")
def test_without_part_b_refused(cast: Cast) -> None:
    case = at_meeting(cast, part_b=False)
    fill(cast, case)
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert no.value.rules == ("CON-16",)


@pytest.mark.rule("CON-27")
def test_without_read_back_and_yes_refused(cast: Cast) -> None:
    case = at_meeting(cast)
    fill(cast, case)
    for said in ({"read_back": False}, {"consent_to_planning": False}):
        with pytest.raises(Refused) as no:
            establish(cast, case, **said)
        assert no.value.rules == ("CON-27",)


@pytest.mark.rule("CH-02", "CH-04", "CH-06", "CH-16")
def test_a_child_must_have_been_heard(cast: Cast) -> None:
    case = at_meeting(cast, individual=cast.child)
    fill(cast, case)
    actions.write_child(case.ref, heard=None, prepared=False, took_part=False, placed=True, by=cast.nurse,
                        texts={"heard_how": "", "prepared_why": "", "took_part_why": ""}, seen={"heard_how": 1})
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert set(no.value.rules) == {"CH-02", "CH-04", "CH-06", "CH-16"}


@pytest.mark.rule("PLAN-25")
def test_after_hospital_the_permanent_care_contact_establishes(cast: Cast) -> None:
    case = at_meeting(cast, kind="after_discharge")
    fill(cast, case)
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert no.value.rules == ("PLAN-25",)
    assert establish(cast, case, by=cast.actors["care_contact"]) == 1
    assert set(KvaCode.objects.values_list("code", flat=True)) == {"AU125"}


@pytest.mark.rule("LAW-02", "MEET-11")
def test_another_units_proposal_does_not_count(cast: Cast) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    actions.remove_row(case.ref, "intervention", rows["theirs"], by=cast.social)
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert "LAW-02" in no.value.rules
    with pytest.raises(Refused) as no:
        actions.confirm_intervention(case.ref, rows["mine"], status="decided", by=cast.social)
    assert set(no.value.rules) == {"MEET-11"}


@pytest.mark.rule("RESP-09")
def test_main_responsible_must_have_been_at_the_table(cast: Cast) -> None:
    case = at_meeting(cast)
    fill(cast, case)
    actions.choose_main_responsible(case.ref, unit=cast.unit("misuse"), name="Peter Ek", phone="0303-1 23 45",
                                    wish="", by=cast.nurse)
    with pytest.raises(Refused) as no:
        establish(cast, case)
    assert "RESP-09" in no.value.rules


def test_who_does_not_hold_the_pen_gets_the_plain_no(cast: Cast) -> None:
    case = at_meeting(cast)
    fill(cast, case)
    for who in (cast.social, cast.stranger):
        with pytest.raises(NotThere):
            establish(cast, case, by=who)


def test_establish_only_at_or_after_the_meeting(cast: Cast) -> None:
    case = at_meeting(cast)
    for state in (State.PREPARING, State.CALLED, State.ACTIVE, State.FOLLOWING_UP, State.CLOSED):
        Case.objects.filter(pk=case.pk).update(state=state)
        with pytest.raises(Refused):
            establish(cast, case)


@pytest.mark.rule("QA-01", "IT-06")
def test_copies_codes_and_reach(cast: Cast) -> None:
    case, _rows = established(cast)
    assert set(PlanCopy.objects.values_list("unit_id", flat=True)) == {
        cast.unit("psychiatry"), cast.unit("social"), cast.unit("health_centre")}
    assert {(k.unit_id, k.code) for k in KvaCode.objects.all()} == {
        (cast.unit("psychiatry"), "AU124"), (cast.unit("health_centre"), "AU124")}
    copies = reach.stored(case.ref, "copy")
    assert {g.unit for g in copies} == {cast.unit("psychiatry"), cast.unit("social"), cast.unit("health_centre")}
    assert all(g.kinds == {"plan", "goals", "contacts"} for g in copies)


def test_the_copy_stays_when_the_consent_is_taken_back(cast: Cast) -> None:
    case, _rows = established(cast)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), kind="", giver="individual",
                     by=cast.nurse)
    with cases.visit(cast.social, case.ref) as v:
        card = door.newest(v)
        assert card is not None and card.version.n == 1
        assert door.draft(v) is None
    case.refresh_from_db()
    with transaction.atomic():
        case.state = State.FOLLOWING_UP
        case.save()
        actions.copy_to_draft(case, by=cast.nurse)
        actions.write_follow_up(case.ref, starts_at=clock.now(), ends_at=None, seen={}, by=cast.nurse,
                                texts={"place": "Vårdcentralen", "participants": ""})
        actions.write_together(case.ref, took_part="part", kin="none", texts={}, seen={}, by=cast.nurse)
        assert freeze(case, read_back=True, said_yes=True, by=cast.nurse) == 2
    with cases.visit(cast.social, case.ref) as v:  # main responsible, named in the plan: holds the new version too
        assert [line.n for line in door.versions(v)] == [2, 1]
    with cases.visit(cast.actors["health_centre"], case.ref) as v:
        assert [line.n for line in door.versions(v)] == [2, 1]


def test_a_version_is_never_changed(cast: Cast) -> None:
    established(cast)
    for act in (lambda: PlanVersion.objects.update(n=2), lambda: PlanVersion.objects.all().delete(),
                lambda: PlanCopy.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_stranger_cannot_open_it(cast: Cast) -> None:
    case, _rows = established(cast)
    with pytest.raises(NotThere), cases.visit(cast.stranger, case.ref):
        pass
    with pytest.raises(NotThere):
        actions.report(case.ref, uuid4(), status="done", by=cast.stranger)


@pytest.mark.rule("IT-08")
def test_paper_is_owed_until_somebody_has_got_it(cast: Cast) -> None:
    case, _rows = established(cast)
    assert Obligation.objects.filter(subject=case.ref, code="plan-hand-out", unit=cast.unit("psychiatry")).exists()
    actions.hand_out(case.ref, receiver="individual", by=cast.nurse)
    assert not Obligation.objects.filter(subject=case.ref, code="plan-hand-out").exists()


@pytest.mark.rule("PLAN-20")
def test_orebro_documents_within_three_days(cast: Cast) -> None:
    case = at_meeting(cast, by="orebro", others=("orebro_clinic",), state=State.DOCUMENTING)
    CaseMove.objects.create(case=case, verb="meeting.end", from_state=State.MEETING, to_state=State.DOCUMENTING,
                            by_name="x", at=clock.now())
    touch(case)
    due = Obligation.objects.get(subject=case.ref, code="plan-establish-by")
    assert due.due is not None and (due.due - clock.today()).days == 3
