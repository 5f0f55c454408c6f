"""What must be so before a yes, a route or an information is written. A no and a withdrawal need nothing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from helhet.clock.rules import Due
from helhet.kit.dates import date_full
from helhet.kit.refusals import Refusal, check, gather
from helhet.people.rules import Born, Capacity, RelationFacts, may_consent
from helhet.process.consent import grounds
from helhet.process.consent.coverage import Coverage, in_force
from helhet.process.consent.words import SHARED_KINDS, Form, Giver, Informed, Scope, Way
from helhet.rulebook.profile import Profile

__all__ = ["Form", "Giver", "Informed", "Item", "Scope", "Way", "in_force"]

_EVERYBODY = re.compile(
    r"^\s*(all|alla|allihop|samtliga|vem som helst|övriga|andra|de som behöver|berörda|hela)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """One recipient and what was answered for it: kinds with a yes, and kinds with a no."""

    recipient_unit: int | None
    recipient_name: str = ""
    kinds: frozenset[str] = frozenset()
    source_unit: int | None = None
    declined: frozenset[str] = frozenset()


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
            "Personen har en funktionsvariation. Skriv hur du anpassade informationen."), "adapted"),
        check("INFO-04", told.understood, _("Skriv hur du vet att personen förstod."), "understood"),
        check("LAW-15", told.offered, _("Här börjar SIP:en med att den erbjuds. Erbjud SIP och svara ja här, eller gå "
                                        "tillbaka och bedöm behovet igen."), "offered"),
        check("LAW-15", told.informed_on <= today, _("Dagen kan inte ligga framåt i tiden."), "informed_on"),
    )


@dataclass(frozen=True)
class Answer:
    """A consent as it is about to be written, with what stood before it."""

    part_a: bool
    part_b: bool | None
    form: str
    giver: str
    items: tuple[Item, ...]
    valid_until: date
    digital: bool | None
    enough_information: bool
    voluntary: bool
    before: Coverage
    informed: bool  # there is a row of information in the case
    unwilling: bool  # a no or a withdrawal stands since then
    asked_before: bool  # an earlier consent stands in the case
    person: Born
    relations: tuple[RelationFacts, ...] = ()
    said_yes: frozenset[UUID] = frozenset()
    mature: bool = False
    relation: RelationFacts | None = None

    @property
    def granted(self) -> bool:
        return any(item.kinds for item in self.items)


def may_record(answer: Answer, profile: Profile, today: date) -> tuple[Refusal, ...]:
    """CON-01..12: a yes to something, named recipients and kinds, at most as long as the profile says."""
    return (*_a_yes(answer), *_named(answer), *_period(answer, profile, today),
            *_presumed(answer, profile), *_by_whom(answer, today))


def _a_yes(answer: Answer) -> tuple[Refusal, ...]:
    own = answer.giver == Giver.NEXT_OF_KIN
    return gather(
        check("CON-03", answer.part_a or answer.part_b, _(
            "Här finns inget ja. Säger personen nej, välj ”Säger nej”, så antecknas det."), "part_a"),
        check("CON-03", answer.voluntary or answer.form == Form.PRESUMED, _(
            "Ett ja ska vara frivilligt. Vänta, eller anteckna ett nej."), "voluntary"),
        check("CON-22", answer.enough_information, _(
            "Berätta mer först, så att personen vet vad hen säger ja till."), "enough_information"),
        check("CON-25", answer.part_a or not answer.before.part_a or own, _(
            "Personen har tidigare sagt ja till att ni delar information. Är det ett nej nu, välj ”Ta tillbaka”."),
            "part_a"),
        check("CON-25", answer.part_b is not False or not answer.before.part_b or own, _(
            "Personen har tidigare sagt ja till planen. Är det ett nej nu, välj ”Ta tillbaka”."), "part_b"),
    )


def _named(answer: Answer) -> tuple[Refusal, ...]:
    vague = [i for i in answer.items if not i.recipient_unit and _EVERYBODY.match(i.recipient_name)]
    nobody = [i for i in answer.items if not i.recipient_unit and not i.recipient_name.strip()]
    kinds = frozenset().union(*(i.kinds | i.declined for i in answer.items)) if answer.items else frozenset()
    return gather(
        check("CON-09", (answer.items and not nobody) or not answer.part_a, _(
            "Välj vilka som får ta del av information. Ett samtycke kan aldrig gälla alla."), "recipients"),
        check("CON-09", not vague, _("Skriv namnet på varje mottagare. ”Alla” eller ”övriga” går inte."), "recipients"),
        check("CON-09", kinds <= SHARED_KINDS, _("Välj vilken information det gäller, en sort i taget."), "recipients"),
        check("CON-10", all(i.kinds or i.declined for i in answer.items), _(
            "Svara ”får se” eller ”inte” för varje mottagare, eller ta bort mottagaren."), "recipients"),
        check("CON-10", answer.granted or not answer.part_a, _(
            "Det saknas ett ”får se”. Ett ja till att dela information behöver minst en mottagare och en sorts "
            "information."), "recipients"),
        check("CON-10", answer.part_a or not answer.granted, _(
            "Svaret är nej till att dela information, men någon har ”får se”. Ändra det ena."), "part_a"),
        check("CON-10", not any(i.kinds & i.declined for i in answer.items), _(
            "Samma information har både ”får se” och ”inte”. Välj ett av dem."), "recipients"),
    )


def _period(answer: Answer, profile: Profile, today: date) -> tuple[Refusal, ...]:
    last = profile.consent_last_day(today)
    ends = answer.relation.period.end if answer.relation else None
    return gather(
        check("CON-12", answer.valid_until <= last, _(
            "Ett samtycke gäller högst ett år. Sista dagen kan vara %(day)s.") % {"day": date_full(last)},
            "valid_until"),
        check("CON-12", answer.valid_until >= today, _("Sista dagen har redan varit. Välj en dag framåt."),
              "valid_until"),
        check("CON-19", ends is None or answer.valid_until < ends, _(
            "Uppdraget slutar innan samtycket gör det. Välj en dag inom uppdraget."), "valid_until"),
    )


def _presumed(answer: Answer, profile: Profile) -> tuple[Refusal, ...]:
    if answer.form != Form.PRESUMED:
        return ()
    return gather(
        check("CON-05", profile.presumed_consent, _(
            "Här räcker det inte att anta ett samtycke. Fråga personen, eller välj en väg utan samtycke."), "form"),
        check("CON-05", answer.informed, _(
            "Personen ska ha fått information innan ett samtycke kan antas. Informera först."), "form"),
        check("CON-05", answer.voluntary and not answer.unwilling, _(
            "Personen har visat motvilja. Då kan samtycket inte antas, fråga i stället."), "form"),
        check("CON-05", answer.giver == Giver.INDIVIDUAL, _(
            "Bara personens eget samtycke kan antas. Fråga företrädaren."), "form"),
        check("CON-05", not answer.part_b, _(
            "Att planen görs kan inte antas. Fråga personen om det, senast på mötet."), "part_b"),
        check("CON-05", not answer.digital, _("Ett digitalt möte kan inte antas. Fråga personen."), "digital"),
        check("CON-05", not answer.asked_before, _(
            "Ett antaget samtycke gäller ett möte och kan inte förnyas. Fråga personen den här gången."), "form"),
    )


def _by_whom(answer: Answer, today: date) -> tuple[Refusal, ...]:
    if answer.giver == Giver.NEXT_OF_KIN:
        kin = answer.relation
        return gather(
            check("CON-01", kin and kin.kind == Giver.NEXT_OF_KIN and kin.period.holds(today), _(
                "Välj vilken närstående det gäller."), "relation"),
            check("CON-16", not answer.part_b, _(
                "En närstående kan bara svara för uppgifter om sig själv, inte om planen ska göras."), "part_b"),
        )
    capacity = capacity_of(answer.giver, answer.relation)
    return may_consent(capacity, answer.relations, answer.person, today, answer.said_yes, answer.mature)


def capacity_of(giver: str, relation: RelationFacts | None) -> str:
    """The word people.rules uses for the one who answers. A god man stays a god man, and is refused there."""
    if giver == Giver.INDIVIDUAL:
        return Capacity.INDIVIDUAL
    if giver == Giver.GUARDIAN:
        return Capacity.GUARDIANS
    if relation is not None:
        return relation.kind
    return Capacity.FORVALTARE if giver == Giver.ADMINISTRATOR else Capacity.OMBUD


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
    asked = may_consent(found.kind, [found], path.person, today, [found.ref]) if found else ()
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


def reaches_preparing(state_started: bool, after: Coverage) -> bool:
    """CON-03: a started SIP goes on only with consent or a route in force for at least one recipient."""
    return state_started and bool(after.units or after.names or after.route)


def after_withdrawal(scope: str, giver: str, after: Coverage, with_plan: bool) -> str | None:
    """Where a withdrawal leads: None (stays), declined or closed (CON-25). Next of kin never close anything."""
    if giver == Giver.NEXT_OF_KIN or scope not in (Scope.ALL, Scope.PART_B):
        return None
    still = after.part_b if scope == Scope.PART_B else after.part_a or after.part_b
    if still and giver != Giver.INDIVIDUAL:
        return None  # it was not theirs to take back
    return "closed" if with_plan else "declined"


def renew_due(until: date | None, holder: int, profile: Profile) -> tuple[Due, ...]:
    """Consent is renewed, or the SIP closed, before the first yes runs out (CON-12)."""
    if until is None:
        return ()
    return (Due("consent-renew", holder, "CON-12", until - timedelta(days=profile.consent_renew_days_before), until),)


def route_due(
    last_day: date | None, met_on: date | None, holder: int, profile: Profile
) -> tuple[Due, ...]:
    """A route is tried again before the next meeting, and before it ends (CON-18)."""
    if last_day is None:
        return ()
    since = met_on or last_day - timedelta(days=profile.consent_renew_days_before)
    return (Due("consent-route-again", holder, "CON-18", since, last_day),)


def trial_due(tried: frozenset[int], called: frozenset[int], since: date) -> tuple[Due, ...]:
    """Where the case goes by trial of harm, each called unit tries it for its own information (CON-18)."""
    return tuple(Due("consent-own-trial", unit, "CON-18", since) for unit in sorted(called - tried)) if tried else ()
