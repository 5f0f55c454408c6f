"""Writing in the draft: whose words, whose interventions, and two at the same text."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from helhet.clock.models import Obligation
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Conflict, Refused
from helhet.process.case import door as cases
from helhet.process.case import reactions
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.meeting.models import Deviation, Meeting
from helhet.process.plan import actions, door
from helhet.process.plan.actions.rows import Doing
from helhet.process.plan.cards import DraftCard
from helhet.process.plan.tests.world import WORDS, at_meeting, established, fill, intervention, sub_goal
from helhet.process.tests.cast import Cast


def seen_by(cast: Cast, case: Case, who: str = "psychiatry") -> DraftCard:
    with cases.visit(cast.actors[who], case.ref) as v:
        card = door.draft(v)
    assert card is not None
    return card


@pytest.mark.rule("GOAL-01", "PART-09")
def test_the_goal_is_the_persons_own_answer(cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    card = seen_by(cast, case)
    assert card.content.goal == WORDS
    actions.write_goal(case.ref, texts={"goal": ""}, seen={"goal": 1}, by=cast.nurse)
    with pytest.raises(Refused) as no:
        actions.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.nurse)
    assert "PART-09" in no.value.rules


def test_two_at_the_same_text_both_kept(cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    actions.write_goal(case.ref, texts={"goal": "Att orka"}, seen={"goal": 1}, by=cast.nurse)
    with pytest.raises(Conflict) as clash:
        actions.write_goal(case.ref, texts={"goal": "Att våga"}, seen={"goal": 1}, by=cast.colleague)
    assert (clash.value.mine, clash.value.theirs, clash.value.by) == ("Att våga", "Att orka", "Jonas Lind")
    assert seen_by(cast, case).content.goal == "Att orka"


@pytest.mark.rule("MEET-11")
def test_nobody_decides_for_another_unit(cast: Cast) -> None:
    case = at_meeting(cast)
    goal = sub_goal(case, cast.nurse)
    with pytest.raises(Refused) as no:
        intervention(case, cast.nurse, goal, "Boendestöd", unit=cast.unit("social"))
    assert no.value.rules == ("MEET-11",)
    row = intervention(case, cast.nurse, goal, "Boendestöd", unit=cast.unit("social"), status="proposed")
    assert Obligation.objects.filter(subject=case.ref, code="plan-confirm", unit=cast.unit("social")).exists()
    actions.confirm_intervention(case.ref, row, status="awaiting", by=cast.social)
    assert not Obligation.objects.filter(subject=case.ref, code="plan-confirm").exists()
    doing = Doing(owner="unit", unit=cast.unit("social"), responsible="Någon annan")
    with pytest.raises(Refused) as no:
        actions.write_intervention(case.ref, row, doing=doing, texts={"what": "Något annat"}, seen={"what": 1},
                                   by=cast.nurse)
    assert no.value.rules == ("MEET-11",)
    with pytest.raises(Refused):
        actions.remove_row(case.ref, "intervention", row, by=cast.nurse)
    assert "Boendestöd" in [i.what for i in seen_by(cast, case).content.interventions]


@pytest.mark.rule("MEET-11", "MEET-12")
def test_a_unit_says_no_and_its_reason_stands_in_the_plan(cast: Cast) -> None:
    case = at_meeting(cast)
    row = intervention(case, cast.nurse, sub_goal(case, cast.nurse), "Boendestöd", unit=cast.unit("social"),
                       status="proposed")
    for by, reason, rule in ((cast.nurse, "De hinner inte", "MEET-11"), (cast.social, "", "MEET-12")):
        with pytest.raises(Refused) as no:
            actions.decline_intervention(case.ref, row, why=reason, by=by)
        assert no.value.rules == (rule,)
    actions.decline_intervention(case.ref, row, why="Hemmet ligger i en annan kommun.", by=cast.social)
    content = seen_by(cast, case).content
    assert content.interventions == ()
    assert [(d.whose, d.text) for d in content.disagreements] == [
        ("Mottagningsenheten", "Säger nej till ”Boendestöd”. Hemmet ligger i en annan kommun.")]
    assert not Obligation.objects.filter(subject=case.ref, code="plan-confirm").exists()


@pytest.mark.rule("MEET-11")
def test_what_a_unit_has_said_yes_to_is_not_declined(cast: Cast) -> None:
    case = at_meeting(cast)
    row = intervention(case, cast.nurse, sub_goal(case, cast.nurse), "Boendestöd", unit=cast.unit("social"),
                       status="proposed")
    actions.confirm_intervention(case.ref, row, status="awaiting", by=cast.social)
    with pytest.raises(Refused) as no:
        actions.decline_intervention(case.ref, row, why="Vi har ändrat oss.", by=cast.social)
    assert no.value.rules == ("MEET-11",)


@pytest.mark.rule("PLAN-02", "PLAN-15")
def test_an_intervention_has_somebody_who_does_it(cast: Cast) -> None:
    case = at_meeting(cast)
    for doing, rule in [(Doing(owner="unit", unit=cast.unit("fk")), "PLAN-02"), (Doing(owner="unit"), "PLAN-02"),
                        (Doing(owner="other"), "PLAN-15")]:
        with pytest.raises(Refused) as no:
            actions.add_intervention(case.ref, doing=doing, texts={"what": "Ersättning"}, by=cast.nurse)
        assert rule in no.value.rules


def test_the_draft_is_written_at_and_after_the_meeting(cast: Cast) -> None:
    case = at_meeting(cast)
    for state in (State.PREPARING, State.CALLED, State.ACTIVE, State.CLOSED):
        Case.objects.filter(pk=case.pk).update(state=state)
        with pytest.raises(Refused):
            actions.open_draft(case.ref, by=cast.nurse)


def test_who_is_let_in_to_the_draft(cast: Cast) -> None:
    """The pen writes all; a covered unit its own; one merely called, a stranger and a reception nothing."""
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    assert seen_by(cast, case, "social").documenter is False
    with pytest.raises(NotThere):
        actions.write_goal(case.ref, texts={"goal": "Vårt"}, seen={}, by=cast.social)
    with pytest.raises(NotThere):
        actions.write_contact(case.ref, unit=cast.unit("psychiatry"), name="X", function="", phone="", by=cast.social)
    with pytest.raises(NotThere):
        actions.add_disagreement(case.ref, whose="Vi", text="Nej", by=cast.stranger)
    actions.add_disagreement(case.ref, whose="Mottagningsenheten", text="Vi ser det så här", by=cast.social)
    assert seen_by(cast, case).content.disagreements[0].text == "Vi ser det så här"


def test_rows_of_another_draft_are_not_there(cast: Cast) -> None:
    case = at_meeting(cast)
    with pytest.raises(NotThere):
        actions.write_sub_goal(case.ref, uuid4(), area="home", texts={}, seen={}, by=cast.nurse)
    with pytest.raises(NotThere):
        actions.remove_row(case.ref, "own", uuid4(), by=cast.nurse)


def test_a_removed_sub_goal_leaves_its_interventions(cast: Cast) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    actions.remove_row(case.ref, "sub_goal", rows["goal"], by=cast.nurse)
    content = seen_by(cast, case).content
    assert content.sub_goals == () and len(content.of("")) == 2


def test_others_stated_none_until_somebody_is_named(cast: Cast) -> None:
    case = at_meeting(cast)
    actions.state_no_others(case.ref, none=True, by=cast.nurse)
    assert seen_by(cast, case).content.others_none
    actions.add_other(case.ref, name="Försäkringskassan", what="Prövar ersättning", said_by="", by=cast.nurse)
    content = seen_by(cast, case).content
    assert not content.others_none and content.others[0].what == "Prövar ersättning"


@pytest.mark.rule("PLAN-24")
def test_each_unit_tells_how_its_own_goes(cast: Cast) -> None:
    case, rows = established(cast)
    actions.report(case.ref, rows["theirs"], status="ongoing", by=cast.social)
    for row, status, reason in [(rows["mine"], "done", ""), (rows["theirs"], "ended", "")]:
        with pytest.raises(Refused):
            actions.report(case.ref, row, status=status, reason=reason, by=cast.social)
    actions.report(case.ref, rows["theirs"], status="ended", reason="Behövs inte längre", by=cast.social)
    facts = door.plan_of(case.pk)
    assert facts is not None and facts.open_sides == {"region"} and facts.main_unit == cast.unit("social")
    with cases.visit(cast.social, case.ref) as v:
        card = door.newest(v)
    assert card is not None and card.reports[str(rows["theirs"])].reason == "Behövs inte längre"
    assert {i.ref: i.status for i in card.content.interventions}[str(rows["theirs"])] == "decided"


@pytest.mark.rule("RESP-08", "RESP-06")
def test_the_main_responsibility_changes_hands(cast: Cast) -> None:
    case, _rows = established(cast)
    new: Any = {"unit": cast.unit("psychiatry"), "name": "Jonas Lind", "phone": "0303-1", "wish": "", "reason": "Flytt"}
    with pytest.raises(Refused) as no:
        actions.change_main_responsible(case.ref, **new, person_asked=False, by=cast.nurse)
    assert set(no.value.rules) == {"RESP-08", "RESP-06"}
    assert actions.change_main_responsible(case.ref, **new, person_asked=True, by=cast.social) is False
    assert Obligation.objects.filter(subject=case.ref, code="plan-main-asked", unit=cast.unit("psychiatry")).exists()
    facts = door.plan_of(case.pk)
    assert facts is not None and facts.main_unit == cast.unit("social")
    with pytest.raises(Refused):
        actions.accept_main_responsible(case.ref, by=cast.social)
    actions.accept_main_responsible(case.ref, by=cast.nurse)
    facts = door.plan_of(case.pk)
    assert facts is not None and (facts.main_unit, facts.main_name) == (cast.unit("psychiatry"), "Jonas Lind")
    assert not Obligation.objects.filter(subject=case.ref, code="plan-main-asked").exists()


def test_a_new_draft_starts_from_the_plan(cast: Cast) -> None:
    case, rows = established(cast)
    actions.report(case.ref, rows["mine"], status="done", by=cast.nurse)
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=State.FOLLOWING_UP)
        actions.copy_to_draft(Case.objects.get(pk=case.pk), by=cast.nurse)
        actions.copy_to_draft(Case.objects.get(pk=case.pk), by=cast.nurse)
    content = seen_by(cast, case).content
    assert {i.ref: i.status for i in content.interventions} == {str(rows["mine"]): "done",
                                                               str(rows["theirs"]): "decided"}
    assert content.sub_goals[0].ref == str(rows["goal"]) and content.main and content.main.name == "Amina Berg"
    assert content.follow_up.starts_at is None and content.together.took_part == ""


def test_what_a_unit_that_leaves_had_promised_becomes_an_open_need(cast: Cast) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    with transaction.atomic():
        case.participants.filter(unit_id=cast.unit("social")).update(valid_to=case.moved_at)
        reactions.fire("participant.leave", case, cast.nurse, {"unit": cast.unit("social")})
    assert {i.ref: i.status for i in seen_by(cast, case).content.interventions}[str(rows["theirs"])] == "proposed"


@pytest.mark.rule("MEET-11")
def test_who_was_called_and_stayed_away_decides_nothing(cast: Cast) -> None:
    """While the meeting goes on they do not see the draft; afterwards what is theirs stays a proposal."""
    case = at_meeting(cast, away="social")
    goal = sub_goal(case, cast.nurse)
    row = intervention(case, cast.nurse, goal, "Boendestöd", unit=cast.unit("social"), status="proposed")
    meeting = Meeting.objects.get(case=case)
    Deviation.objects.create(meeting=meeting, kind="called_absent", path="new_call", unit_id=cast.unit("social"),
                             at=meeting.starts_at, by_name="Jonas Lind")
    with cases.visit(cast.social, case.ref) as v:
        assert door.draft(v) is None and not door.may_write(v)
    with pytest.raises(NotThere):
        actions.confirm_intervention(case.ref, row, status="decided", by=cast.social)
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    Case.objects.filter(pk=case.pk).update(state=State.DOCUMENTING)
    with pytest.raises(Refused) as no:
        actions.confirm_intervention(case.ref, row, status="decided", by=cast.social)
    assert no.value.rules == ("MEET-11",)
