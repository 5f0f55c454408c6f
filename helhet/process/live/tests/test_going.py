"""The parts of a meeting and its time, without a database."""

from datetime import timedelta

import pytest

from helhet.kit import clock
from helhet.kit.refusals import Refused, refuse
from helhet.process.live import rules

NOW = clock.at(clock.today(), 14)


def going(part: str = "behov", *, minutes: int = 0, kind: str = "new", **changes: object) -> rules.Going:
    values: dict[str, object] = {
        "part": part, "since": NOW - timedelta(minutes=minutes), "paused_at": None, "spent": {},
        "opened_at": NOW - timedelta(minutes=20), "ends_at": NOW + timedelta(minutes=80), "now": NOW,
    }
    return rules.going(kind, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.rule("MEET-05")
def test_a_meeting_goes_through_its_parts_and_knows_which_is_next() -> None:
    now = going("laget", spent={"inledning": 300})
    assert [now.state(p) for p in now.parts] == ["done", "now", "later", "later", "later"]
    assert now.next is not None
    assert now.next.code == "behov"
    assert going("avslut").next is None
    assert going("").now is None
    assert going("").next == going("").parts[0]


@pytest.mark.rule("MEET-05")
def test_a_part_that_was_passed_over_is_not_done() -> None:
    now = going("behov", spent={"inledning": 300})
    assert [now.state(p) for p in now.parts] == ["done", "later", "now", "later", "later"]
    back = going("laget", spent={"inledning": 300, "behov": 60})
    assert [back.state(p) for p in back.parts] == ["done", "now", "later", "later", "later"]


@pytest.mark.rule("MEET-21")
def test_a_follow_up_goes_its_own_way() -> None:
    now = going("forra", kind="follow_up")
    assert [p.code for p in now.parts] == ["ramar", "forra", "hant", "kvar", "nytt", "avslut"]
    assert sum(p.share for p in now.parts) == 100


@pytest.mark.parametrize(("minutes", "says"), [
    (0, "ungefär 45 minuter kvar på Behov"), (18, "ungefär 25 minuter kvar på Behov"),
    (40, "några minuter kvar på Behov"), (46, "snart dags för Sammanfattning"),
    (80, "ni får gärna ta mer tid här, eller gå vidare till Sammanfattning"),
])
def test_time_is_said_about_and_never_as_an_alarm(minutes: int, says: str) -> None:
    assert str(going(minutes=minutes).says) == says


def test_a_part_never_has_more_left_than_the_meeting() -> None:
    late = going(opened_at=NOW - timedelta(minutes=80), ends_at=NOW + timedelta(minutes=20))
    assert late.left == 20
    assert str(late.says) == "ungefär 20 minuter kvar på Behov"
    assert str(going(opened_at=NOW - timedelta(minutes=97), ends_at=NOW + timedelta(minutes=3)).says) == (
        "några minuter kvar på Behov")


@pytest.mark.parametrize("part", ["inledning", "behov", "avslut"])
@pytest.mark.parametrize("past", [0, 35])
def test_when_the_time_of_the_meeting_is_over_it_is_said_kindly(part: str, past: int) -> None:
    over = going(part, opened_at=NOW - timedelta(minutes=100 + past), ends_at=NOW - timedelta(minutes=past))
    assert over.left <= 0
    assert str(over.says) == "tiden ni hade tänkt er är slut, ta den tid ni behöver eller runda av"


@pytest.mark.rule("MEET-08")
def test_a_pause_stops_the_time() -> None:
    paused = going(minutes=30, paused_at=NOW - timedelta(minutes=25))
    assert paused.paused
    assert str(paused.says) == "Paus"
    assert paused.left == 40
    assert rules.taken({"behov": 60}, "behov", NOW - timedelta(minutes=1), None, NOW) == 120


def test_a_meeting_that_opened_late_still_has_time_for_each_part() -> None:
    late = going(opened_at=NOW, ends_at=NOW - timedelta(hours=1))
    assert late.left == 6
    assert not late.over


def test_a_part_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_turn("new", "fika"))
    assert refused.value.rules == ("MEET-05",)
    assert rules.may_turn("follow_up", "kvar") == ()
    assert rules.may_park("  ")
    assert rules.may_park("Hur gör vi i jul?") == ()


@pytest.mark.rule("CON-01")
def test_who_comes_late_is_let_in_as_at_the_opening() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_come(name="Skolan", covered=False, individual=False, asked=False))
    assert refused.value.rules == ("CON-01",)
    late = rules.may_come(name="Lars", covered=True, individual=True, asked=False)
    assert [r.rule for r in late] == ["CON-29"]
    assert rules.may_come(name="Lars", covered=True, individual=True, asked=True) == ()


@pytest.mark.rule("CON-01")
@pytest.mark.rule("CON-29")
def test_who_nobody_had_expected_is_let_in_when_the_person_says_so() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_join(name="Britta", covered=False, person="Lars", asked=False))
    assert [(r.rule, r.field) for r in refused.value.refusals] == [("CON-01", "name"), ("CON-29", "asked")]
    assert [r.field for r in rules.may_join(name=" ", covered=True, person="Lars", asked=True)] == ["name"]
    assert rules.may_join(name="Britta", covered=True, person="Lars", asked=True) == ()
