"""Pure decisions about a need: who may start, what must be said, where an assessment leads, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock.rules import Due
from helhet.kit.refusals import Refusal, check, gather
from helhet.organisations.rules import UnitKind
from helhet.process.case.rules import State
from helhet.process.need.words import AskedBy, ExistingSip, Level, NoticedBy, Outcome, SipKind, Trigger
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Seen:
    """A need as it is about to be noticed."""

    unit_kind: str
    noticed_by: frozenset[str]
    discovered_on: date
    sip_kind: str
    triggers: frozenset[str]
    why: str
    existing_sip: str


def may_notice(seen: Seen, profile: Profile, today: date) -> tuple[Refusal, ...]:
    """NEED-01, CH-11, PLAN-26, PLAN-27, NEED-14, NEED-22, LAW-10: who may start, and what must be said first."""
    may, school = seen.unit_kind in profile.may_start, seen.unit_kind == UnitKind.SCHOOL
    return gather(
        check("NEED-01", may or school, _(
            "Er enhet kan inte starta en SIP. Välj ”Påtala ett behov”, så svarar en enhet som kan.")),
        check("CH-11", may or not school, _(
            "Här startar inte skolan en SIP. Välj ”Påtala ett behov”, så svarar socialtjänsten eller vården.")),
        check("PLAN-26", seen.noticed_by and seen.noticed_by <= set(NoticedBy.values), _(
            "Kryssa i vem eller vilka som har sett behovet."), "noticed_by"),
        check("PLAN-27", seen.sip_kind in profile.sip_kinds, _("Välj vilken sorts SIP det är."), "sip_kind"),
        check("LAW-04", seen.discovered_on <= today, _(
            "Dagen då behovet sågs kan inte ligga framåt i tiden."), "discovered_on"),
        check("NEED-14", (seen.triggers and seen.triggers <= set(Trigger.values)) or seen.why, _(
            "Kryssa i vad som gör att en SIP behövs, eller skriv det med egna ord."), "triggers"),
        check("NEED-22", seen.existing_sip in ExistingSip.values, _(
            "Fråga personen om det redan finns en SIP, och svara här."), "existing_sip"),
        check("LAW-10", seen.sip_kind != SipKind.AFTER_DISCHARGE or seen.existing_sip != ExistingSip.NOT_ASKED, _(
            "Efter utskrivning ska en SIP som redan finns följas upp. Fråga personen först."), "existing_sip"),
    )


@dataclass(frozen=True)
class Asked:
    """A request, or a need that another actor points to."""

    asked_by: str
    name: str
    words: str
    receiver_kind: str  # the unit that will owe an answer


def may_request(asked: Asked, profile: Profile) -> tuple[Refusal, ...]:
    """NEED-03, NEED-10: the person, a guardian or next of kin may ask; it goes to a unit that can start."""
    return gather(
        check("NEED-03", asked.asked_by in AskedBy.values, _("Välj vem som frågar."), "asked_by"),
        check("NEED-10", asked.asked_by == AskedBy.INDIVIDUAL or asked.name, _(
            "Skriv namnet på den som frågar, så att ni kan svara."), "name"),
        check("NEED-03", asked.words, _("Skriv med personens ord vad det handlar om."), "words"),
        check("NEED-03", asked.receiver_kind in profile.may_start, _(
            "Välj en enhet som kan starta en SIP, så att frågan får ett svar."), "unit"),
    )


def may_point_out(words: str, agreed: bool, receiver_kind: str, profile: Profile) -> tuple[Refusal, ...]:
    """NEED-02: other actors point to a need, with no more than the person has agreed to."""
    return gather(
        check("NEED-02", agreed, _("Fråga personen först. Skriv bara det som personen går med på att ni berättar."),
              "agreed_by_person"),
        check("NEED-02", words, _("Skriv kort vad ni har sett."), "words"),
        check("NEED-02", receiver_kind in profile.may_start, _(
            "Välj en enhet som kan starta en SIP, så att någon svarar."), "unit"),
    )


def may_refuse(reason: str, exceptional: bool, where_to_turn: str) -> tuple[Refusal, ...]:
    """NEED-04, NEED-05: a no is an exception, and its reason is written down."""
    return gather(
        check("NEED-04", exceptional, _(
            "En förfrågan får nekas bara i undantagsfall. Är det inte ett undantag, ta upp behovet i stället."),
            "exceptional"),
        check("NEED-05", reason, _("Skriv varför ni säger nej. Personen får läsa det."), "reason"),
        check("NEED-21", where_to_turn, _("Skriv vart personen kan vända sig i stället."), "where_to_turn"),
    )


@dataclass(frozen=True)
class Judged:
    """An assessment as it is about to be written."""

    needs_met: bool
    coordination_needed: bool
    base_level_tried: bool
    base_level_exception: str
    level: str
    outcome: str
    handed_to: str
    information: str


def may_assess(judged: Judged, profile: Profile) -> tuple[Refusal, ...]:
    """NEED-07, NEED-17, NEED-21, INFO-10, LEV-01..05: base level first, three questions, a level that fits."""
    onwards = judged.outcome in (Outcome.SIP, Outcome.ONGOING_SIP)
    return gather(
        check("NEED-07", judged.base_level_tried or judged.base_level_exception, _(
            "Pröva insatser på basnivå först. Är det uppenbart att det inte går, skriv varför."),
            "base_level_exception"),
        check("NEED-17", judged.coordination_needed or not onwards, _(
            "Svaret är att ingen samordning behövs. Ändra det, eller välj att information räcker."),
            "coordination_needed"),
        check("NEED-17", not judged.needs_met or judged.outcome != Outcome.SIP, _(
            "Svaret är att behoven redan möts. Ändra det, eller välj något annat än SIP."), "needs_met"),
        check("LEV-01", judged.level in profile.levels, _("Välj en nivå."), "level"),
        check("LEV-02", judged.outcome != Outcome.SIP or judged.level != Level.INFORMATION, _(
            "Nivån Information betyder att ingen SIP behövs. Välj en annan nivå, eller att information räcker."),
            "level"),
        check("INFO-10", judged.outcome != Outcome.INFORMATION or judged.information, _(
            "Skriv vilken information och vägledning personen har fått."), "other_way"),
        check("NEED-21", judged.outcome != Outcome.HANDED_ON or judged.handed_to, _(
            "Skriv vart personen får hjälp att komma."), "handed_to"),
    )


ENDS = {
    Outcome.INFORMATION: State.INFORMED_ONLY, Outcome.HANDED_ON: State.HANDED_ON,
    Outcome.ONGOING_SIP: State.HANDED_ON,
}


def leads_to(outcome: str) -> str | None:
    """The state an assessment ends in; None when the work goes on."""
    return ENDS.get(Outcome(outcome))


@dataclass(frozen=True)
class Need:
    """A need as the obligations see it. ``restarted``: it follows on an ended SIP."""

    state: str
    holder: int
    created_on: date
    discovered_on: date | None
    sip_kind: str = "new"
    assessed: bool = False
    restarted: bool = False


def waiting(need: Need, profile: Profile) -> tuple[Due, ...]:
    """An answer to whoever asked (NEED-04); from a noticed need a start (NEED-12, LAW-04), then the offer.

    The offer keeps the day of the start. After hospital it is a duty of its own (INFO-06), and so is to begin anew the
    SIP that was ended there (CLOSE-13).
    """
    if need.state in (State.REQUESTED, State.POINTED_OUT):
        last = profile.last_day("request_answer_days", need.created_on)
        return (Due("need-answer", need.holder, "NEED-04", need.created_on, last),)
    if need.state != State.NOTICED:
        return ()
    since, after_hospital = need.discovered_on or need.created_on, need.sip_kind == SipKind.AFTER_DISCHARGE
    last = profile.last_day("start_days", since)
    if need.assessed:
        return (Due("need-inform", need.holder, "INFO-06" if after_hospital else "INFO-01", since, last),)
    if after_hospital and need.restarted:
        return (Due("need-restart", need.holder, "CLOSE-13", since, last),)
    region = profile.origin("start_days").rule == "NEED-12"  # elsewhere the law's own words
    return (Due("need-start", need.holder, "NEED-12" if region else "LAW-04", since, last),)


def asked_to_join(state: str, holder: int, asked_on: Iterable[date]) -> tuple[Due, ...]:
    """Somebody wants to coordinate within this SIP, with the person's consent (NEED-22)."""
    if state not in (State.ACTIVE, State.FOLLOWING_UP):
        return ()
    first = min(asked_on, default=None)
    return (Due("need-join", holder, "NEED-22", first),) if first else ()
