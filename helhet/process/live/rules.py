"""The parts of a meeting and its time, kept softly; who may come in late. Nothing here reads a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.process.live.circles import PARTS, MeetingPart
from helhet.process.meeting.words import MeetingKind

HOUSE = ""  # a limit of our own, with no rule of the rulebook behind it
_SHORTEST = 15  # minutes: a meeting that opens late is given at least this, so that no part is nothing

# A follow-up goes its own way: what the frames are, what was said last time, what has come of it (MEET-21).
FOLLOW_UP_PARTS = (
    MeetingPart("ramar", _("Ramar"), 10, _("Hur länge ses vi, när är det paus, och känns det bra att de här är med?")),
    MeetingPart("forra", _("Förra gången"), 15, _("Vi läser det vi skrev sist.")),
    MeetingPart("hant", _("Vad har hänt"), 25, _("Ett delmål i taget: blev det som vi sa, och hjälpte det?")),
    MeetingPart("kvar", _("Vad är kvar"), 20, _("Vad är inte gjort än, och vill vi fortfarande det?")),
    MeetingPart("nytt", _("Nya behov"), 20, _("Har något nytt kommit? Ska planen ändras?")),
    MeetingPart("avslut", _("Avslutning"), 10, _("Vi läser upp det vi har kommit fram till, och bestämmer ny tid.")),
)


def parts_of(kind: str) -> tuple[MeetingPart, ...]:
    """The parts that a meeting of a kind goes through."""
    return FOLLOW_UP_PARTS if kind == MeetingKind.FOLLOW_UP else PARTS


@dataclass(frozen=True)
class Going:
    """Where in the meeting one is. ``left`` counts whole minutes of the part; below nought it has taken longer.

    ``over``: the time of the whole meeting has passed. ``been``: the codes of the parts one has left.
    """

    parts: tuple[MeetingPart, ...]
    now: MeetingPart | None
    left: int = 0
    paused: bool = False
    over: bool = False
    been: frozenset[str] = frozenset()

    def state(self, part: MeetingPart) -> str:
        """done, now or later: as pages draw it. A part that was passed over is not done, it can still come."""
        if self.now is None:
            return "later"
        here, there = self.parts.index(self.now), self.parts.index(part)
        return "now" if here == there else "done" if there < here and part.code in self.been else "later"

    @property
    def next(self) -> MeetingPart | None:
        if self.now is None:
            return self.parts[0]
        at = self.parts.index(self.now) + 1
        return self.parts[at] if at < len(self.parts) else None

    @property
    def says(self) -> Any:
        """The time in words, about and never as an alarm."""
        if self.paused:
            return _("Paus")
        if self.now is None:
            return ""
        if self.over:
            return _("tiden ni hade tänkt er är slut, ta den tid ni behöver eller runda av")
        title = {"part": self.now.title}
        if self.left >= 8:
            return _("ungefär %(n)s minuter kvar på %(part)s") % (title | {"n": 5 * round(self.left / 5)})
        if self.left >= 2:
            return _("några minuter kvar på %(part)s") % title
        if self.left >= -3 and self.next:
            return _("snart dags för %(part)s") % {"part": self.next.title}
        if self.next:
            return _("ni får gärna ta mer tid här, eller gå vidare till %(part)s") % {"part": self.next.title}
        return _("dags att runda av")


def going(
    kind: str, *, part: str, since: datetime | None, paused_at: datetime | None, spent: dict[str, int],
    opened_at: datetime | None, ends_at: datetime, now: datetime,
) -> Going:
    """How far a meeting has come. ``spent``: seconds that each part has taken before ``since``.

    A part never has more left than the meeting itself: parts before it may have taken some of its time.
    """
    parts = parts_of(kind)
    found = next((p for p in parts if p.code == part), None)
    if found is None:
        return Going(parts, None, paused=paused_at is not None)
    began = opened_at or now
    planned = max(_SHORTEST * 60, (ends_at - began).total_seconds())
    of_all = planned - (now - began).total_seconds()
    of_part = planned * found.share / 100 - taken(spent, part, since, paused_at, now)
    return Going(parts, found, int(min(of_part, of_all) // 60), paused_at is not None, of_all <= 0, frozenset(spent))


def taken(
    spent: dict[str, int], part: str, since: datetime | None, paused_at: datetime | None, now: datetime
) -> int:
    """The seconds a part has taken; a pause takes none."""
    until = paused_at or now
    running = int((until - since).total_seconds()) if since and until > since else 0
    return int(spent.get(part, 0)) + running


def may_turn(kind: str, part: str) -> tuple[Refusal, ...]:
    """Whether there is such a part to turn to (MEET-05)."""
    return gather(check("MEET-05", part in {p.code for p in parts_of(kind)},
                        _("Den delen finns inte i det här mötet. Välj en av delarna överst."), "part"))


def may_park(text: str) -> tuple[Refusal, ...]:
    """Whether a question can be kept: it says something."""
    return gather(check(HOUSE, text.strip(), _("Skriv frågan, så att den inte glöms bort."), "text"))


def may_come(*, name: str, covered: bool, individual: bool, asked: bool) -> tuple[Refusal, ...]:
    """Whether somebody who comes late is let in: as at the opening, only whom the consent covers that day (CON-01).

    The person is asked once more whether it feels right that these are here (CON-29).
    """
    return gather(
        check("CON-01", covered, _("Samtycket gäller inte %(name)s. Fråga personen om samtycke innan de kommer in.")
              % {"name": name}),
        check("CON-29", not individual or asked,
              _("Fråga %(name)s om det känns bra att de här är med, innan ni går vidare.") % {"name": name}),
    )


def may_join(*, name: str, covered: bool, person: str, asked: bool) -> tuple[Refusal, ...]:
    """Whether somebody nobody had expected is let in: only whom the consent covers that day (CON-01).

    The person's own support always is. The person is asked whether it feels right that they are here (CON-29).
    """
    if not name.strip():
        return gather(check(HOUSE, False, _("Skriv vad den som kom heter."), "name"))
    return gather(
        check("CON-01", covered, _("Samtycket gäller inte %(name)s. Fråga personen om samtycke innan de kommer in.")
              % {"name": name}, "name"),
        check("CON-29", asked, _("Fråga %(person)s om det känns bra att %(name)s är med, innan ni går vidare.")
              % {"person": person, "name": name}, "asked"),
    )
