"""Answers that hold and answers that do not; who may leave. Pure."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from helhet.process.invitation.rules import (
    DraftFacts,
    Hindrance,
    Leaving,
    OutFacts,
    Reply,
    Said,
    Waits,
    drafting,
    may_answer,
    may_exclude,
    may_leave,
    may_take_over,
    waiting,
)
from helhet.process.invitation.tests.test_rules_calling import ids
from helhet.rulebook.profile import load

CALLED = Said(duty=True, reply=Reply.COMES, who="Amina Berg")
INVITED = replace(CALLED, duty=False)
PASSED = Said(duty=True, reply=Reply.NOT_US, to_unit="Missbruksenheten", to_same_principal=True, asked_sender=True)


@pytest.mark.rule("CALL-17")
def test_a_yes_has_a_name() -> None:
    assert may_answer(CALLED) == ()
    assert ids(may_answer(replace(CALLED, who=""))) == {"CALL-17"}
    assert ids(may_answer(replace(INVITED, who=""))) == {"CALL-17"}


@pytest.mark.rule("CALL-18")
def test_a_hindrance_has_a_substitute() -> None:
    assert may_answer(replace(CALLED, reply=Reply.SUBSTITUTE)) == ()
    assert ids(may_answer(replace(CALLED, reply=Reply.SUBSTITUTE, who=""))) == {"CALL-18"}


@pytest.mark.rule("ATT-01")
def test_a_called_unit_cannot_stay_away() -> None:
    assert ids(may_answer(replace(CALLED, reply=Reply.CANNOT, hindrance=Hindrance.HINDERED))) == {"ATT-01"}
    assert may_answer(replace(INVITED, reply=Reply.CANNOT, hindrance=Hindrance.HINDERED)) == ()


@pytest.mark.rule("ATT-04")
def test_not_known_here_is_no_answer() -> None:
    unknown = replace(CALLED, reply=Reply.CANNOT, hindrance=Hindrance.NOT_KNOWN)
    assert ids(may_answer(unknown)) == {"ATT-04"}
    assert may_answer(replace(unknown, duty=False)) == ()


@pytest.mark.rule("ATT-05")
def test_not_us_is_passed_on_within_the_principal() -> None:
    assert may_answer(PASSED) == ()
    assert ids(may_answer(replace(PASSED, to_unit=""))) == {"ATT-05"}
    assert ids(may_answer(replace(PASSED, to_same_principal=False))) == {"ATT-05"}


def test_whether_the_sender_was_asked_is_said() -> None:
    assert ids(may_answer(replace(PASSED, asked_sender=None))) == {"ATT-06"}


@pytest.mark.rule("ATT-06")
def test_passing_on_notes_the_talk_with_the_sender() -> None:
    assert may_answer(replace(PASSED, asked_sender=False)) == ()


@pytest.mark.rule("ATT-07")
@pytest.mark.parametrize("reply", [Reply.NOT_US, Reply.CANNOT])
def test_one_stays_until_another_has_accepted(reply: str) -> None:
    waits = replace(PASSED, reply=reply, pending="Missbruksenheten")
    assert ids(may_answer(waits)) == {"ATT-07"}
    assert may_answer(replace(waits, reply=Reply.COMES, who="Amina")) == ()


def test_another_time_says_which() -> None:
    assert ids(may_answer(replace(CALLED, reply=Reply.OTHER_TIME))) == {"CALL-14"}
    assert may_answer(replace(CALLED, reply=Reply.OTHER_TIME, message="Efter klockan tre")) == ()


def test_taking_over() -> None:
    assert may_take_over(waits=True, accepted=True, why="") == ()
    assert ids(may_take_over(waits=False, accepted=True, why="")) == {"ATT-05"}
    assert ids(may_take_over(waits=True, accepted=False, why="")) == {"ATT-05"}
    assert may_take_over(waits=True, accepted=False, why="Personen är under 18") == ()


LEAVES = Leaving(name="Mottagningsenheten", called=True, covered_by=True, reason="Insatsen är slut")


@pytest.mark.rule("ATT-07")
def test_a_called_unit_leaves_only_when_another_is_called() -> None:
    assert may_leave(LEAVES) == ()
    assert ids(may_leave(replace(LEAVES, covered_by=False))) == {"ATT-07"}
    assert may_leave(replace(LEAVES, called=False, covered_by=False)) == ()
    assert ids(may_leave(replace(LEAVES, reason=""))) == {"CALL-07"}


def test_the_one_who_holds_hands_over_first() -> None:
    assert ids(may_leave(replace(LEAVES, holds=True))) == {"RESP-08"}
    assert ids(may_exclude(replace(LEAVES, holds=True), agreed=True)) == {"RESP-08"}


@pytest.mark.rule("CALL-07")
def test_nobody_is_shut_out_without_the_person() -> None:
    assert may_exclude(LEAVES, agreed=True) == ()
    assert ids(may_exclude(LEAVES, agreed=False)) == {"CALL-07"}


DAY = date(2026, 3, 2)
SYSTEM = Waits(ref=uuid4(), unit=7, channel="system", reply="", handed=False)
PAPER = Waits(ref=uuid4(), unit=None, channel="print", reply="", handed=False)
OUT = OutFacts(state="called", convener=1, live=True, sent_on=DAY, asked_on=DAY, answer_by=date(2026, 3, 9),
               off_on=None, person_handed=False, person_told_off=False, receivers=(SYSTEM, PAPER))


def codes(facts: OutFacts) -> set[tuple[str, int, str]]:
    return {(d.code, d.unit, d.rule) for d in waiting(facts) if d.code != "invitation-silent"}


def test_what_waits_when_a_call_is_out() -> None:
    assert codes(OUT) == {
        ("invitation-answer", 7, "CALL-17"), ("invitation-ask", 1, "CALL-17"), ("invitation-print", 1, "CALL-19"),
    }
    handed = replace(OUT, person_handed=True)  # the one on paper is left
    assert ("invitation-print", 1, "CALL-19") in codes(handed)
    assert ("invitation-print", 1, "CALL-19") not in codes(replace(handed, receivers=(SYSTEM,)))


@pytest.mark.parametrize(("change", "left"), [
    ({"reply": "comes"}, set()),
    ({"reply": "other_time"}, {("invitation-other-time", 1, "CALL-14"), ("invitation-substitute", 7, "CALL-18")}),
    ({"reply": "other_time", "duty": False}, {("invitation-other-time", 1, "CALL-14")}),
    ({"reply": "not_us"}, {("invitation-find-unit", 7, "ATT-05")}),  # came back: nobody took it
    ({"reply": "not_us", "passed_to": 8}, {("invitation-answer", 7, "ATT-07"), ("invitation-forwarded", 8, "ATT-05")}),
    ({"reached": False, "took_over": True}, {("invitation-consent", 1, "LAW-11")}),
    ({"reached": False}, set()),
])
def test_what_waits_for_one_receiver(change: dict[str, object], left: set[tuple[str, int, str]]) -> None:
    one = replace(OUT, person_handed=True, receivers=(replace(SYSTEM, **change),))  # type: ignore[arg-type]
    assert codes(one) == left


def test_nothing_waits_when_the_meeting_has_begun() -> None:
    assert codes(replace(OUT, live=False)) == set()
    assert codes(replace(OUT, state="meeting")) == set()


def test_a_call_that_is_off_is_told_on_paper() -> None:
    off = replace(OUT, off_on=DAY, state="preparing", person_handed=True)
    assert codes(off) == {("invitation-tell-off", 1, "CALL-19")}
    assert codes(replace(off, state="declined")) == {("closing.told_off", 1, "CLOSE-07")}  # what may stand at an end
    told = replace(off, person_told_off=True, receivers=(SYSTEM, replace(PAPER, told_off=True)))
    assert codes(told) == set()


def test_who_has_not_answered_in_time_is_rung_from_the_day_after() -> None:
    def late(facts: OutFacts) -> list[tuple[int, date, date | None]]:
        return [(d.unit, d.since, d.due) for d in waiting(facts) if d.code == "invitation-silent"]

    assert late(OUT) == [(1, date(2026, 3, 10), date(2026, 3, 10))]
    assert late(replace(OUT, receivers=(replace(SYSTEM, reply="comes"), PAPER))) == []
    assert late(replace(OUT, answer_by=None)) == []


def test_who_comes_prepares_until_the_day_of_the_meeting() -> None:
    out = replace(OUT, meets_on=date(2026, 3, 20), person_handed=True, receivers=(replace(SYSTEM, reply="comes"),))
    assert [(d.code, d.unit, d.rule, d.due) for d in waiting(out)] == [
        ("invitation-prepare", 7, "CALL-22", date(2026, 3, 20))]
    assert codes(replace(out, live=False)) == set()


VGR = load("VGR")


def test_before_the_call_one_talks_and_after_hospital_three_days_run() -> None:
    assert list(drafting(DraftFacts(1), VGR)) == []
    talk = DraftFacts(1, listed_on=DAY, send_by=date(2026, 3, 20))
    assert [(d.code, d.rule, d.due) for d in drafting(talk, VGR)] == [
        ("invitation-speak", "PREP-10", date(2026, 3, 20))]
    ready = DraftFacts(1, ready_on=date(2026, 2, 27))  # a Friday: every day counts, also the weekend
    assert [(d.code, d.rule, d.due) for d in drafting(ready, VGR)] == [
        ("invitation-discharge", "CALL-23", date(2026, 3, 2))]
