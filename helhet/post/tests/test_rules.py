"""When one may be told: at most a digest a day, never in the quiet, nothing lost. Also over the clock's two changes."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.kit import clock
from helhet.post import rules
from helhet.post.rules import Habits, Letter, Told, Waiting

NIGHT = Habits(quiet_weekends=False)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.STOCKHOLM)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2027-03-10 19:59", "2027-03-10 19:59"),
        ("2027-03-10 20:00", "2027-03-11 07:00"),
        ("2027-03-11 06:59", "2027-03-11 07:00"),
        ("2027-03-11 07:00", "2027-03-11 07:00"),
        ("2027-03-27 23:00", "2027-03-28 07:00"),  # a night of eight hours minus one
        ("2027-10-30 23:00", "2027-10-31 07:00"),  # and one of eight plus one
        ("2028-02-28 22:00", "2028-02-29 07:00"),
    ],
)
def test_the_quiet_ends_by_the_clock_on_the_wall(now: str, until: str) -> None:
    assert rules.quiet_until(wall(now), NIGHT) == wall(until)


def test_a_weekend_is_quiet_when_one_has_said_so() -> None:
    assert rules.quiet_until(wall("2027-03-26 21:00"), Habits()) == wall("2027-03-29 07:00")
    assert rules.quiet_until(wall("2027-03-28 12:00"), Habits()) == wall("2027-03-29 07:00")


def test_without_quiet_hours_nothing_is_held() -> None:
    always = Habits(quiet_from=time(0), quiet_to=time(0), quiet_weekends=False)
    assert rules.quiet_until(wall("2027-03-28 03:00"), always) == wall("2027-03-28 03:00")


def test_what_can_wait_waits_for_the_digest() -> None:
    came = Waiting(wall("2027-03-10 09:00"), urgent=False)
    assert rules.what_to_send(wall("2027-03-10 15:00"), NIGHT, Told(), came) is None
    assert rules.what_to_send(wall("2027-03-11 07:29"), NIGHT, Told(), came) is None
    assert rules.what_to_send(wall("2027-03-11 07:30"), NIGHT, Told(), came) == Letter.DIGEST
    told = Told(digest=wall("2027-03-11 07:30"))
    assert rules.what_to_send(wall("2027-03-11 12:00"), NIGHT, told, came) is None


def test_what_cannot_wait_goes_at_once_but_once_an_hour() -> None:
    came = Waiting(wall("2027-03-10 09:00"), urgent=True)
    assert rules.what_to_send(wall("2027-03-10 09:01"), NIGHT, Told(), came) == Letter.AT_ONCE
    told = Told(at_once=wall("2027-03-10 08:30"))
    assert rules.what_to_send(wall("2027-03-10 09:01"), NIGHT, told, came) is None
    assert rules.what_to_send(wall("2027-03-10 09:30"), NIGHT, told, came) == Letter.AT_ONCE
    never = Habits(quiet_weekends=False, at_once=False)
    assert rules.what_to_send(wall("2027-03-10 09:01"), never, Told(), came) is None
    assert rules.what_to_send(wall("2027-03-10 23:01"), NIGHT, Told(), came) is None


def test_each_failure_waits_longer_and_the_last_is_the_end() -> None:
    now = wall("2027-03-10 09:00")
    waits = [rules.next_try(n, now) for n in range(1, 7)]
    assert [w and int((w - now).total_seconds() // 60) for w in waits] == [1, 5, 30, 120, 720, None]


@pytest.mark.parametrize(
    ("written", "sent_to"),
    [("070-174 06 51", "+46701740651"), ("0046 70 1740651", "+46701740651"), ("+47 22 22 22 22", "+4722222222")],
)
def test_a_number_becomes_one_that_a_gateway_reads(written: str, sent_to: str) -> None:
    assert rules.international(written) == sent_to
    assert rules.may_add(channel="sms", address=sent_to, ways=0, same=False) == ()


def test_and_is_shown_as_people_write_it() -> None:
    assert rules.readable("sms", "+46701740651") == "070-174 06 51"
    assert rules.readable("sms", "+4722222222") == "+4722222222"
    assert rules.readable("mail", "+46701740651") == "+46701740651"


def test_what_cannot_be_added_is_refused_with_a_sentence() -> None:
    assert rules.may_add(channel="sms", address="112", ways=0, same=False)[0].field == "sms"
    assert len(rules.may_add(channel="mail", address="a@b.example", ways=4, same=True)) == 2
    assert rules.may_send_code(codes=5) and not rules.may_send_code(codes=4)


def test_a_code_is_for_a_while_and_for_few_guesses() -> None:
    sent = wall("2027-03-10 09:00")
    soon, late = sent + timedelta(minutes=5), sent + timedelta(minutes=31)
    assert rules.may_confirm(sent=sent, tries=1, right=True, now=soon) == ()
    assert rules.may_confirm(sent=sent, tries=1, right=False, now=soon)
    assert rules.may_confirm(sent=sent, tries=6, right=True, now=soon)
    assert rules.may_confirm(sent=sent, tries=1, right=True, now=late)


def test_a_digest_is_not_set_in_the_middle_of_the_quiet() -> None:
    assert rules.may_keep(Habits(digest_at=time(21)))
    assert not rules.may_keep(Habits(digest_at=time(7)))
    assert not rules.may_keep(Habits(quiet_from=time(0), quiet_to=time(0), digest_at=time(3)))


hours = st.times().map(lambda t: t.replace(second=0, microsecond=0, minute=t.minute // 30 * 30))
habits = st.builds(Habits, quiet_from=hours, quiet_to=hours, quiet_weekends=st.booleans(), digest_at=hours,
                   at_once=st.booleans())
begins = st.sampled_from([datetime(2027, 3, 26, 9, tzinfo=UTC), datetime(2027, 10, 29, 9, tzinfo=UTC),
                          datetime(2028, 2, 27, 9, tzinfo=UTC)])


@settings(max_examples=150, deadline=None)
@given(habits=habits, begin=begins, came=st.lists(st.tuples(st.integers(0, 4 * 96), st.booleans()), max_size=12))
def test_never_two_digests_a_day_never_in_the_quiet_and_nothing_lost(
    habits: Habits, begin: datetime, came: list[tuple[int, bool]]
) -> None:
    # Whoever is quiet all day is told at its end; one minute short of a day is the longest quiet one can ask for.
    sent: list[tuple[datetime, Letter]] = []
    waiting: list[tuple[datetime, bool]] = []
    told = Told()
    for quarter in range(12 * 96):
        now = begin + timedelta(minutes=15 * quarter)
        waiting += [(now, urgent) for at, urgent in came if at == quarter]
        found = Waiting(waiting[0][0], any(u for _, u in waiting)) if waiting else None
        letter = rules.what_to_send(now, habits, told, found)
        if letter:
            sent.append((now, letter))
            told = Told(now, told.at_once) if letter == Letter.DIGEST else Told(told.digest, now)
            waiting = []
    assert waiting == []
    days = [clock.local(at).date() for at, letter in sent if letter == Letter.DIGEST]
    assert len(days) == len(set(days))
    assert all(rules.quiet_until(at, habits) == at for at, _ in sent)
    urgent = [at for at, letter in sent if letter == Letter.AT_ONCE]
    assert all(b - a >= rules.BETWEEN_AT_ONCE for a, b in zip(urgent, urgent[1:], strict=False))
    assert habits.at_once or not urgent
