"""Finding a time: the words, what a proposal and an answer must hold, and what is owed until one is chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.kit.refusals import Refusal, check, gather
from helhet.process.meeting.words import MeetingForm

MOST = 8
ANSWER, FIX = "times-answer", "times-fix"
INDIVIDUAL = "individual"


class How(TextChoices):
    """How one meets at a proposed time. A home is told apart from a room: it never stands in a calendar."""

    ROOM = "room", _("I ett rum")
    HOME = "home", _("Hemma hos personen")
    DIGITAL = "digital", _("På skärm")
    MIXED = "mixed", _("Några i rummet, några på skärm")


FORMS: dict[str, str] = {
    How.ROOM: MeetingForm.PHYSICAL.value, How.HOME: MeetingForm.PHYSICAL.value,
    How.DIGITAL: MeetingForm.DIGITAL.value, How.MIXED: MeetingForm.MIXED.value,
}


class Fits(TextChoices):
    """What one can say of a time."""

    FITS = "fits", _("Passar")
    IF_NEEDED = "if_needed", _("Kan om det behövs")
    NO = "no", _("Passar inte")


class Closed(TextChoices):
    """Why a question of times is no longer open."""

    FIXED = "fixed", _("En av tiderna blev bestämd")
    ANEW = "anew", _("Nya tider har föreslagits")
    OTHERWISE = "otherwise", _("Mötet blev bestämt på annat sätt")
    STOPPED = "stopped", _("Frågan togs tillbaka")
    ENDED = "ended", _("SIP:en tog slut")


@dataclass(frozen=True)
class Proposed:
    """One time as the convener wants to propose it."""

    starts_at: datetime
    ends_at: datetime
    how: str
    place: str = ""


@dataclass(frozen=True)
class Asking:
    """A question about to go out. ``digital``: consent, or a route, covers a meeting on a screen."""

    times: tuple[Proposed, ...]
    others: int  # how many are on the list
    list_agreed: bool
    answer_by: date
    digital: bool


def may_ask_times(asking: Asking, now: datetime) -> tuple[Refusal, ...]:
    """Whether these times can be proposed (CALL-14, CALL-07, CON-26, PREP-06, PREP-07)."""
    starts = [t.starts_at for t in asking.times]
    first = clock.local(min(starts)).date() if starts else None
    return gather(
        check("PREP-06", asking.others, _("Listan är tom. Lägg till dem som ska frågas först.")),
        check("CALL-07", asking.list_agreed, _(
            "Gå igenom listan med personen först. Det är personen som är med och bestämmer vilka som ska vara med."),
            "list_agreed_with_person"),
        check("CALL-14", starts, _("Föreslå minst en tid, helst två eller tre."), "day_1"),
        check("CALL-14", len(starts) <= MOST, _("Föreslå högst åtta tider."), "day_1"),
        check("CALL-14", len(set(starts)) == len(starts), _("Samma tid står två gånger. Ändra den ena."), "day_1"),
        check("CALL-14", first is None or asking.answer_by < first, _(
            "Svaren behöver komma innan den första tiden. Välj en tidigare svarsdag."), "answer_by"),
        check("CALL-14", asking.answer_by >= clock.local(now).date(), _(
            "Den svarsdagen har redan varit. Välj en dag som kommer."), "answer_by"),
        *(c for n, t in enumerate(asking.times, 1) for c in _time(t, n, asking.digital, now)),
    )


def _time(t: Proposed, n: int, digital: bool, now: datetime) -> tuple[Refusal | None, ...]:
    words = {"n": n}
    return (
        check("CALL-14", t.starts_at > now, _("Förslag %(n)s har redan varit. Välj en tid som kommer.") % words,
              f"day_{n}"),
        check("CALL-14", t.ends_at > t.starts_at, _("Förslag %(n)s slutar innan det börjar.") % words, f"starts_{n}"),
        check("PREP-07", t.place or t.how != How.ROOM, _("Skriv var ni ska ses."), "place"),
        check("CON-26", digital or t.how in (How.ROOM, How.HOME), _(
            "Personen har inte sagt ja till möte på skärm. Fråga om det i samtycket, eller ses i samma rum."), "how"),
    )


def may_answer_times(
    options: Iterable[UUID], replies: Mapping[UUID, str], *, is_open: bool, last: datetime, now: datetime
) -> tuple[Refusal, ...]:
    """Whether an answer holds: to every time, while the question stands (CALL-14)."""
    return gather(
        check("CALL-14", is_open, _("Frågan om tider är stängd. Öppna sidan igen och se hur det gick.")),
        check("CALL-14", now < last, _("Alla tiderna har redan varit. Ring den som frågade.")) if is_open else None,
        check("CALL-14", all(replies.get(o) in Fits.values for o in options), _("Svara på varje tid."))
        if is_open else None,
    )


def may_fix(*, is_open: bool) -> tuple[Refusal, ...]:
    """Whether a time can still be chosen (CALL-14)."""
    return gather(check("CALL-14", is_open, _(
        "Frågan om tider är redan stängd. Öppna sidan igen och se vad som gäller.")))


def rank(person: str, others: Iterable[str], starts_at: datetime) -> tuple[object, ...]:
    """The order times are shown in, the best first: the person's own word weighs before all others' (CALL-14)."""
    said = list(others)
    weight = {Fits.FITS.value: 0, Fits.IF_NEEDED.value: 1, "": 2, Fits.NO.value: 3}
    return (weight[person], said.count(Fits.NO), said.count(""), said.count(Fits.IF_NEEDED), starts_at)


@dataclass(frozen=True)
class OpenPoll:
    """A question that stands, as the obligations see it. ``silent``: units in Helhet that may know, and say nothing."""

    unit: int
    asked_on: date
    answer_by: date
    last_day: date
    silent: tuple[int, ...]


def waiting_times(poll: OpenPoll, today: date) -> Iterator[Due]:
    """Who owes an answer, and who owes a choice (CALL-14). Nobody answers times that have passed."""
    yield Due(FIX, poll.unit, "CALL-14", poll.asked_on, poll.answer_by)
    if poll.last_day >= today:
        for unit in poll.silent:
            yield Due(ANSWER, unit, "CALL-14", poll.asked_on, poll.answer_by)
