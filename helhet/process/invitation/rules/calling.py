"""Pure decisions before a call goes out: who may call, who may be asked and how, and what must stand in it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.organisations.rules import Side, UnitKind
from helhet.people.rules import RelationKind
from helhet.process.invitation.rules.words import Channel, ReceiverKind
from helhet.rulebook.profile import Profile

Checks = tuple[Refusal | None, ...]
# The region's outpatient care, which must be with after a stay in hospital (LAW-09, ATT-10).
OUTPATIENT = frozenset({
    UnitKind.OUTPATIENT_CARE, UnitKind.HEALTH_CENTRE, UnitKind.CHILD_HEALTH, UnitKind.ADULT_PSYCHIATRY,
    UnitKind.CONTRACTED_CARE,
})
AFTER_DISCHARGE = "after_discharge"


@dataclass(frozen=True)
class Asked:
    """One receiver as the rules ask of it. ``covered``: consent or a route lets them know."""

    name: str
    kind: str
    duty: bool
    unit_kind: str = ""
    side: str = ""
    uses_helhet: bool = False
    relation_kind: str = ""
    suitable: bool = True
    objected: bool = False
    must_not_know: bool = False
    covered: bool = False
    why: str = ""
    contribution: str = ""
    channel: str = ""
    spoken: bool = False
    not_spoken_why: str = ""


@dataclass(frozen=True)
class CallFacts:
    """What is about to be sent, and by whom. ``meeting``: a time and place stand."""

    caller_kind: str
    caller_side: str
    meeting: bool
    kind: str
    purpose: str
    goal: str
    questions: str
    list_agreed: bool
    contact_name: str
    contact_phone: str
    contact_unit: str
    asked: tuple[Asked, ...] = ()


def may_call(unit_kind: str, profile: Profile) -> tuple[Refusal, ...]:
    """Whether a unit of this kind calls at all (CALL-01..03)."""
    if unit_kind == UnitKind.EMPLOYMENT_SERVICE:
        return gather(check("CALL-02", False, _(
            "Arbetsförmedlingen kan inte kalla till ett SIP-möte. Ring den enhet som håller i SIP:en och berätta "
            "vad ni ser, så kan den kalla. Ni är välkomna att vara med.")))
    if unit_kind == UnitKind.SOCIAL_INSURANCE:
        return gather(check("CALL-03", False, _(
            "Försäkringskassan kan inte kalla till ett SIP-möte, men kan vara med. Ring den enhet som håller i "
            "SIP:en och berätta vad ni ser, så kan den kalla.")))
    return gather(check("CALL-01", unit_kind in profile.may_call, _(
        "Er enhet kallar inte till SIP-möten i %(region)s. Det gör kommunens och regionens enheter. Ring den enhet "
        "som håller i SIP:en, så kan den kalla.") % {"region": profile.name}))


def duty_of(unit_kind: str, profile: Profile) -> bool:
    """Whether a unit of this kind is called with duty, or can only be invited (CALL-05, CALL-06)."""
    return unit_kind in profile.may_be_called


def first_channel(profile: Profile, *, uses_helhet: bool) -> str:
    """The first way in the profile's order that reaches the receiver (CALL-08)."""
    outside = [c for c in profile.invitation_channels if c != Channel.SYSTEM]
    return Channel.SYSTEM.value if uses_helhet or not outside else outside[0]


def may_ask(asked: Asked, profile: Profile) -> tuple[Refusal, ...]:
    """Whether somebody can stand on the list like this. What can be filled in later is judged by ``may_send``."""
    return gather(*_person(asked), *_how(asked, profile), *_said_to(asked))


def _person(asked: Asked) -> Checks:
    """What the person has said about those close to them (PART-04, CH-07). Must-not-know shuts every way."""
    if asked.kind != ReceiverKind.RELATION:
        return ()
    words = {"name": asked.name}
    free = not asked.objected and not asked.must_not_know
    if asked.relation_kind == RelationKind.GUARDIAN:
        return (
            check("CH-07", free, _(
                "Den unga vill inte att %(name)s är med. Då kan %(name)s inte bjudas in. Prata med den unga om hen "
                "har ändrat sig.") % words, "who"),
            check("CH-07", asked.suitable or not free, _(
                "Det är bedömt att %(name)s inte ska delta. Ändra det på personens sida först.") % words, "who"),
        )
    return (
        check("PART-04", free, _(
            "Personen vill inte att %(name)s är med. Då kan %(name)s inte bjudas in. Fråga personen om det har "
            "ändrats.") % words, "who"),
        check("PART-04", asked.suitable or not free, _(
            "Det står inte att %(name)s ska delta. Fråga personen och ändra det på personens sida först.") % words,
            "who"),
    )


def _how(asked: Asked, profile: Profile) -> Checks:
    free = Channel.PERSONAL in profile.invitation_channels  # CALL-09: the region leaves the way open
    in_order = free or asked.channel == Channel.SYSTEM or not asked.uses_helhet
    reaches = asked.channel != Channel.SYSTEM or asked.uses_helhet
    words = {"name": asked.name}
    return (
        check("CALL-05", not asked.duty or duty_of(asked.unit_kind, profile), _(
            "%(name)s kan inte kallas, bara bjudas in. Välj inbjudan: då är det frivilligt.") % words, "duty"),
        check("CALL-08", in_order and reaches, _(
            "%(name)s finns i Helhet och får kallelsen där. Papper är för dem som inte finns här.") % words
            if reaches else _("%(name)s finns inte i Helhet. Välj utskrift eller ett annat sätt.") % words, "channel"),
        check("CALL-09", asked.channel in profile.invitation_channels, _(
            "Det sättet används inte i %(region)s. Välj ett annat.") % {"region": profile.name}, "channel"),
    )


def _said_to(asked: Asked) -> Checks:
    words = {"name": asked.name}
    return (
        check("CALL-13", asked.why, _("Skriv varför ni vill ha med %(name)s.") % words, "why"),
        check("CALL-11", asked.contribution, _("Skriv vad %(name)s kan bidra med för att nå målet.") % words,
              "contribution"),
    )


def _ready(asked: Asked) -> Checks:
    words = {"name": asked.name}
    return (
        check("LAW-11", asked.covered, _(
            "Samtycket omfattar inte %(name)s. Fråga personen och anteckna samtycket först, eller ta bort dem från "
            "listan.") % words),
        check("PREP-10", asked.spoken or asked.not_spoken_why, _(
            "Prata med %(name)s innan kallelsen går ut, och anteckna det. Gick det inte? Skriv varför.") % words,
            "spoken"),
    )


def may_send(facts: CallFacts, profile: Profile) -> tuple[Refusal, ...]:
    """Everything a call must hold before it goes out. Who may call is judged first and alone."""
    return may_call(facts.caller_kind, profile) or gather(
        *_content(facts, profile), *_contact(facts), *_principals(facts, profile),
        *(c for a in facts.asked for c in (*_person(a), *_how(a, profile), *_said_to(a), *_ready(a))),
    )


def may_add(asked: Asked, profile: Profile, *, agreed: bool) -> tuple[Refusal, ...]:
    """Whether somebody can join when the call is already out, or the plan stands."""
    return gather(_agreed(agreed), *_person(asked), *_how(asked, profile), *_said_to(asked), *_ready(asked))


def _agreed(agreed: bool) -> Refusal | None:
    return check("CALL-07", agreed, _(
        "Gå igenom listan med personen först. Det är personen som är med och bestämmer vilka som ska vara med."),
        "list_agreed_with_person")


def _content(facts: CallFacts, profile: Profile) -> Checks:
    return (
        check("CALL-14", facts.meeting, _("Bestäm tid och plats för mötet först, tillsammans med personen.")),
        check("PREP-06", facts.asked, _("Listan är tom. Lägg till dem som ska kallas eller bjudas in.")),
        check("CALL-12", facts.asked, _("I kallelsen ska det stå vilka som är med. Lägg till dem först."))
        if facts.asked else None,
        _agreed(facts.list_agreed),
        check("CALL-21", facts.kind in profile.meeting_kinds, _("Välj vad det är för möte."), "kind"),
        check("CALL-10", facts.purpose, _("Skriv varför ni ska träffas. Utgå från vad som är viktigt för personen."),
              "purpose"),
        check("CALL-10", facts.goal, _(
            "Personens långsiktiga mål saknas. Skriv först i kartläggningen vad som är viktigt för personen.")),
        check("CALL-11", facts.questions, _("Skriv vilka frågor ni ska prata om på mötet."), "questions"),
    )


def _contact(facts: CallFacts) -> Checks:
    return (
        check("RESP-16", facts.contact_name, _("Skriv namnet på den som är ansvarig, så att man vet vem man ringer."),
              "contact_name"),
        check("RESP-16", facts.contact_phone, _("Skriv ett telefonnummer till den som är ansvarig."), "contact_phone"),
        check("RESP-16", facts.contact_unit, _("Skriv vilken enhet den som är ansvarig arbetar på."), "contact_unit"),
    )


def _principals(facts: CallFacts, profile: Profile) -> Checks:
    sides = {a.side for a in facts.asked if a.duty} | {facts.caller_side}
    kinds = {a.unit_kind for a in facts.asked if a.duty} | {facts.caller_kind}
    missing: list[str | Promise] = []
    if Side.MUNICIPALITY not in sides:
        missing.append(_("Ingen från kommunen är kallad. Känner ingen där personen? Kalla mottagningsenheten."))
    if Side.REGION not in sides:
        missing.append(_("Ingen från regionen är kallad. Har personen ingen kontakt där? Kalla vårdcentralen."))
    after = facts.kind == AFTER_DISCHARGE
    municipal_care = UnitKind.MUNICIPAL_HEALTH_CARE in kinds
    outpatient = bool(kinds & OUTPATIENT)
    return (
        *(check("PREP-09", False, sentence) for sentence in missing),
        None if missing else check("PREP-09", True, ""),
        check("LAW-09", outpatient, _(
            "Den kommunala hälso- och sjukvården är med efter utskrivningen. Då ska också regionens öppenvård "
            "kallas, till exempel vårdcentralen.")) if after and municipal_care else None,
        check("ATT-10", outpatient, _(
            "Efter en utskrivning ska regionens öppenvård vara med. Kalla till exempel vårdcentralen."))
        if after and not municipal_care else None,
        check("LAW-08", True, "") if after and outpatient and not missing else None,
    )


