"""What lies in whose inbox after a verb: those who may know, those who need not come, and nobody else."""

from datetime import timedelta

import pytest
from django.db import transaction

from helhet.clock import inbox, news
from helhet.clock.models import InboxItem
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.process.case import actions, passing, telling
from helhet.process.case.models import Case, Participant
from helhet.process.case.moves import MOVES
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.tests import scenes as calls
from helhet.process.mapping import actions as mapping
from helhet.process.meeting import actions as meeting
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast

TELL_THEMSELVES = ("dialogue.",)


def told(case: Case, unit: int) -> list[str]:
    return sorted(InboxItem.objects.filter(unit_id=unit, subject=case.ref).values_list("code", flat=True))


def forget() -> None:
    InboxItem.objects.all().delete()


def test_every_verb_tells_or_says_that_its_own_room_does() -> None:
    silent = {v for v in MOVES if v not in telling.TELLS and not v.startswith(TELL_THEMSELVES)}
    assert silent == set()
    assert {news.get(v).theme for v in telling.TELLS} <= set(news.THEMES) - {"other"}


def test_a_call_lies_with_the_called_and_invited_and_nobody_else(cast: Cast) -> None:
    case = calls.called(cast, calls.wanted(cast, "fk", duty=False), units=("social", "fk"))
    assert told(case, cast.unit("social"))[0] == telling.CALLED
    assert told(case, cast.unit("fk"))[0] == telling.INVITED
    for key in ("psychiatry", "misuse", "home_care", "vetlanda"):
        assert told(case, cast.unit(key)) == []
    assert news.get(telling.CALLED).urgent


def test_an_answer_is_told_to_who_holds_the_case_and_not_to_the_others(cast: Cast) -> None:
    case = calls.called(cast, calls.wanted(cast, "health_centre"), units=("social", "health_centre"))
    forget()
    invitation.answer(case.ref, answer="comes", who_name="Amina Berg", by=cast.social)
    assert told(case, cast.unit("psychiatry")) == ["invitation.answer"]
    assert told(case, cast.unit("health_centre")) == []
    assert told(case, cast.unit("social")) == []


def test_a_moved_meeting_is_told_at_once(cast: Cast) -> None:
    case = calls.called(cast)
    forget()
    start = clock.at(clock.today() + timedelta(days=12), 14)
    meeting.move_meeting(case.ref, starts_at=start, ends_at=start + timedelta(hours=1), place="Vårdcentralen, rum 4",
                         reason="Lars är bortrest", agreed_with_person=True, by=cast.nurse)
    assert told(case, cast.unit("social")) == ["meeting.move"]
    assert news.get("meeting.move").urgent


def test_the_same_thing_again_is_one_unread_row_and_a_read_one_is_told_anew(cast: Cast) -> None:
    case, _rows = world.established(cast)
    forget()
    for n in range(3):
        mapping.write_area(case.ref, area="home", texts={"needs": f"Behov {n}"}, seen={"needs": n}, by=cast.nurse)
    rows = InboxItem.objects.filter(unit_id=cast.unit("social"), code="mapping.write")
    assert rows.count() == 1
    rows.update(acknowledged_at=clock.now())
    mapping.write_area(case.ref, area="home", texts={"needs": "Mer"}, seen={"needs": 3}, by=cast.nurse)
    assert rows.count() == 2


def test_who_may_not_read_the_kind_is_not_told_that_it_changed(cast: Cast) -> None:
    case, _rows = world.established(cast)
    consent.withdraw(case.ref, scope="kind", kind="mapping", by=cast.nurse)
    forget()
    mapping.write_area(case.ref, area="home", texts={"needs": "Behov"}, seen={"needs": 0}, by=cast.nurse)
    assert told(case, cast.unit("social")) == []


def test_called_ones_are_told_only_that_they_need_not_come(cast: Cast) -> None:
    case = calls.called(cast)
    forget()
    consent.decline(case.ref, informed="yes", by=cast.nurse)
    assert told(case, cast.unit("social")) == [telling.OFF]
    item = InboxItem.objects.get(unit_id=cast.unit("social"))
    assert news.get(item.code).url_name == ""


def test_who_is_no_longer_with_is_told_that_they_need_not_come_and_the_others_are_not(cast: Cast) -> None:
    case = calls.called(cast, calls.wanted(cast, "health_centre"), units=("social", "health_centre"))
    forget()
    row = Participant.objects.get(case=case, unit_id=cast.unit("social"), valid_to__isnull=True)
    invitation.participant_exclude(case.ref, participant=row.ref, agreed_with_person=True, by=cast.nurse)
    assert told(case, cast.unit("social")) == [telling.OFF]
    assert told(case, cast.unit("health_centre")) == ["participant.exclude"]


def test_a_passed_on_call_is_told_to_the_one_who_is_to_take_it(cast: Cast) -> None:
    case = calls.called(cast)
    forget()
    invitation.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    assert told(case, cast.unit("misuse")) == [telling.PASSED_TO]


def test_a_withdrawal_that_closes_is_told_to_who_keeps_a_copy_as_that_it_has_ended(cast: Cast) -> None:
    case, _rows = world.established(cast)
    forget()
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert told(case, cast.unit("health_centre")) == [telling.ENDED_FOR_ALL]


def test_nobody_is_told_before_the_verb_is_done(cast: Cast) -> None:
    case, before = calls.called(cast), InboxItem.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.move(case, verb="case.correct", by=cast.nurse, reason="x", data={"what": "call"})
        1 / 0  # noqa: B018
    assert InboxItem.objects.count() == before


def test_what_lies_in_an_inbox_has_no_words_about_the_person(cast: Cast) -> None:
    world.established(cast)
    rows = [str(v) for row in InboxItem.objects.values() for v in row.values()]
    assert rows
    assert not any(word in value for value in rows for word in ("Lars", "Andersson", "19810101", "skola"))


def test_an_item_is_left_only_to_units_of_ours_that_may_read_it(cast: Cast) -> None:
    case, _rows = world.established(cast, others=("social", "home_care", "health_centre"))
    item = InboxItem.objects.filter(unit_id=cast.unit("social"), code="plan.establish").get()
    card = _card(item)
    assert {u.id for u in passing.whereto(card, by=cast.social)} == {cast.unit("home_care")}
    assert passing.whereto(card, by=cast.stranger) == ()
    with pytest.raises(NotThere):
        passing.pass_on(item.ref, unit=cast.nurse.unit_ref, by=cast.social)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        passing.pass_on(item.ref, unit=cast.stranger.unit_ref, by=cast.social)  # type: ignore[arg-type]
    InboxItem.objects.filter(unit_id=cast.unit("home_care")).delete()
    passing.pass_on(item.ref, unit=cast.actors["home_care"].unit_ref, by=cast.social)  # type: ignore[arg-type]
    assert told(case, cast.unit("home_care")) == ["plan.establish"]
    item.refresh_from_db()
    assert (item.outcome, item.acknowledged_name) == ("passed", "Amina Berg")
    with pytest.raises(NotThere):
        passing.pass_on(item.ref, unit=cast.actors["home_care"].unit_ref, by=cast.social)  # type: ignore[arg-type]


def test_what_is_not_ours_goes_back_to_who_did_it(cast: Cast) -> None:
    case, _rows = world.established(cast)
    item = InboxItem.objects.filter(unit_id=cast.unit("social"), code="plan.establish").get()
    forgotten = InboxItem.objects.filter(unit_id=cast.unit("psychiatry"))
    forgotten.delete()
    back = passing.comes_from(_card(item), by=cast.social)
    assert back is not None
    assert back.id == cast.unit("psychiatry")
    passing.send_back(item.ref, by=cast.social)
    assert told(case, cast.unit("psychiatry")) == ["inbox.returned"]
    item.refresh_from_db()
    assert item.outcome == "returned"


def _card(item: InboxItem) -> inbox.Item:
    return inbox.item(item.unit_id, item.ref)
