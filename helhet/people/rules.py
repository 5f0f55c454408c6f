"""Words about people, and pure decisions: ages, whose word counts, and what a relation lets somebody read.

Insight (to read), participation (to be there) and consent (to decide) are three things and are never derived from
one another. Age limits are facts of law and of the national agreement on young people's records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.access.decision import Relation as Access
from helhet.access.rules import ALL_KINDS, Kind
from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # a plain fact check of our own, with no rule of the rulebook behind it
OF_AGE = 18  # föräldrabalken 9:1: guardianship ends that day
OWN_VOICE = 13  # below it a guardian reads by default; from it only by what is agreed and documented


class NumberKind(TextChoices):
    PERSONNUMMER = "personnummer", _("Personnummer")
    SAMORDNINGSNUMMER = "samordningsnummer", _("Samordningsnummer")
    RESERVNUMMER = "reservnummer", _("Reservnummer")
    UNBORN = "unborn", _("Väntat barn, inget nummer än")
    SYNTHETIC = "synthetic", _("Påhittat nummer för prov")


class RelationKind(TextChoices):
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")
    GOD_MAN = "god_man", _("God man")
    FORVALTARE = "forvaltare", _("Förvaltare")
    FRAMTIDSFULLMAKT = "framtidsfullmakt", _("Framtidsfullmaktshavare")
    OMBUD = "ombud", _("Ombud med fullmakt")
    SUPPORT_PERSON = "support_person", _("Stödperson")
    OTHER = "other", _("Annan person")


class Interpreter(TextChoices):
    """Which interpreter is needed; empty when none is."""

    NONE = "", _("Nej")
    LANGUAGE = "language", _("Språktolk")
    SIGN = "sign", _("Teckenspråkstolk")
    WRITING = "writing", _("Skrivtolk")
    DEAFBLIND = "deafblind", _("Dövblindtolk")


class ExceptionGround(TextChoices):
    """Why one guardian can decide without the other (FB 6:13, 6:13 a, 6:8 and placement)."""

    BOARD_DECISION = "board_decision", _("Socialnämnden har beslutat om insatsen (föräldrabalken 6 kap. 13 a §)")
    HINDERED = "hindered", _("Den andra är förhindrad och beslutet kan inte vänta (föräldrabalken 6 kap. 13 §)")
    APPOINTED = "appointed", _("En särskilt förordnad vårdnadshavare bestämmer")
    PLACEMENT = "placement", _("Barnet är placerat enligt LVU och nämnden bestämmer i saken")


_MANDATED = {
    RelationKind.GOD_MAN, RelationKind.FORVALTARE, RelationKind.FRAMTIDSFULLMAKT, RelationKind.OMBUD,
}
_CAN_DECIDE = {
    RelationKind.GUARDIAN, RelationKind.FORVALTARE, RelationKind.FRAMTIDSFULLMAKT, RelationKind.OMBUD,
}
# A mandate over economy alone shows who does what and when, never the story of a life.
_ECONOMY_READS = frozenset({Kind.PLAN.value, Kind.MEETING.value, Kind.CONTACTS.value})
_RIGHT_READS = _ECONOMY_READS | {Kind.NEED.value, Kind.GOALS.value, Kind.CONSENT.value}
_PERSON_READS = ALL_KINDS - {Kind.LETTERS.value}


@dataclass(frozen=True)
class Period:
    """Half-open: from a day until, not including, another."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class RelationFacts:
    """What the rules ask of a relation."""

    ref: UUID
    kind: str
    period: Period
    insight: bool = False
    insight_kinds: frozenset[str] = frozenset()  # what the person allows; for the others empty means no limit
    insight_documented: bool = False
    participation: bool = False
    consent: bool = False
    mandate: str = ""
    scope_economy: bool = False
    scope_person: bool = False
    scope_right: bool = False
    objected: bool = False
    must_not_know: bool = False
    done_without: tuple[Period, ...] = ()  # exceptions: decisions may be taken without this guardian


class Born(Protocol):
    """What the rules ask of a person."""

    @property
    def born(self) -> date | None: ...
    @property
    def died_on(self) -> date | None: ...
    @property
    def is_unborn(self) -> bool: ...


def birthday(born: date, years: int) -> date:
    """The day somebody reaches an age, at midnight. Born on a leap day: 28 February in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        # Lag (1930:173) 1 §: where the day does not exist, the last day of the month.
        return date(born.year + years, 2, 28)


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on a day; None when the birth date is not known. Raises ValueError before birth."""
    if born is None:
        return None
    if day < born:
        raise ValueError("not born that day")
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def is_child(person: Born, day: date) -> bool:
    """Under eighteen, or not yet born. Without a known birth date: not a child, guardians are asked for by hand."""
    if person.is_unborn:
        return True
    return person.born is not None and day < birthday(person.born, OF_AGE)


def in_force(relation: RelationFacts, person: Born, day: date) -> bool:
    """Whether the relation holds that day. Guardianship ends at midnight of the eighteenth birthday by itself."""
    if not relation.period.holds(day):
        return False
    return relation.kind != RelationKind.GUARDIAN or is_child(person, day)


@dataclass(frozen=True)
class Deciding:
    """Whose consent is needed for a child: all of ``needed``; ``excused`` are done without on a recorded ground."""

    needed: tuple[RelationFacts, ...] = ()
    excused: tuple[RelationFacts, ...] = ()

    def missing(self, said_yes: Iterable[UUID]) -> tuple[RelationFacts, ...]:
        yes = set(said_yes)
        return tuple(r for r in self.needed if r.ref not in yes)


def guardians_deciding(relations: Iterable[RelationFacts], person: Born, day: date) -> Deciding:
    """Two guardians decide together (FB 6:13); one is done without only on a recorded ground that holds that day."""
    theirs = [r for r in relations if r.kind == RelationKind.GUARDIAN and r.consent and in_force(r, person, day)]
    excused = tuple(r for r in theirs if any(p.holds(day) for p in r.done_without))
    return Deciding(tuple(r for r in theirs if r not in excused), excused)


class Capacity(TextChoices):
    """In which capacity somebody says yes for the person."""

    INDIVIDUAL = "individual", _("Personen själv")
    GUARDIANS = "guardians", _("Vårdnadshavare")
    FORVALTARE = "forvaltare", _("Förvaltare")
    FRAMTIDSFULLMAKT = "framtidsfullmakt", _("Framtidsfullmaktshavare")
    OMBUD = "ombud", _("Ombud med fullmakt")


def capacities(relations: Iterable[RelationFacts], person: Born, day: date) -> tuple[Capacity, ...]:
    """In which capacities consent can be given for this person on a day. A god man is never among them."""
    found = [] if person.is_unborn else [Capacity.INDIVIDUAL]
    theirs = tuple(relations)
    if guardians_deciding(theirs, person, day).needed:
        found.append(Capacity.GUARDIANS)
    for capacity in (Capacity.FORVALTARE, Capacity.FRAMTIDSFULLMAKT, Capacity.OMBUD):
        if any(r.kind == capacity and mandate_covers(r, person, day) for r in theirs):
            found.append(capacity)
    return tuple(found)


def mandate_covers(relation: RelationFacts, person: Born, day: date) -> bool:
    """Whether a representative's mandate carries a yes to a SIP: it holds, on paper, and over the person (CON-18)."""
    return (relation.kind in _MANDATED - {RelationKind.GOD_MAN} and relation.consent and relation.scope_person
            and bool(relation.mandate) and in_force(relation, person, day))


def may_consent(
    capacity: str, relations: Iterable[RelationFacts], person: Born, day: date,
    said_yes: Iterable[UUID] = (), mature: bool = False,
) -> tuple[Refusal, ...]:
    """Whether a yes in this capacity counts (CON-16, CON-18, CON-19).

    ``said_yes`` are the refs of the relations that have answered yes; ``mature``: a documented assessment that the
    young person can decide this themself.
    """
    theirs, yes = tuple(relations), frozenset(said_yes)
    if capacity == Capacity.INDIVIDUAL:
        alone = not person.is_unborn and (mature or not is_child(person, day))
        needed = guardians_deciding(theirs, person, day).needed
        return gather(check("CON-16", alone or not needed, _(
            "Personen är under 18 år. Fråga också vårdnadshavarna, eller skriv hur ni har bedömt att den unge "
            "själv kan bestämma."), "giver"))
    if capacity == Capacity.GUARDIANS:
        deciding = guardians_deciding(theirs, person, day)
        return gather(
            check("CON-16", deciding.needed, _("Det finns ingen vårdnadshavare som kan svara den här dagen. "
                                               "Lägg till vårdnadshavaren först."), "giver"),
            check("CON-16", not deciding.missing(yes), _(
                "Vårdnadshavarna bestämmer tillsammans. Skriv in svaret från båda, eller lägg till beslutet som gör "
                "att den ena kan svara ensam."), "giver") if deciding.needed else None,
        )
    return _by_mandate(capacity, theirs, person, day, yes)


def _by_mandate(
    capacity: str, relations: tuple[RelationFacts, ...], person: Born, day: date, yes: frozenset[UUID]
) -> tuple[Refusal, ...]:
    asked = [r for r in relations if r.kind == capacity and (not yes or r.ref in yes)]
    covered = any(mandate_covers(r, person, day) for r in asked)
    if capacity == RelationKind.GOD_MAN:
        return gather(check("CON-18", False, _(
            "En god man kan inte samtycka i personens ställe. Fråga personen själv, eller välj en annan väg."),
            "giver"))
    if capacity == Capacity.FORVALTARE:
        return gather(check("CON-19", covered, _(
            "Förvaltaren kan svara bara om uppdraget gäller den här dagen och omfattar att sörja för person. "
            "Kontrollera beslutet."), "giver"))
    return gather(check("CON-18", covered, _(
        "Fullmakten räcker inte: den ska finnas på papper, gälla den här dagen och omfatta personliga "
        "angelägenheter. Kontrollera fullmakten, eller välj en annan väg."), "giver"))


def readable_kinds(relation: RelationFacts, person: Born, day: date) -> frozenset[str]:
    """What the relation lets somebody read of the person's plan that day; empty shuts the door."""
    if not relation.insight or relation.must_not_know or person.died_on or not in_force(relation, person, day):
        return frozenset()
    chosen = relation.insight_kinds
    if relation.kind == RelationKind.GUARDIAN:
        if not guardian_reads(relation, person, day):
            return frozenset()
        return _PERSON_READS & chosen if chosen else _PERSON_READS
    if relation.kind in _MANDATED:
        covered = ((_ECONOMY_READS if relation.scope_economy else frozenset())
                   | (_RIGHT_READS if relation.scope_right else frozenset())
                   | (_PERSON_READS if relation.scope_person else frozenset()))
        return covered & chosen if chosen else covered
    if relation.kind == RelationKind.SUPPORT_PERSON or relation.objected:
        return frozenset()
    return chosen & _PERSON_READS  # next of kin: what the person has allowed, and nothing without it


def guardian_reads(relation: RelationFacts, person: Born, day: date) -> bool:
    """Below thirteen by default; from thirteen only by what is agreed with the young person and documented."""
    age = None if person.is_unborn else age_on(person.born, day)
    return relation.insight_documented or person.is_unborn or (age is not None and age < OWN_VOICE)


def relation_access(
    relation: RelationFacts | None, person: Born, day: date, hidden: frozenset[str] = frozenset()
) -> Access:
    """How somebody at the person's own door stands to the plan, in the words of ``access.decision``.

    ``relation`` None means the person themself. ``hidden`` are kinds the profile does not show (PREP-18).
    """
    if relation is None:
        return Access(own=person.died_on is None and not person.is_unborn, hidden=hidden)
    return Access(own=False, kinds=readable_kinds(relation, person, day), hidden=hidden,
                  must_not_know=relation.must_not_know)


def may_participate(relation: RelationFacts, person: Born, day: date) -> bool:
    """Whether they can be asked along: the relation says so, and the person has not said no (CH-07, PART-04)."""
    return (relation.participation and not relation.objected and not relation.must_not_know
            and in_force(relation, person, day))
