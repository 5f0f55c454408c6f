"""Values that are right one by one can still not stand together: what a profile may not say. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.rulebook.shape import OF_AGE, WORKING, Profile

# Law's four points (PLAN-01..04) and the closings that are never refused hold in every region.
LAW_FOUR = ("interventions", "principal_parts", "others_measures", "overall_principal")
NEVER_REFUSED = ("withdrawal", "death", "moved", "restart", "other_plan")
# Law's own conveners: social services, and care that the region pays for (NEED-11).
REGION_CARE = ("outpatient_care", "health_centre", "child_health", "adult_psychiatry", "contracted_care")
LAW_CALL_DAYS = 3
MOST_AHEAD = 28  # calendar days, which is twenty working days: the clock looks no further ahead for reminders
KVA = ("kva_establish", "kva_establish_discharge", "kva_follow_up")


@dataclass(frozen=True)
class Fault:
    """One contradiction: the value to mend, the rule it breaks (empty when no rule of the book says it), and why.

    ``beside``: the value it does not agree with.
    """

    key: str
    rule: str
    sentence: str | Promise
    beside: str = ""


def faults(p: Profile) -> tuple[Fault, ...]:
    """Every contradiction of a profile, in the order of its values."""
    return (*_times(p), *_ages(p), *_rights(p), *_plan(p), *_ending(p))


def _span(p: Profile, key: str) -> int:
    """The number in calendar days, at most: five working days take a week."""
    days = getattr(p, key) or 0
    return ceil(days * 7 / 5) if p.origin(key).count == WORKING else days


def _times(p: Profile) -> Iterator[Fault]:
    notice, latest = p.notice_days, p.meeting_within_days
    if notice is not None and latest is not None and _span(p, "notice_days") >= _span(p, "meeting_within_days"):
        yield Fault("notice_days", "CALL-15", _(
            "Kallelsen ska ut så långt före mötet att ingen dag blir kvar innan mötet senast ska hållas. Korta "
            "varslet, eller ta bort den senaste dagen för mötet."),
            "meeting_within_days")
    if notice and _span(p, "answer_days") > _span(p, "notice_days"):
        yield Fault("answer_days", "CALL-17", _(
            "Svarstiden är längre än varslet, så svaret kan komma efter mötet. Korta svarstiden."), "notice_days")
    if notice and _span(p, "follow_up_call_days_before") < _span(p, "notice_days"):
        yield Fault("follow_up_call_days_before", "RESP-10", _(
            "Kallelsen till uppföljningen blir aktuell först när varslet redan har gått. Välj fler dagar."),
            "notice_days")
    if _span(p, "reminder_days_before") >= max(1, _span(p, "answer_days")):
        yield Fault("reminder_days_before", "", _(
            "Påminnelsen skulle komma innan kallelsen. Välj färre dagar än svarstiden."), "answer_days")
    if _span(p, "reminder_days_before") > MOST_AHEAD:
        yield Fault("reminder_days_before", "", _("En påminnelse så tidigt är lätt att glömma. Välj högst 20 dagar."))
    if p.discharge_call_days > LAW_CALL_DAYS or p.origin("discharge_call_days").count == WORKING:
        yield Fault("discharge_call_days", "DIS-13", _(
            "Lagen ger högst tre kalenderdagar från att personen är utskrivningsklar. Välj tre eller färre."))
    if p.consent_max_years < 1:
        yield Fault("consent_max_years", "CON-12", _("Ett samtycke behöver gälla i minst ett år, annars hinner ingen "
                                                     "följa upp. Skriv 1."))
    elif _span(p, "consent_renew_days_before") >= 365 * p.consent_max_years:
        yield Fault("consent_renew_days_before", "CON-12", _(
            "Samtycket skulle behöva förnyas innan det är givet. Välj färre dagar."))


def _ages(p: Profile) -> Iterator[Fault]:
    if p.guardian_insight_age < 1:
        yield Fault("guardian_insight_age", "", _("Med ett nyfött barn kan ingen komma överens. Skriv minst 1."))
    if p.guardian_insight_age > p.own_voice_age:
        yield Fault("guardian_insight_age", "", _(
            "Vårdnadshavarna skulle läsa som förval också när barnet självt ska tillfrågas. Sänk den här åldern, eller "
            "höj den då barnet tillfrågas."), "own_voice_age")
    if p.own_voice_age >= OF_AGE:
        yield Fault("own_voice_age", "CH-02", _("Barnet ska tillfrågas självt innan det är myndigt. Skriv högst 17."))
    if p.adult_age != OF_AGE:
        yield Fault("adult_age", "", _(
            "Den som fyller 18 år är myndig, i hela landet (föräldrabalken 9 kap. 1 §). Skriv 18."))


def _rights(p: Profile) -> Iterator[Fault]:
    if not set(p.may_call) <= set(p.may_start):
        yield Fault("may_call", "NEED-11", _(
            "Den som får kalla måste också få börja. Lägg till dem under ”Får börja en SIP”."), "may_start")
    if "social_services" not in p.may_start or not set(REGION_CARE) & set(p.may_start):
        yield Fault("may_start", "NEED-11", _(
            "Enligt lagen ska socialtjänsten och regionens öppna vård kunna börja. Kryssa i båda."))
    if {"social_insurance", "employment_service"} & set(p.may_call):
        yield Fault("may_call", "CALL-02", _(
            "Försäkringskassan och Arbetsförmedlingen kan bjudas in men inte kalla. Ta bort dem."))


def _plan(p: Profile) -> Iterator[Fault]:
    if not set(LAW_FOUR) <= set(p.plan_required):
        yield Fault("plan_required", "PLAN-01", _(
            "Lagens fyra punkter ska alltid finnas i planen: insatserna, vad var och en av huvudmännen gör, vad andra "
            "gör och vem som har det övergripande ansvaret. Kryssa i dem."))
    for key in KVA:
        code = getattr(p, key)
        if code is not None and not (len(code) == 5 and code[:2].isalpha() and code[2:].isdigit() and code.isupper()):
            yield Fault(key, "QA-01", _("En KVÅ-kod är två stora bokstäver och tre siffror, till exempel AU124."))
    if not set(p.follow_up_rhythm_days) <= set(p.levels):
        yield Fault("follow_up_rhythm_days", "LEV-01", _("Rytmen gäller en nivå som inte finns i profilen."))


def _ending(p: Profile) -> Iterator[Fault]:
    if not set(NEVER_REFUSED) <= set(p.closing_grounds):
        yield Fault("closing_grounds", "CLOSE-05", _(
            "Några skäl att avsluta får aldrig nekas: att samtycket tas tillbaka, att personen har avlidit eller "
            "flyttat, att en ny SIP görs och att en plan enligt LPT eller LRV görs i stället. Kryssa i dem."))
    if p.need_remains == "refuse" and p.restart_needs_changed_goal and "goal_changed" not in p.restart_grounds:
        yield Fault("restart_grounds", "FU-07", _(
            "En ny SIP kräver att målet har ändrats, men det är inte ett skäl här. Kryssa i det."))
