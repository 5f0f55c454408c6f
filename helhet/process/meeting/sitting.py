"""Pure decisions at the meeting: who is let in, what follows when somebody is missing, how it may end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.mapping.rules import WITHOUT_THE_PERSON
from helhet.process.meeting.words import PATHS, DeviationKind, Path, Presence, Who


@dataclass(frozen=True)
class Attendee:
    """A line of the attendance as it was ticked."""

    who: str
    presence: str
    name: str = ""
    unit: int | None = None
    relation: int | None = None
    kind: str = ""

    @property
    def there(self) -> bool:
        return self.presence in (Presence.THERE, Presence.SCREEN, Presence.PART)


@dataclass(frozen=True)
class Opening:
    """What decides whether a meeting may open: who is there, who of them is covered that day, and the person's yes."""

    attendance: tuple[Attendee, ...]
    covered_units: frozenset[int]
    covered_names: frozenset[str]
    participation: str
    yes_again: bool | None
    route: bool
    route_fresh: bool
    carry_on_why: str
    day: date


def may_open(opening: Opening, today: date) -> tuple[Refusal, ...]:
    """Whether the meeting may open with those who are there (CON-01, CON-29, ATT-12, MEET-06)."""
    person = next((a for a in opening.attendance if a.who == Who.INDIVIDUAL), None)
    away = person is not None and person.presence == Presence.ABSENT
    return gather(
        check("CALL-14", opening.day <= today, _(
            "Mötet är bestämt till en senare dag. Flytta mötet först, om ni ses redan nu.")),
        check("MEET-06", person, _("Börja med personen själv: är hen med?"), "individual"),
        *(_let_in(a, opening) for a in opening.attendance if a.there),
        check("ATT-12", not away or opening.participation in WITHOUT_THE_PERSON, _(
            "Personen kom inte, och ni har inte kommit överens om ett möte utan hen. Bestäm en ny tid."),
            "individual"),
        check("ATT-12", not away or opening.carry_on_why, _(
            "Skriv varför ni håller mötet fast personen inte är här, och hur hen får veta vad som sägs."),
            "carry_on_why"),
        check("CON-18", not opening.route or opening.route_fresh, _(
            "Vägen utan samtycke är prövad före förra mötet. Pröva den på nytt innan ni börjar.")),
        check("CON-29", away or opening.route or opening.yes_again, _(
            "Fråga personen en gång till om det känns bra att de här är med. Säger hen nej öppnas inte mötet."),
            "yes_again"),
    )


def _let_in(one: Attendee, opening: Opening) -> Refusal | None:
    if one.who == Who.UNIT:
        covered = one.unit in opening.covered_units
    elif one.who == Who.OTHER:
        covered = one.name.casefold() in opening.covered_names
    else:
        return None  # the person, and those the person has with them
    return check("CON-01", covered, _(
        "Samtycket gäller inte %(name)s. Fråga personen om samtycke, eller håll mötet utan dem.")
        % {"name": one.name}, "attendance")


def in_order(attendance: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """The order of the presentation round: the person, those beside the person, then the others (MEET-06)."""
    order = list(Who.values)
    return tuple(sorted(attendance, key=lambda a: order.index(a.who)))


def found_missing(attendance: Iterable[Attendee]) -> tuple[tuple[str, str, Attendee], ...]:
    """The deviations that follow from who is not there: (kind, path, who). Called is not the same as invited."""
    found: list[tuple[str, str, Attendee]] = []
    for one in attendance:
        if one.presence != Presence.ABSENT:
            continue
        if one.who == Who.INDIVIDUAL:
            found.append((DeviationKind.PERSON_ABSENT, Path.CARRY_ON, one))
        elif one.kind == ParticipantKind.SUMMONED:
            found.append((DeviationKind.CALLED_ABSENT, Path.NEW_CALL, one))
        elif one.kind in (ParticipantKind.INVITED, ParticipantKind.GUARDIAN, ParticipantKind.NEXT_OF_KIN):
            found.append((DeviationKind.INVITED_ABSENT, Path.NOTED, one))
    return tuple(found)


def may_end(outcome: str, summary: str, why: str, starts_at: datetime | None, now: datetime) -> tuple[Refusal, ...]:
    """Whether a meeting may end so: a summary, or why it stopped; a new time when it goes on another day (MEET-14)."""
    done = outcome in (State.DOCUMENTING, State.FOLLOWING_UP)
    again = outcome == State.CALLED
    return gather(
        check("MEET-14", not done or summary, _("Skriv vad ni kom fram till, med några meningar."), "summary"),
        check("MEET-14", done or why, _("Skriv varför mötet slutade här."), "why"),
        check("CALL-14", not again or (starts_at is not None and starts_at > now), _(
            "Bestäm dagen då ni fortsätter."), "day"),
    )


def may_deviate(kind: str, path: str, participation: str, names_who: bool, note: str) -> tuple[Refusal, ...]:
    """Whether a deviation may take this path (ATT-12, PART-06)."""
    agreed = path != Path.CARRY_ON or participation in WITHOUT_THE_PERSON
    named = names_who or kind in (DeviationKind.DECLINED, DeviationKind.PERSON_ABSENT)
    return gather(
        check("ATT-12", path in PATHS[kind], _("Den vägen passar inte för det som hände. Välj en annan."), "path"),
        check("ATT-12", named, _("Välj vem som inte kom."), "participant"),
        check("ATT-12", note, _("Skriv kort vad som hände."), "note"),
        check("PART-06", agreed, _(
            "Ni har inte kommit överens om att hålla mötet utan personen. Bestäm en ny tid i stället."), "path"),
    )
