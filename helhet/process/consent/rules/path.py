"""What must be so before a person is told, and before a way without consent is written."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.kit.dates import date_full
from helhet.kit.refusals import Refusal, check, gather
from helhet.people.rules import Born, Capacity, RelationFacts, RelationKind, may_consent
from helhet.process.consent import grounds
from helhet.process.consent.words import SHARED_KINDS, Way
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Telling:
    """What is written of how the person was told."""

    informed_on: date
    how: str
    adapted: str
    understood: str
    offered: bool
    has_variation: bool


def may_inform(told: Telling, today: date) -> tuple[Refusal, ...]:
    """INFO-01, 02, 04, LAW-15: told, in a way that fits, understood, and a SIP offered on a day."""
    return gather(
        check("INFO-01", told.how, _("Skriv kort vad du berättade och hur."), "how"),
        check("INFO-02", told.adapted or not told.has_variation, _(
            "På personens sida står något att tänka på. Skriv hur du anpassade informationen."), "adapted"),
        check("INFO-04", told.understood, _("Skriv hur du vet att personen förstod."), "understood"),
        check("LAW-15", told.offered, _("Här börjar SIP:en med att den erbjuds. Erbjud SIP och svara ja här, eller gå "
                                        "till ”Varför vi börjar” och bedöm behovet igen."), "offered"),
        check("LAW-15", told.informed_on <= today, _("Dagen kan inte ligga framåt i tiden."), "informed_on"),
    )


# In which capacity each of those beside the person answers; a god man has none.
_CAPACITIES: dict[str, str] = {
    RelationKind.FORVALTARE: Capacity.ADMINISTRATOR, RelationKind.FRAMTIDSFULLMAKT: Capacity.REPRESENTATIVE,
    RelationKind.OMBUD: Capacity.REPRESENTATIVE,
}


@dataclass(frozen=True)
class Path:
    """A route without consent as it is about to be written."""

    way: str
    ground: str
    why_not_asked: str
    assessment: str
    decided_by: str
    decided_on: date
    document: str
    valid_until: date
    sender_kind: str
    receivers: tuple[tuple[str, frozenset[str]], ...]  # each receiving unit's kind, and what it would see
    is_convener: bool
    person: Born
    relation: RelationFacts | None = None


def may_route(path: Path, profile: Profile, today: date) -> tuple[Refusal, ...]:
    """CON-17..19: why the person cannot be asked, on what ground, decided by whom, where it is written."""
    last = profile.consent_last_day(today)
    kinds = frozenset().union(*(seen for _unit, seen in path.receivers))
    return (*gather(
        check("CON-17", path.why_not_asked, _("Skriv varför personen inte kan samtycka just nu."), "why_not_asked"),
        check("CON-18", path.decided_by, _("Skriv vem som har beslutat."), "decided_by"),
        check("CON-18", path.document, _("Skriv vilken handling det står i och var den finns."), "document"),
        check("CON-18", path.decided_on <= today, _("Beslutets dag kan inte ligga framåt i tiden."), "decided_on"),
        check("CON-18", kinds and all(seen for _unit, seen in path.receivers) and kinds <= SHARED_KINDS, _(
            "Välj vilka som får ta del av information, och vilken."), "recipients"),
        check("CON-18", today <= path.valid_until <= last, _(
            "Välj en sista dag från i dag till och med %(day)s.") % {"day": date_full(last)}, "valid_until"),
    ), *(_mandate(path, today) if path.way == Way.REPRESENTATIVE else _harm(path)))


def _mandate(path: Path, today: date) -> tuple[Refusal, ...]:
    found = path.relation
    ends = found.period.end if found else None
    capacity = _CAPACITIES.get(found.kind, "") if found else ""
    asked = may_consent(capacity, [found], path.person, today, [found.ref], field="relation") if found else ()
    return (*gather(
        check("CON-18", path.is_convener, _("Det är den sammankallande enheten som skriver in uppdraget."), "way"),
        check("CON-18", found, _("Välj företrädaren. Finns den inte i listan, lägg till den hos personen."),
              "relation"),
        check("CON-18", ends is None or path.valid_until < ends, _(
            "Uppdraget slutar före den dagen. Välj en dag inom uppdraget."), "valid_until"),
    ), *asked)


def _harm(path: Path) -> tuple[Refusal, ...]:
    kinds = frozenset(unit for unit, _seen in path.receivers)
    return gather(
        check("CON-18", path.assessment, _("Skriv hur ni har bedömt att ingen kommer till skada, eller varför "
                                           "uppgifterna behövs."), "assessment"),
        check("CON-18", grounds.opens(path.ground, path.sender_kind, kinds), _(
            "Den grunden leder inte från er till alla som är valda. Välj en annan grund, eller färre mottagare."),
            "ground"),
    )
