"""Words about people, and pure decisions: ages, whose word counts, and what a relation lets somebody read.

Insight (to read), participation (to be there) and consent (to decide) are three things and are never derived from
one another. Eighteen is law; the ages before it are prompts of the region's profile, and what is agreed or assessed and
written down goes before them.
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
from helhet.rulebook import shape

AWAITED = _("Väntat barn")
HOUSE = ""  # a plain fact check of our own, with no rule of the rulebook behind it
OF_AGE = shape.OF_AGE  # guardianship ends that day


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


class Protection(TextChoices):
    """What Skatteverket has decided on the person's data. Both hide where they are; only the need to know differs."""

    NONE = "none", _("Inga skyddade uppgifter")
    MARKED = "sekretessmarkering", _("Sekretessmarkering")
    REGISTERED = "skyddad_folkbokforing", _("Skyddad folkbokföring")


class ExceptionGround(TextChoices):
    """Why one guardian can decide without the other (FB 6:13, 6:13 a, 6:8 and placement)."""

    BOARD_DECISION = "board_decision", _("Socialnämnden har beslutat om insatsen (föräldrabalken 6 kap. 13 a §)")
    HINDERED = "hindered", _("Den andra är förhindrad och beslutet kan inte vänta (föräldrabalken 6 kap. 13 §)")
    APPOINTED = "appointed", _("En särskilt förordnad vårdnadshavare bestämmer")
    PLACEMENT = "placement", _("Barnet är placerat enligt LVU och nämnden bestämmer i saken")


_MANDATED = {
    RelationKind.GOD_MAN, RelationKind.FORVALTARE, RelationKind.FRAMTIDSFULLMAKT, RelationKind.OMBUD,
}
_CAN_DECIDE = _MANDATED - {RelationKind.GOD_MAN} | {RelationKind.GUARDIAN}
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
    unchecked: bool = False  # either has a protected identity, and nobody has checked that they may have access
    done_without: tuple[Period, ...] = ()  # exceptions: decisions may be taken without this guardian


class Born(Protocol):
    """What the rules ask of a person."""

    @property
    def born(self) -> date | None: ...
    @property
    def died_on(self) -> date | None: ...
    @property
    def is_unborn(self) -> bool: ...


class Ages(Protocol):
    """What the rules ask of a region's profile: from which ages it is asked anew who reads and who answers."""

    @property
    def guardian_insight_age(self) -> int: ...
    @property
    def own_voice_age(self) -> int: ...


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


def asked_themself(person: Born, day: date, ages: Ages) -> bool:
    """A child who has come to the age when they are asked themself, also where their guardians decide (CH-02)."""
    if person.is_unborn or person.born is None:
        return False
    return birthday(person.born, ages.own_voice_age) <= day and is_child(person, day)


class Prompt(TextChoices):
    """What a young person's age asks of who works with them."""

    NONE = "", ""
    INSIGHT = "insight", _("Kom överens om vad vårdnadshavarna läser")
    VOICE = "voice", _("Fråga den unga själv")


def prompt(person: Born, day: date, ages: Ages) -> Prompt:
    """What the age asks of us that day; a default, before which goes what is assessed and written down."""
    if person.is_unborn or person.born is None or not is_child(person, day):
        return Prompt.NONE
    if asked_themself(person, day, ages):
        return Prompt.VOICE
    return Prompt.INSIGHT if birthday(person.born, ages.guardian_insight_age) <= day else Prompt.NONE


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
    GUARDIAN = "guardian", _("Vårdnadshavare")
    ADMINISTRATOR = "administrator", _("Förvaltare")
    REPRESENTATIVE = "representative", _("Företrädare med fullmakt")


_MANDATES = {
    Capacity.ADMINISTRATOR: frozenset({RelationKind.FORVALTARE}),
    Capacity.REPRESENTATIVE: frozenset({RelationKind.FRAMTIDSFULLMAKT, RelationKind.OMBUD}),
}


def capacities(relations: Iterable[RelationFacts], person: Born, day: date) -> tuple[Capacity, ...]:
    """In which capacities consent can be given for this person on a day. A god man is never among them."""
    found = [] if person.is_unborn else [Capacity.INDIVIDUAL]
    theirs = tuple(relations)
    if guardians_deciding(theirs, person, day).needed:
        found.append(Capacity.GUARDIAN)
    for capacity, kinds in _MANDATES.items():
        if any(r.kind in kinds and mandate_covers(r, person, day) for r in theirs):
            found.append(capacity)
    return tuple(found)


def mandate_covers(relation: RelationFacts, person: Born, day: date) -> bool:
    """Whether a representative's mandate carries a yes to a SIP: it holds, on paper, and over the person (CON-18)."""
    return (relation.kind in _MANDATED - {RelationKind.GOD_MAN} and relation.consent and relation.scope_person
            and bool(relation.mandate) and in_force(relation, person, day))


def may_consent(
    capacity: str, relations: Iterable[RelationFacts], person: Born, day: date,
    said_yes: Iterable[UUID] = (), mature: bool = False, field: str = "giver",
) -> tuple[Refusal, ...]:
    """Whether a yes in this capacity counts (CON-16, CON-18, CON-19).

    ``said_yes`` are the refs of the relations that have answered yes; ``mature``: a documented assessment that the
    young person can decide this themself. Anybody else (next of kin, god man) can only answer for themselves.
    """
    theirs, yes = tuple(relations), frozenset(said_yes)
    if capacity == Capacity.INDIVIDUAL:
        return _by_themself(theirs, person, day, mature, field)
    if capacity == Capacity.GUARDIAN:
        return _by_guardians(guardians_deciding(theirs, person, day), yes, field)
    asked = [r for r in theirs if r.kind in _MANDATES.get(Capacity(capacity), ()) and (not yes or r.ref in yes)
             ] if capacity in Capacity.values else []
    covered = any(mandate_covers(r, person, day) for r in asked)
    if capacity == Capacity.ADMINISTRATOR:
        return gather(check("CON-19", covered, _(
            "Förvaltaren kan svara bara om uppdraget gäller den här dagen och omfattar att sörja för person. "
            "Kontrollera beslutet."), field))
    if capacity == Capacity.REPRESENTATIVE:
        return gather(check("CON-18", covered, _(
            "Fullmakten räcker inte: den ska finnas på papper, gälla den här dagen och omfatta personliga "
            "angelägenheter. Kontrollera fullmakten, eller välj en annan väg."), field))
    return gather(check("CON-18", False, _(
        "En god man eller närstående kan inte samtycka i personens ställe. Fråga personen själv, eller välj en annan "
        "väg."), field))


def _by_themself(
    relations: tuple[RelationFacts, ...], person: Born, day: date, mature: bool, field: str
) -> tuple[Refusal, ...]:
    if person.is_unborn:
        return gather(check("SCO-14", False, _(
            "Barnet är inte fött än. Den som är gravid svarar, i sin egen SIP."), field))
    alone = mature or not is_child(person, day) or not guardians_deciding(relations, person, day).needed
    return gather(check("CON-16", alone, _(
        "Personen är under 18 år. Fråga också vårdnadshavarna, eller skriv hur ni har bedömt att den unga själv kan "
        "bestämma."), field))


def _by_guardians(deciding: Deciding, yes: frozenset[UUID], field: str) -> tuple[Refusal, ...]:
    if not deciding.needed:
        return gather(check("CON-16", False, _(
            "Det finns ingen vårdnadshavare som kan svara den här dagen. Lägg till vårdnadshavaren först."), field))
    return gather(check("CON-16", not deciding.missing(yes), _(
        "Vårdnadshavarna bestämmer tillsammans. Skriv in svaret från båda, eller lägg till beslutet som gör att den "
        "ena kan svara ensam."), field))


def readable_kinds(relation: RelationFacts, person: Born, day: date, ages: Ages) -> frozenset[str]:
    """What the relation lets somebody read of the person's plan that day; empty shuts the door."""
    if not relation.insight or relation.must_not_know or relation.unchecked:
        return frozenset()
    if person.died_on or not in_force(relation, person, day):
        return frozenset()
    chosen = relation.insight_kinds
    if relation.kind == RelationKind.GUARDIAN:
        if not guardian_reads(relation, person, day, ages):
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


def reads_all(relation: RelationFacts, person: Born, day: date, ages: Ages) -> bool:
    """Whether a guardian reads everything of a young child that day, the log too, without anything agreed on it.

    What a young person has agreed to lets a guardian read the plan, and not who has read in it (``extract.may_see``).
    """
    young = person.born is not None and day < birthday(person.born, ages.guardian_insight_age)
    return (young and relation.kind == RelationKind.GUARDIAN
            and readable_kinds(relation, person, day, ages) == _PERSON_READS)


def guardian_reads(relation: RelationFacts, person: Born, day: date, ages: Ages) -> bool:
    """Below the profile's age by default; from it only by what is agreed with the young person and documented."""
    if relation.insight_documented or person.is_unborn:
        return True
    return person.born is not None and day < birthday(person.born, ages.guardian_insight_age)


def relation_access(
    relation: RelationFacts | None, person: Born, day: date, ages: Ages, hidden: frozenset[str] = frozenset()
) -> Access:
    """How somebody at the person's own door stands to the plan, in the words of ``access.decision``.

    ``relation`` None means the person themself. ``hidden`` are kinds the profile does not show (PREP-18).
    """
    if relation is None:
        return Access(own=person.died_on is None and not person.is_unborn, hidden=hidden)
    return Access(own=False, kinds=readable_kinds(relation, person, day, ages), hidden=hidden,
                  must_not_know=relation.must_not_know or relation.unchecked)


def may_participate(relation: RelationFacts, person: Born, day: date) -> bool:
    """Whether they can be asked along: the relation says so, and the person has not said no (CH-07, PART-04)."""
    return (relation.participation and not relation.objected and not relation.must_not_know
            and not relation.unchecked and in_force(relation, person, day))


def may_add(relation: RelationFacts, person: Born, today: date, ages: Ages) -> tuple[Refusal, ...]:
    """Whether a relation can be written down like this (CON-18, CON-19 for mandates)."""
    period, guardian = relation.period, relation.kind == RelationKind.GUARDIAN
    return gather(
        check(HOUSE, period.end is None or period.end > period.start, _(
            "Slutdagen ska ligga efter den första dagen."), "valid_to"),
        check(HOUSE, period.start <= today, _("Den första dagen kan inte ligga framåt i tiden."), "valid_from"),
        check(HOUSE, not guardian or is_child(person, max(today, period.start)), _(
            "Personen har fyllt 18 år och har inga vårdnadshavare. Välj en annan relation."), "kind"),
        check(HOUSE, not guardian or not relation.insight or guardian_reads(relation, person, today, ages), _(
            "Från %(age)s år läser vårdnadshavaren bara det ni har kommit överens om med den unga. Skriv vad ni har "
            "bestämt och varför, eller låt bli insyn.") % {"age": ages.guardian_insight_age}, "insight_basis"),
        check("CON-18", not relation.consent or relation.kind in _CAN_DECIDE, _(
            "Den här relationen ger inte rätt att samtycka. Svara nej här, eller välj rätt relation: vårdnadshavare, "
            "förvaltare eller fullmakt."), "consent"),
        check("CON-18", relation.kind not in _MANDATED or relation.mandate, _(
            "Skriv vilket beslut eller vilken fullmakt det gäller, med datum."), "mandate"),
        check("CON-18", relation.kind not in _MANDATED or relation.scope_economy or relation.scope_person
              or relation.scope_right, _("Välj vad uppdraget omfattar."), "scope"),
    )


def may_check(why: str) -> tuple[Refusal, ...]:
    """Opening for somebody where an identity is protected takes a reason."""
    return gather(check(HOUSE, why.strip(), _("Skriv hur ni vet att personen inte är i fara av det."), "why"))


def may_end(relation: RelationFacts, on: date) -> tuple[Refusal, ...]:
    """A relation ends once, not before it began."""
    return gather(
        check(HOUSE, on >= relation.period.start, _("Relationen kan inte sluta innan den började."), "on"),
        check(HOUSE, relation.period.end is None or on <= relation.period.end, _(
            "Relationen har redan slutat. Lägg till en ny om den börjar igen."), "on"),
    )


def may_except(relation: RelationFacts, document: str, decided_by: str) -> tuple[Refusal, ...]:
    """Doing without a guardian's answer takes a decision on paper, and only a guardian can be done without."""
    return gather(
        check(HOUSE, relation.kind == RelationKind.GUARDIAN, _("Det här gäller bara vårdnadshavare."), "relation"),
        check("CON-18", document.strip(), _("Skriv vilket beslut eller underlag som finns, med datum."), "document"),
        check("CON-18", decided_by.strip(), _("Skriv vem som har beslutat."), "decided_by"),
    )


def may_have_died(person: Born, on: date, today: date) -> tuple[Refusal, ...]:
    return gather(
        check(HOUSE, on <= today, _("Dagen kan inte ligga framåt i tiden."), "on"),
        check(HOUSE, person.born is None or on >= person.born, _("Dagen kan inte ligga före födelsedagen."), "on"),
    )


def may_await(mother: Born, expected_on: date | None, today: date) -> tuple[Refusal, ...]:
    """A SIP can be made for a child not yet born, in the pregnant woman's case (SCO-14)."""
    return gather(
        check("SCO-14", not mother.is_unborn and mother.died_on is None, _(
            "Ett väntat barn skrivs in hos den som är gravid."), "mother"),
        check(HOUSE, expected_on is None or abs((expected_on - today).days) <= 300, _(
            "Beräknad förlossning ska ligga inom tio månader. Kontrollera datumet."), "expected_on"),
    )
