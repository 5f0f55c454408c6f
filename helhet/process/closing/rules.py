"""Pure decisions about an ending: which grounds hold, and who may begin anew or tick off what is left."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.process.closing.words import OF_NEED, DutyCode, Ground
from helhet.process.follow_up.rules import may_end
from helhet.process.follow_up.rules import may_restart as may_begin_anew
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Ending:
    """A SIP with a plan that somebody wants to end. ``followed_up``: the version in force has been followed up."""

    by_unit: int | None
    main_unit: int | None
    main_name: str
    ground: str
    convener_unit: int | None = None
    reason: str = ""
    followed_up: bool = False
    need_from_both: bool = True
    died_on: date | None = None
    today: date = date.max


def grounds(profile: Profile) -> tuple[Ground, ...]:
    """The region's grounds, in the order of the words."""
    return tuple(g for g in Ground if g in profile.closing_grounds)


def may_close(ending: Ending, profile: Profile) -> tuple[Refusal, ...]:
    """Whether the plan may end on this ground. What concerns the person alone is never refused for need."""
    found = (*_who(ending), *gather(_known(ending, profile)))
    if found:
        return found
    if ending.ground in OF_NEED:
        return _of_need(ending, profile)
    return gather(
        check("FU-06", ending.ground != Ground.OUTDATED or ending.reason, _(
            "Skriv varför planen inte stämmer längre. Behövs den fortfarande ändrar ni den i stället."), "reason"),
        check("CLOSE-07", ending.ground != Ground.DEATH or (ending.died_on and ending.died_on <= ending.today), _(
            "Skriv vilken dag personen avled."), "died_on"),
    )


def _who(e: Ending) -> tuple[Refusal, ...]:
    """The main responsible ends a plan; what has simply happened may also be written by whoever convened."""
    free = e.ground not in OF_NEED and e.by_unit == e.convener_unit
    return gather(check("CLOSE-01", e.by_unit is not None and (e.by_unit == e.main_unit or free), _(
        "Det är den huvudansvariga, %(unit)s, som avslutar SIP:en. Ring dem och berätta vad ni ser.")
        % {"unit": e.main_name}, "ground"))


def _known(e: Ending, profile: Profile) -> Refusal | None:
    """The ground is one of the region's; each stands by its own rule."""
    has, other = e.ground in profile.closing_grounds, _("Det skälet används inte i er region. Välj ett annat.")
    if e.ground == Ground.NO_COORDINATION:
        return check("CLOSE-02", has, other, "ground")
    if e.ground == Ground.NO_NEED_FROM_BOTH:
        return check("CLOSE-03", has, other, "ground")
    if e.ground == Ground.NO_NEW_NEED:
        return check("CLOSE-04", has, other, "ground")
    if e.ground == Ground.WITHDRAWAL:
        return check("CLOSE-05", has, other, "ground")
    if e.ground == Ground.RESTART:
        return check("CLOSE-06", False, _(
            "Välj ”Avsluta och börja om” här bredvid, så följer det nya med till nästa SIP."), "ground")
    return check("CLOSE-01", has, other, "ground")


def _of_need(e: Ending, profile: Profile) -> tuple[Refusal, ...]:
    return gather(check("FU-01", e.followed_up, _(
        "Följ upp planen först, tillsammans med personen. Sedan kan ni avsluta."), "ground")) or tuple(
            Refusal(r.rule, r.sentence, "ground" if r.field == "outcome" else r.field)
            for r in may_end(e.need_from_both, e.reason, profile))


@dataclass(frozen=True)
class Restarting:
    """A SIP that somebody wants to end to begin a new one. ``care_contact``: the actor's role, or the unit named."""

    by_unit: int | None
    main_unit: int | None
    main_name: str
    ground: str
    reason: str
    need_from_both: bool
    after_hospital: bool = False
    is_care_contact: bool = False
    next_holder: bool = False


def may_restart(r: Restarting, profile: Profile) -> tuple[Refusal, ...]:
    """Who begins anew and why; after a stay in hospital the permanent care contact (FU-07, FU-08, CLOSE-13)."""
    mine = r.by_unit is not None and r.by_unit == r.main_unit
    return (
        *gather(check("CLOSE-06", mine or (r.after_hospital and r.is_care_contact), _(
            "Det är den huvudansvariga, %(unit)s, som avslutar och börjar om. Efter en tid på sjukhus kan den fasta "
            "vårdkontakten göra det.") % {"unit": r.main_name})),
        *(Refusal(x.rule, x.sentence, None if x.field == "outcome" else x.field)
          for x in may_begin_anew(r.ground, r.need_from_both, r.reason, profile)),
        *gather(check("CLOSE-13", not r.after_hospital or r.is_care_contact or r.next_holder, _(
            "Efter en tid på sjukhus är det den fasta vårdkontakten i öppenvården som startar den nya SIP:en. Välj "
            "enhet."), "care_contact_unit")),
    )


@dataclass(frozen=True)
class Ticking:
    """Somebody says that a duty is done. ``same_principal`` counts where the principal answers."""

    code: str
    by_unit: int | None
    unit: int
    unit_name: str
    for_principal: bool
    same_principal: bool
    text: str
    done_on: date
    closed_on: date
    today: date
    done: bool = False


def may_tick(t: Ticking) -> tuple[Refusal, ...]:
    """Each unit answers for its own note; the rest is for the unit that held the SIP (CLOSE-07..10, CLOSE-12)."""
    theirs = t.by_unit == t.unit or (t.for_principal and t.same_principal)
    day = t.closed_on <= t.done_on <= t.today
    return gather(
        check("CLOSE-08", t.code != DutyCode.OWN_RECORD or theirs, _(
            "Bara %(unit)s kan bocka av sin egen dokumentation.") % {"unit": t.unit_name}),
        check("CLOSE-07", t.code == DutyCode.OWN_RECORD or theirs, _(
            "Det är %(unit)s som gör det här. Ring dem om ni redan har gjort det.") % {"unit": t.unit_name}),
        check("CLOSE-10", t.code != DutyCode.WHERE_TO_TURN or t.text, _(
            "Skriv vart personen vänder sig: enhet och telefon."), "text"),
        check("CLOSE-12", t.code != DutyCode.EXPERIENCE or t.text, _(
            "Skriv vad personen och de närstående sa, eller att de inte ville svara."), "text"),
        check("CLOSE-07", day, _("Skriv en dag mellan avslutet och i dag."), "done_on"),
        check("CLOSE-07", not t.done, _("Det är redan gjort.")),
    )
