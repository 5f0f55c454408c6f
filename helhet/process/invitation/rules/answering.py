"""Pure decisions about answers: a name with every yes, a substitute with every hindrance, and no leaving alone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.process.invitation.rules.words import Hindrance, Reply


@dataclass(frozen=True)
class Said:
    """An answer about to be written. ``pending``: name of the unit it was passed on to, which has not said yes."""

    duty: bool
    reply: str
    who: str = ""
    hindrance: str = ""
    message: str = ""
    asked_sender: bool | None = None
    to_unit: str = ""
    to_same_principal: bool = False
    pending: str = ""
    sender: str = ""
    named: str = ""  # who was to come, as answered before


@dataclass(frozen=True)
class Leaving:
    """Somebody about to leave. ``called``: has duty in a call that is out; ``covered_by``: who else is called there."""

    name: str
    called: bool
    covered_by: bool
    holds: bool = False  # convener or main responsible
    reason: str = ""


def may_answer(said: Said) -> tuple[Refusal, ...]:
    """Whether this answer holds (CALL-17, CALL-18, ATT-01, ATT-04..07)."""
    if said.pending and said.reply in (Reply.NOT_US, Reply.CANNOT):
        return gather(check("ATT-07", False, _(
            "Kallelsen är lämnad vidare till %(unit)s, som inte har svarat än. Ni är kvar tills de har tagit över. "
            "Tar ingen över är det ni som kommer.") % {"unit": said.pending}, "answer"))
    checks = {
        Reply.COMES: _comes, Reply.SUBSTITUTE: _substitute, Reply.NOT_US: _not_us,
        Reply.OTHER_TIME: _other_time, Reply.CANNOT: _cannot,
    }
    return gather(*checks[Reply(said.reply)](said))


def _comes(said: Said) -> tuple[Refusal | None, ...]:
    return (check("CALL-17", said.who, _("Skriv vem som kommer. Välj en kollega eller skriv namnet."), "who"),)


def _substitute(said: Said) -> tuple[Refusal | None, ...]:
    return (
        check("CALL-18", said.who, _("Skriv vem som kommer i stället."), "substitute"),
        check("CALL-18", said.who.casefold() != said.named.casefold(), _(
            "Ni har redan svarat att %(name)s kommer. Skriv den som kommer i stället.") % {"name": said.named},
            "substitute") if said.who and said.named else None,
    )


def _not_us(said: Said) -> tuple[Refusal | None, ...]:
    return (
        check("ATT-06", said.asked_sender is not None, _(
            "Svara om ni har pratat med den som kallade. Ring först, så att ni vet vilken hjälp som behövs."),
            "asked_sender"),
        check("ATT-05", said.to_unit, _(
            "Sök upp den enhet hos er som ska ha kallelsen, och välj den i listan. Hittar ni ingen är det ni som "
            "kommer."),
            "to_unit"),
        check("ATT-05", said.to_same_principal, _(
            "%(unit)s hör till en annan huvudman. Ni kan bara lämna vidare inom er egen. Ring den som kallade om en "
            "annan huvudman också behövs.") % {"unit": said.to_unit}, "to_unit") if said.to_unit else None,
    )


def _other_time(said: Said) -> tuple[Refusal | None, ...]:
    return (check("CALL-14", said.message, _("Skriv vilka tider som går i stället."), "other_time"),)


def _cannot(said: Said) -> tuple[Refusal | None, ...]:
    if said.duty and said.hindrance == Hindrance.NOT_KNOWN:
        return (check("ATT-04", False, _(
            "Ni kan komma även om ni inte känner personen. Utse någon som kommer, eller lämna kallelsen vidare till "
            "rätt enhet hos er."), "not_known"),)
    return (check("ATT-01", not said.duty, _(
        "Ni är kallade, så någon från er ska komma. Skriv vem som kommer i stället, eller vilka andra tider som går."),
        "substitute"),)


def may_take_over(*, waits: bool, accepted: bool, why: str) -> tuple[Refusal, ...]:
    """Whether the other unit's yes or no to a passed-on call can be written (ATT-05)."""
    return gather(
        check("ATT-05", waits, _("Kallelsen är redan besvarad. Öppna sidan igen och se hur det gick.")),
        check("ATT-05", accepted or why, _("Skriv varför det inte är hos er, så att de som frågade kan gå vidare."),
              "why") if waits else None,
    )


def may_leave(leaving: Leaving) -> tuple[Refusal, ...]:
    """Whether somebody can leave (ATT-07). The one who holds the case or the plan hands it over first."""
    words = {"name": leaving.name}
    return gather(
        check("RESP-08", not leaving.holds, _(
            "%(name)s är sammankallande eller huvudansvarig och kan inte lämna nu. Huvudansvaret går att lämna över "
            "på planens sida. Den som är sammankallande är med så länge SIP:en pågår.") % words),
        check("ATT-07", not leaving.called or leaving.covered_by, _(
            "%(name)s är kallad och kan inte lämna förrän en annan enhet hos samma huvudman har tagit över. Lämna "
            "kallelsen vidare först.") % words),
        check("CALL-07", leaving.reason, _("Skriv varför, så att alla kan förstå det efteråt."), "reason"),
    )


def may_exclude(leaving: Leaving, *, agreed: bool) -> tuple[Refusal, ...]:
    """Whether somebody is no longer with, by the person's own wish (CALL-07)."""
    return gather(
        check("RESP-08", not leaving.holds, _(
            "%(name)s är sammankallande eller huvudansvarig och måste vara med nu. Huvudansvaret går att lämna över "
            "på planens sida. Den som är sammankallande är med så länge SIP:en pågår.") % {"name": leaving.name}),
        check("CALL-07", agreed, _("Kom överens med personen först. Det är personen som är med och bestämmer."),
              "agreed_with_person"),
    )
