"""When somebody may be told outside the house, and what happens when it does not arrive. Pure: dates are arguments.

All figures are the house's own: no source sets them. At most one digest a day; at once only what cannot wait, and
then at most once an hour; nothing during quiet hours; nothing is ever dropped.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.kit import clock
from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # no rule of the rulebook stands behind these
QUIET_FROM, QUIET_TO, DIGEST_AT = time(20), time(7), time(7, 30)
BETWEEN_AT_ONCE = timedelta(hours=1)
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
CODE_LIFE, CODE_TRIES = timedelta(minutes=30), 5
CODES_PER_DAY = 5
WAYS = 4


class Channel(TextChoices):
    MAIL = "mail", _("E-post")
    SMS = "sms", _("Sms")


class Letter(TextChoices):
    """What kind of notice it is; none of them says what it is about."""

    DIGEST = "digest", _("Dagens besked")
    AT_ONCE = "at_once", _("Besked direkt")
    CODE = "code", _("Kod")
    TEST = "test", _("Prov")


ASKED_FOR = frozenset({Letter.CODE, Letter.TEST})  # somebody waits for them right now: no quiet hours


@dataclass(frozen=True)
class Habits:
    """When one wants to be told. Equal ends mean no quiet hours."""

    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    quiet_weekends: bool = True
    digest_at: time = DIGEST_AT
    at_once: bool = True


@dataclass(frozen=True)
class Told:
    """When one was last told."""

    digest: datetime | None = None
    at_once: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """What lies waiting to be told: since when, and since when something that cannot wait."""

    since: datetime
    urgent: bool


def quiet_until(now: datetime, habits: Habits) -> datetime:
    """``now`` when one may be told, else the moment the quiet ends. Swedish wall clock, right over its changes."""
    moment = now
    for _step in range(12):  # a night, a weekend and a night: never more than a few
        end = _end_of_quiet(clock.local(moment), habits)
        if end is None:
            return moment
        moment = end
    return moment


def _end_of_quiet(local: datetime, habits: Habits) -> datetime | None:
    day, hour = local.date(), local.time()
    if habits.quiet_weekends and day.weekday() >= 5:
        return clock.at(day + timedelta(days=7 - day.weekday()), 0)
    start, end = habits.quiet_from, habits.quiet_to
    if start == end:
        return None
    if start < end:
        return clock.at(day, end.hour, end.minute) if start <= hour < end else None
    if hour >= start:
        return clock.at(day + timedelta(days=1), end.hour, end.minute)
    return clock.at(day, end.hour, end.minute) if hour < end else None


def what_to_send(now: datetime, habits: Habits, told: Told, waiting: Waiting | None) -> Letter | None:
    """The notice that is to go now, if any. Whatever it is, it tells of everything that waits."""
    if waiting is None or quiet_until(now, habits) != now:
        return None
    if waiting.urgent and habits.at_once and (told.at_once is None or now - told.at_once >= BETWEEN_AT_ONCE):
        return Letter.AT_ONCE
    if told.digest is not None and clock.local(told.digest).date() >= clock.local(now).date():
        return None
    # Asked of the digest hour that has passed last, so that one inside the quiet is held, not lost.
    return Letter.DIGEST if waiting.since <= _last_digest_hour(now, habits) else None


def _last_digest_hour(now: datetime, habits: Habits) -> datetime:
    today = clock.local(now).date()
    at = clock.at(today, habits.digest_at.hour, habits.digest_at.minute)
    if at <= now:
        return at
    return clock.at(today - timedelta(days=1), habits.digest_at.hour, habits.digest_at.minute)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after the ``tries``-th failure; None when it has failed for good."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


def may_confirm(*, sent: datetime, tries: int, right: bool, now: datetime) -> tuple[Refusal, ...]:
    """Whether a code proves that the address is one's own."""
    if tries > CODE_TRIES or now - sent > CODE_LIFE:
        return gather(check(HOUSE, False, _("Koden gäller inte längre. Be om en ny."), "code"))
    return gather(check(HOUSE, right, _("Det är inte den kod vi skickade. Kontrollera siffrorna."), "code"))


def may_add(*, channel: str, address: str, ways: int, same: bool) -> tuple[Refusal, ...]:
    """Whether an address can be added: written right, not there already, and not too many."""
    return gather(
        check(HOUSE, ways < WAYS, _("Det finns redan fyra adresser. Ta bort en först."), "channel"),
        check(HOUSE, not same, _("Den adressen finns redan i listan."), channel),
        check(HOUSE, channel != Channel.SMS or bool(re.fullmatch(r"\+\d{8,15}", address)),
              _("Skriv mobilnumret med siffror, till exempel 070-123 45 67."), "sms"),
    )


def may_send_code(*, codes: int) -> tuple[Refusal, ...]:
    """Nobody's telephone is filled with codes."""
    return gather(check(HOUSE, codes < CODES_PER_DAY,
                        _("Vi har skickat fem koder hit i dag. Vänta till i morgon, eller kontrollera adressen.")))


def may_keep(habits: Habits) -> tuple[Refusal, ...]:
    """A digest in the middle of the quiet would come late every day."""
    if habits.quiet_from == habits.quiet_to:
        return ()
    monday = clock.at(date(2024, 1, 1), habits.digest_at.hour, habits.digest_at.minute)  # any working day
    return gather(check(HOUSE, _end_of_quiet(clock.local(monday), habits) is None,
                        _("Klockslaget ligger i den tysta tiden. Välj ett annat, eller korta den tysta tiden."),
                        "digest_at"))


def international(number: str) -> str:
    """A telephone number as a gateway wants it: "070-123 45 67" becomes "+46701234567"."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+46{digits[1:]}" if digits.startswith("0") else digits


def readable(channel: str, address: str) -> str:
    """An address as its owner would write it: "+46701740651" is shown as "070-174 06 51"."""
    found = re.fullmatch(r"\+46(\d\d)(\d{3})(\d\d)(\d\d)", address) if channel == Channel.SMS else None
    return "0{}-{} {} {}".format(*found.groups()) if found else address
