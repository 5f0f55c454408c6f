"""Who may write what in a draft, and report on a plan: pure decisions about one intervention (MEET-11)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.process.plan.rules import PRINCIPALS
from helhet.process.plan.words import CONFIRMED, REPORTED, Owner, Status


@dataclass(frozen=True)
class Writing:
    """One intervention as it is to be written. ``was_*`` is how it stood before, None for a new one."""

    by_unit: int | None
    owner: str
    unit: int | None
    side: str
    status: str
    responsible: str = ""
    was_unit: int | None = None
    was_status: str = ""
    was_name: str = ""
    stayed_away: bool = False


_AWAY = _("Ni var kallade men kom inte till mötet. Det ni ska göra står kvar som förslag tills ni har träffats igen.")


def may_write(w: Writing) -> tuple[Refusal, ...]:
    """Whether an intervention may be written so: a unit decides about its own, and proposes to others."""
    theirs = w.owner == Owner.UNIT
    mine = w.unit == w.by_unit
    kept = w.was_unit is not None and w.was_unit != w.by_unit and w.was_status in CONFIRMED
    return gather(
        check("PLAN-02", not theirs or (w.unit is not None and w.side in PRINCIPALS),
              _("Välj vilken enhet hos kommunen eller regionen som gör det. Gör någon annan det: välj ”Någon annan”."),
              "unit"),
        check("PLAN-15", theirs or w.owner == Owner.OWN or w.responsible, _("Skriv vem som gör det."), "responsible"),
        check("MEET-11", not theirs or mine or w.status == Status.PROPOSED,
              _("Det är en annan enhets insats. Skriv den som ett förslag, så bekräftar de den själva."), "status"),
        check("MEET-11", not (theirs and w.stayed_away and w.status in (Status.AWAITING, Status.DECIDED)), _AWAY,
              "status"),
        check("MEET-11", not kept,
              _("%(unit)s har bekräftat sin insats. Bara de kan ändra den. Skriv ett eget förslag bredvid om ni vill "
                "något annat.") % {"unit": w.was_name}, None),
    )


def may_confirm(
    by_unit: int | None, unit: int | None, status: str, stayed_away: bool = False
) -> tuple[Refusal, ...]:
    """Only the unit itself says that an intervention is theirs, and not one that stayed away when it was called."""
    return gather(
        check("MEET-11", not stayed_away, _AWAY, "status"),
        check("MEET-11", unit is not None and unit == by_unit,
              _("Bara den enhet som ska göra insatsen kan bekräfta den. Be dem att göra det."), "status"),
        check("MEET-11", status in (Status.DECIDED, Status.AWAITING),
              _("Välj om insatsen är bestämd eller väntar på ert beslut."), "status"),
    )


def may_decline(by_unit: int | None, unit: int | None, status: str, why: str) -> tuple[Refusal, ...]:
    """Only the unit itself says no to what is proposed for it, and with words that the person can read."""
    return gather(
        check("MEET-11", unit is not None and unit == by_unit,
              _("Bara den enhet som ska göra insatsen kan säga nej till den. Be dem att göra det."), "status"),
        check("MEET-11", unit != by_unit or status == Status.PROPOSED,
              _("Ni har redan sagt ja till insatsen. Ändra den eller ta bort den i stället."), "status"),
        check("MEET-12", why, _("Skriv varför ni säger nej."), "why"),
    )


def may_report(
    by_unit: int | None, owner: str, unit: int | None, main_unit: int | None, status: str, reason: str
) -> tuple[Refusal, ...]:
    """Each unit tells how its own goes; what the person and others do is told by the main responsible."""
    answers = unit if owner == Owner.UNIT else main_unit
    return gather(
        check("MEET-11", by_unit is not None and by_unit == answers,
              _("Bara den enhet som gör insatsen kan svara för hur den går."), "status"),
        check("PLAN-24", status in REPORTED, _("Välj om insatsen pågår, är klar eller är avslutad."), "status"),
        check("PLAN-24", status != Status.ENDED or reason, _("Skriv varför insatsen avslutas."), "reason"),
    )


def may_change_main(
    *, by_unit: int | None, present_unit: int | None, side: str, name: str, phone: str, person_asked: bool
) -> tuple[Refusal, ...]:
    """Whether the responsibility may be passed on: by who has it, to a principal, with the person asked."""
    return gather(
        check("RESP-08", present_unit is None or by_unit == present_unit,
              _("Det är den nuvarande huvudansvariga som lämnar över ansvaret. Be dem att göra det."), "unit"),
        check("RESP-09", side in PRINCIPALS,
              _("Huvudansvaret kan bara ligga hos kommunen eller regionen. Välj en enhet där."), "unit"),
        check("PLAN-10", name and phone, _("Skriv namn och telefon, så att personen vet vem hen ska ringa."), "name"),
        check("RESP-06", person_asked, _("Fråga personen vem hen vill ha, och skriv svaret."), "person_asked"),
    )


def may_accept_main(by_unit: int | None, unit: int, waiting: bool) -> tuple[Refusal, ...]:
    """The receiving unit's own yes, and only while it is asked for."""
    return gather(check(
        "RESP-08", waiting and by_unit == unit,
        _("Det finns ingen fråga om huvudansvar till er enhet just nu."), None))
