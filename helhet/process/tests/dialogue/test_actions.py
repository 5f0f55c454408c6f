"""The verbs of messages: who may write to whom, what each receiver sees, and what never disappears."""

from typing import Any
from uuid import uuid4

import pytest

from helhet.access import reach
from helhet.audit.models import AuditEvent
from helhet.clock.models import InboxItem
from helhet.documents.models import Content
from helhet.documents.tests import making
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Conflict, Refused
from helhet.organisations.models import Unit
from helhet.process.case import door as cases
from helhet.process.case.models import Case, CaseMove, Participant
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.dialogue import actions, door, facts
from helhet.process.dialogue.actions import Attached
from helhet.process.dialogue.models import Attachment, Message
from helhet.process.invitation import actions as invitation
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast
from helhet.process.tests.dialogue import scenes

pytestmark = pytest.mark.django_db
CENTRE = "health_centre"


def inbox(cast: Cast, unit: str) -> list[str]:
    rows = InboxItem.objects.filter(unit_id=cast.unit(unit), code__startswith="dialogue", acknowledged_at=None)
    return sorted(rows.values_list("code", flat=True))


def refused(rule: str, act: Any) -> None:
    with pytest.raises(Refused) as found:
        act()
    assert rule in found.value.rules


# Sending


def test_a_message_reaches_its_receiver_and_nobody_else(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    assert scenes.read(cast.social, ref).text == scenes.WORDS
    assert [t.first.ref for t in scenes.listed(cast.social, case)] == [ref]
    assert scenes.listed(cast.actors[CENTRE], case) == ()
    with pytest.raises(NotThere):
        scenes.read(cast.actors[CENTRE], ref)
    assert inbox(cast, "social") == ["dialogue.care"] and inbox(cast, CENTRE) == []
    assert InboxItem.objects.get(unit=cast.unit("social"), code="dialogue.care").source == ref


def test_who_holds_other_messages_does_not_see_these(cast: Cast) -> None:
    case = scenes.at_table(cast)
    between = actions.send(case.ref, kind="care", text="Oss emellan", receivers=[cast.unit("social")],
                           by=cast.actors[CENTRE])
    other = scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])
    # Neither the convener, who holds the case, nor a unit with messages of its own
    for by, mine, theirs in ((cast.nurse, other, between), (cast.social, between, other)):
        assert [t.first.ref for t in scenes.listed(by, case)] == [mine]
        with pytest.raises(NotThere):
            scenes.read(by, theirs)
        with pytest.raises(NotThere):
            actions.forward(theirs, unit=cast.unit("social"), by=by)


def test_the_move_and_the_log_hold_no_word_of_it(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    move = CaseMove.objects.get(case=case, verb="dialogue.send")
    assert (move.from_state, move.to_state, move.reason) == (case.state, case.state, "")
    logged = AuditEvent.objects.get(event="dialogue.send")
    assert logged.data == {"message": str(ref), "kind": "care"}


@pytest.mark.rule("CON-09")
def test_a_message_needs_a_named_receiver(cast: Cast) -> None:
    case = scenes.at_table(cast)
    refused("CON-09", lambda: scenes.sent(cast, case, receivers=[]))
    refused("CON-09", lambda: scenes.sent(cast, case, receivers=[cast.unit("psychiatry")]))  # oneself is nobody
    assert not Message.objects.exists()


@pytest.mark.rule("CON-10")
def test_who_may_know_nothing_gets_no_message(cast: Cast) -> None:
    case = scenes.at_table(cast)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    refused("CON-10", lambda: scenes.sent(cast, case))
    refused("CON-10", lambda: scenes.sent(cast, case, receivers=[cast.unit(CENTRE), cast.unit("social")]))
    scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])


def test_a_unit_that_does_not_take_part_neither_writes_nor_is_written_to(cast: Cast) -> None:
    case = scenes.at_table(cast)
    with pytest.raises(NotThere):
        scenes.sent(cast, case, receivers=[cast.unit("misuse")])
    with pytest.raises(NotThere):
        scenes.sent(cast, case, by=cast.stranger)
    with pytest.raises(NotThere):
        actions.send(uuid4(), kind="care", text="Hej", receivers=[cast.unit("social")], by=cast.nurse)


@pytest.mark.rule("CON-10")
def test_who_has_left_neither_writes_nor_is_written_to(cast: Cast) -> None:
    case, _rows = world.established(cast)
    ref = scenes.sent(cast, case, receivers=[cast.unit(CENTRE)])
    row = Participant.objects.get(case=case, unit_id=cast.unit(CENTRE), valid_to__isnull=True)
    invitation.participant_exclude(case.ref, participant=row.ref, agreed_with_person=True, by=cast.nurse)
    refused("CON-10", lambda: scenes.sent(cast, case, receivers=[cast.unit(CENTRE)]))
    with pytest.raises(NotThere):
        actions.reply(ref, text="Hej", receivers=[cast.unit("psychiatry")], by=cast.actors[CENTRE])
    assert scenes.read(cast.actors[CENTRE], ref).text == scenes.WORDS  # what it got stays its own


@pytest.mark.rule("CON-13")
def test_after_a_withdrawal_nothing_new_goes_out_and_what_came_stays(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    assert scenes.read(cast.social, ref).text == scenes.WORDS
    with pytest.raises(NotThere):
        actions.reply(ref, text="Jag vet mer", receivers=[cast.unit("psychiatry")], by=cast.social)
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    case = Case.objects.get(pk=case.pk)
    assert case.state == State.DECLINED
    with pytest.raises(Refused):
        scenes.sent(cast, case, kind="administrative")
    assert scenes.read(cast.social, ref).text == scenes.WORDS
    actions.acknowledge(ref, by=cast.social)


@pytest.mark.rule("CON-13")
def test_a_plan_closed_by_a_withdrawal_lets_nothing_out(cast: Cast) -> None:
    case, _rows = world.established(cast)
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    refused("CON-13", lambda: scenes.sent(cast, case, kind="administrative"))


@pytest.mark.rule("CON-01")
def test_after_the_end_only_what_is_practical(cast: Cast) -> None:
    case, _rows = world.established(cast)
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED)
    refused("CON-01", lambda: scenes.sent(cast, case))
    scenes.sent(cast, case, kind="administrative", text="Nycklarna till rummet ligger hos oss.")


@pytest.mark.rule("IT-12")
def test_who_is_not_in_helhet_is_written_to_on_paper(cast: Cast) -> None:
    case = scenes.at_table(cast)
    Unit.objects.filter(pk=cast.unit("social")).update(uses_helhet=False)
    refused("IT-12", lambda: scenes.sent(cast, case))
    with cases.visit(cast.nurse, case.ref) as v:
        writing = door.writing(v)
    assert writing.outside == ("Mottagningsenheten",)
    assert [c.name for c in writing.choices] == ["Vårdcentralen Solgärde"]


def test_an_empty_message_is_not_sent(cast: Cast) -> None:
    case = scenes.at_table(cast)
    with pytest.raises(Refused) as found:
        scenes.sent(cast, case, text="  \n ")
    assert [r.field for r in found.value.refusals] == ["text"]


def test_reach_is_what_was_handed_over(cast: Cast) -> None:
    case = scenes.at_table(cast)
    scenes.sent(cast, case)
    stored = reach.stored(case.ref, "message")
    units = (cast.unit("psychiatry"), cast.unit("social"))
    assert {g.unit: g.kinds for g in stored} == dict.fromkeys(units, scenes.MESSAGES)
    assert stored == frozenset(facts.grants(case))


# Reading, answering, acknowledging


def test_an_acknowledgement_has_its_time_per_receiver(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, receivers=[cast.unit("social"), cast.unit(CENTRE)])
    actions.acknowledge(ref, by=cast.social)
    actions.acknowledge(ref, by=cast.social)  # again: nothing more
    to = {r.unit_id: r for r in scenes.read(cast.nurse, ref).receivers}
    social = to[cast.unit("social")]
    assert social.acknowledged_at and social.acknowledged_by == "Amina Berg"
    assert to[cast.unit(CENTRE)].acknowledged_at is None
    assert CaseMove.objects.filter(verb="dialogue.acknowledge").count() == 1
    assert inbox(cast, "psychiatry") == ["dialogue.acknowledged"] and inbox(cast, "social") == []
    with pytest.raises(NotThere):
        actions.acknowledge(ref, by=cast.nurse)


def test_an_answer_acknowledges_and_stands_in_the_thread(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, receivers=[cast.unit("social"), cast.unit(CENTRE)])
    answer = actions.reply(ref, text="Ja, i går.", receivers=[cast.unit("psychiatry")], by=cast.social)
    assert [m.text for m in scenes.thread(cast.nurse, ref).messages] == [scenes.WORDS, "Ja, i går."]
    assert [m.text for m in scenes.thread(cast.actors[CENTRE], ref).messages] == [scenes.WORDS]
    assert not scenes.read(cast.social, ref).unread and scenes.read(cast.nurse, answer).unread
    # Two answering is fine
    actions.reply(ref, text="Inte vi.", receivers=[cast.unit("psychiatry")], by=cast.actors[CENTRE])
    assert len(scenes.thread(cast.nurse, ref).messages) == 3
    refused("CON-09", lambda: actions.reply(ref, text="Hej", receivers=[], by=cast.social))


def test_an_answer_goes_only_to_those_who_have_the_message(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    answer = actions.reply(ref, text="Ja", receivers=[cast.unit("psychiatry"), cast.unit(CENTRE)], by=cast.social)
    assert [r.unit_id for r in scenes.read(cast.social, answer).receivers] == [cast.unit("psychiatry")]


# Correcting and taking back


@pytest.mark.rule("IT-04")
def test_a_correction_keeps_what_stood(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    refused("IT-04", lambda: actions.correct(ref, text="Onsdag", why=" ", seen=1, by=cast.nurse))
    refused("IT-04", lambda: actions.correct(ref, text=scenes.WORDS, why="Fel dag", seen=1, by=cast.nurse))
    actions.correct(ref, text="Lars kom inte i onsdags.", why="Fel dag", seen=1, by=cast.nurse)
    card = scenes.read(cast.social, ref)
    assert card.text == "Lars kom inte i onsdags." and [e.text for e in card.earlier] == [scenes.WORDS]
    assert card.corrected and card.corrected.why == "Fel dag"
    assert "dialogue.corrected" in inbox(cast, "social")


def test_two_who_correct_at_once_see_both_texts(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    actions.correct(ref, text="Onsdag.", why="Fel dag", seen=1, by=cast.colleague)
    with pytest.raises(Conflict) as found:
        actions.correct(ref, text="Torsdag.", why="Fel dag", seen=1, by=cast.nurse)
    assert (found.value.mine, found.value.theirs, found.value.n) == ("Torsdag.", "Onsdag.", 2)


@pytest.mark.rule("CON-10")
def test_a_correction_is_new_words_and_needs_the_yes(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    refused("CON-10", lambda: actions.correct(ref, text="Onsdag.", why="Fel dag", seen=1, by=cast.nurse))
    actions.withdraw(ref, why="Skulle inte ha skickats", by=cast.nurse)  # taking back is always possible


@pytest.mark.rule("IT-04")
def test_taken_back_it_stays_readable_as_taken_back(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, files=[Attached("intyg.pdf", making.pdf())])
    refused("IT-04", lambda: actions.withdraw(ref, why="", by=cast.nurse))
    actions.withdraw(ref, why="Fel person", by=cast.nurse)
    actions.withdraw(ref, why="En gång till", by=cast.nurse)
    card = scenes.read(cast.social, ref)
    assert card.text == scenes.WORDS and card.withdrawn_why == "Fel person" and card.withdrawn_by == cast.nurse.name
    assert len(card.files) == 1 and "dialogue.withdrawn" in inbox(cast, "social")
    with pytest.raises(NotThere):
        actions.correct(ref, text="Nytt", why="Hej", seen=1, by=cast.nurse)


@pytest.mark.parametrize("verb", [
    lambda ref, by: actions.correct(ref, text="Annat", why="Hej", seen=1, by=by),
    lambda ref, by: actions.withdraw(ref, why="Hej", by=by),
])
def test_only_the_sending_unit_corrects_and_takes_back(cast: Cast, verb: Any) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    for by in (cast.social, cast.actors[CENTRE], cast.stranger):
        with pytest.raises(NotThere):
            verb(ref, by)
    verb(ref, cast.colleague)  # the unit's, not the person's who wrote it


# Passing on, giving back


@pytest.mark.rule("CON-10")
def test_passed_on_only_to_who_may_know(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    with pytest.raises(NotThere):
        actions.forward(ref, unit=cast.unit("misuse"), by=cast.social)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit(CENTRE), by=cast.nurse)
    refused("CON-10", lambda: actions.forward(ref, unit=cast.unit(CENTRE), by=cast.social))


def test_passed_on_it_says_by_whom(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    actions.forward(ref, unit=cast.unit(CENTRE), by=cast.social)
    to = {r.unit_id: r for r in scenes.read(cast.actors[CENTRE], ref).receivers}
    assert to[cast.unit(CENTRE)].forwarded_by == "Mottagningsenheten"
    assert inbox(cast, CENTRE) == ["dialogue.care"]
    refused("", lambda: actions.forward(ref, unit=cast.unit(CENTRE), by=cast.nurse))


@pytest.mark.rule("IT-03")
def test_given_back_it_is_read_no_more(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, files=[Attached("intyg.pdf", making.pdf())])
    refused("IT-03", lambda: actions.return_(ref, why=" ", by=cast.social))
    actions.return_(ref, why="Vi känner inte Lars. Fråga biståndet.", by=cast.social)
    card = scenes.read(cast.social, ref)
    assert card.given_back and card.text == "" and card.files == ()
    (to,) = scenes.read(cast.nurse, ref).receivers
    assert to.returned_at and to.why.startswith("Vi känner inte Lars")
    assert inbox(cast, "psychiatry") == ["dialogue.returned"] and inbox(cast, "social") == []
    with pytest.raises(NotThere):
        actions.acknowledge(ref, by=cast.social)


# Files


def test_files_go_with_their_words_and_our_names(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, files=[Attached("../Läkarintyg Lars.pdf", making.pdf()),
                                         Attached("tavlan.jpg", making.photo_with_place())])
    files = scenes.read(cast.social, ref).files
    number = ref.hex[:8]
    assert [(f.words, f.name) for f in files] == [
        ("Läkarintyg Lars.pdf", f"meddelande-{number}-bilaga-1.pdf"),
        ("tavlan.jpg", f"meddelande-{number}-bilaga-2.jpg"),
    ]


def test_a_lying_file_stops_the_message_and_leaves_nothing(cast: Cast) -> None:
    case = scenes.at_table(cast)
    with pytest.raises(Refused) as found:
        scenes.sent(cast, case, files=[Attached("ok.pdf", making.pdf()), Attached("intyg.pdf", making.HTML),
                                       Attached("stor.txt", b"", whole=False)])
    said = [str(r.sentence) for r in found.value.refusals]
    assert len(said) == 2 and said[0].startswith("intyg.pdf: ") and said[1].startswith("stor.txt: ")
    assert not Message.objects.exists() and not Attachment.objects.exists() and not Content.objects.exists()


def test_a_case_has_room_for_so_much(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = scenes.at_table(cast)
    body = making.pdf()
    monkeypatch.setattr("helhet.kit.limits.FILES_BYTES", int(len(body) * 1.5))
    scenes.sent(cast, case, files=[Attached("a.pdf", body)])
    with pytest.raises(Refused) as found:
        scenes.sent(cast, case, files=[Attached("b.pdf", body)])
    assert "får inte plats" in str(found.value.refusals[0].sentence)


def test_so_many_files_at_once(cast: Cast) -> None:
    case = scenes.at_table(cast)
    with pytest.raises(Refused) as found:
        scenes.sent(cast, case, files=[Attached(f"{n}.txt", b"Hej %d" % n) for n in range(11)])
    assert "högst 10 filer" in str(found.value.refusals[0].sentence)


def test_every_verb_writes_its_move(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    actions.forward(ref, unit=cast.unit(CENTRE), by=cast.social)
    actions.return_(ref, why="Inte vi", by=cast.actors[CENTRE])
    actions.reply(ref, text="Ja", receivers=[cast.unit("psychiatry")], by=cast.social)
    actions.correct(ref, text="Annat", why="Fel", seen=1, by=cast.nurse)
    actions.withdraw(ref, why="Fel", by=cast.nurse)
    moves = CaseMove.objects.filter(case=case, verb__startswith="dialogue").order_by("id")
    assert [m.verb for m in moves] == ["dialogue.send", "dialogue.forward", "dialogue.return", "dialogue.reply",
                           "dialogue.correct", "dialogue.withdraw"]
