"""Words of a report, who may do what with it when, and what then waits: pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.clock.rules import Due
from helhet.kit.refusals import Refusal, Text, check, gather
from helhet.rulebook.profile import Profile


class DeviationKind(TextChoices):
    """What did not go as agreed."""

    ABSENT = "absent", _("Var kallad och kom inte")
    NO_ANSWER = "no_answer", _("Svarade inte på kallelsen")
    REFUSED = "refused", _("Sa nej till kallelsen och hittade ingen annan")
    PLAN = "plan", _("Gjorde inte det som står i planen")
    NOT_STARTED = "not_started", _("Satte inte i gång en SIP som behövs")
    DISCHARGE = "discharge", _("Meddelade inte om in- eller utskrivning")
    OTHER = "other", _("Något annat i samarbetet")


# The rule that was not kept, by what happened; for the rest nobody has written one.
RULE_OF: dict[str, str] = {
    DeviationKind.ABSENT: "ATT-01", DeviationKind.NO_ANSWER: "CALL-17", DeviationKind.REFUSED: "ATT-05",
    DeviationKind.PLAN: "PLAN-02", DeviationKind.NOT_STARTED: "LAW-04", DeviationKind.DISCHARGE: "DIS-01",
}

# What a report begins with when it is opened from the place where it happened.
FIRST_WORDS: dict[str, Text] = {
    DeviationKind.ABSENT: _("%(unit)s var kallad till SIP-mötet. Ingen därifrån kom."),
    DeviationKind.NO_ANSWER: _("%(unit)s har fått kallelsen till SIP-mötet men inte svarat."),
    DeviationKind.REFUSED: _("%(unit)s sa nej till kallelsen utan att hitta någon annan hos sin huvudman."),
}


class ReportState(TextChoices):
    REPORTED = "reported", _("Skickad")
    RECEIVED = "received", _("Mottagen")
    RETURNED = "returned", _("Fel mottagare")
    ANSWERED = "answered", _("Besvarad")
    CLOSED = "closed", _("Avslutad")


S = ReportState
WAITS_FOR_ANSWER = (S.REPORTED, S.RECEIVED)
_NUMBER = re.compile(r"(?<!\d)(\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")  # an identity number, however it is written


class StepKind(TextChoices):
    """What has been done with a report; each is a row that stays."""

    REPORTED = "reported", _("Rapporten skickades")
    RECEIVED = "received", _("Rapporten togs emot")
    RETURNED = "returned", _("Rapporten skickades tillbaka")
    ROUTED = "routed", _("Rapporten skickades till en annan enhet")
    ANSWERED = "answered", _("Rapporten besvarades")
    CLOSED = "closed", _("Rapporten avslutades")


# Each verb: from which states, to which, and whose it is.
MOVES: dict[str, tuple[tuple[ReportState, ...], ReportState, str]] = {
    StepKind.RECEIVED: ((S.REPORTED,), S.RECEIVED, "receiver"),
    StepKind.RETURNED: (WAITS_FOR_ANSWER, S.RETURNED, "receiver"),
    StepKind.ANSWERED: (WAITS_FOR_ANSWER, S.ANSWERED, "receiver"),
    StepKind.ROUTED: ((S.RETURNED,), S.REPORTED, "reporter"),
    StepKind.CLOSED: ((*WAITS_FOR_ANSWER, S.RETURNED, S.ANSWERED), S.CLOSED, "reporter"),
}


def may(verb: str, state: str, side: str) -> bool:
    """Whether a side (reporter or receiver) may do this with a report in that state."""
    sources, _to, whose = MOVES[verb]
    return side == whose and state in sources


@dataclass(frozen=True)
class Wanted:
    """A report as one wants to send it."""

    kind: str
    happened_on: date
    what: str
    effect: str = ""
    proposal: str = ""


def may_report(
    wanted: Wanted, *, own: bool, reached: bool, again: bool, names: Iterable[str], today: date
) -> tuple[Refusal, ...]:
    """Whether a report may be sent (ATT-12, IT-03, IT-12).

    ``own``: it is about the reporter's own unit. ``reached``: the unit concerned uses Helhet. ``again``: the same
    thing has been reported. ``names``: the person's, which the proposal must not hold.
    """
    return gather(
        check("ATT-12", wanted.kind in DeviationKind.values, _("Välj vad som hände."), "kind"),
        check("ATT-12", wanted.what, _("Skriv kort vad som hände."), "what"),
        check("ATT-12", wanted.happened_on <= today, _("Den dagen har inte varit än. Kontrollera datumet."),
              "happened_on"),
        check("ATT-12", not own, _(
            "Det här är er egen enhet. Rapportera det i er egen verksamhet i stället."), "unit"),
        check("ATT-12", not again, _("Ni har redan rapporterat det här. Öppna den rapporten under Avvikelser.")),
        check("IT-12", own or reached, _(
            "Enheten använder inte Helhet och kan inte läsa rapporten här. Skicka den på ert vanliga sätt."), "unit"),
        nameless(wanted.proposal, names, "proposal"),
    )


def nameless(text: str, names: Iterable[str], field: str) -> Refusal | None:
    """A text that is read also by those who may not know whom it concerns holds no name of the person (IT-03)."""
    # As it is written: Bo is a name, bo is what one does. In capitals, and with an s, it is a name too.
    words = set(re.findall(r"\w+", text))
    known = {w.removesuffix("s") for w in words} | words
    known |= {w.capitalize() for w in known if w.isupper()}
    parts = {part for name in names for part in re.findall(r"\w+", name)}
    return check("IT-03", not known & parts and not _NUMBER.search(text), _(
        "Det här läser enheten också när den inte får veta vem det gäller. Skriv det utan personens namn. "
        "Personnummer ska inte heller stå där."), field)


def in_turn(verb: str, state: str) -> Refusal | None:
    """Whether the report still stands where this can be done (ATT-12)."""
    return check("ATT-12", state in MOVES[verb][0], _(
        "Rapporten har gått vidare sedan du öppnade sidan. Läs den igen."))


def may_receive(state: str) -> tuple[Refusal, ...]:
    """Whether a report can be said to have come (ATT-12)."""
    return gather(in_turn(StepKind.RECEIVED, state))


def may_return(state: str, why: str) -> tuple[Refusal, ...]:
    """Whether a report may go back as meant for somebody else (ATT-12)."""
    return gather(in_turn(StepKind.RETURNED, state),
                  check("ATT-12", why, _("Skriv varför det inte gäller er, och helst vem det gäller."), "text"))


def may_route(state: str, *, own: bool, reached: bool, same: bool) -> tuple[Refusal, ...]:
    """Whether a returned report may go on to this unit (ATT-12, IT-12)."""
    return gather(
        in_turn(StepKind.ROUTED, state),
        check("ATT-12", not own, _("Det här är er egen enhet. Välj den enhet som rapporten gäller."), "unit"),
        check("ATT-12", not same, _("Den enheten har just skickat tillbaka rapporten. Välj en annan."), "unit"),
        check("IT-12", reached, _("Enheten använder inte Helhet. Avsluta här och skicka på ert vanliga sätt."), "unit"),
    )


def may_answer(state: str, cause: str, measure: str, by_day: date | None, today: date) -> tuple[Refusal, ...]:
    """Whether an answer is whole: why it happened, what is done about it, and by when (ATT-12)."""
    return gather(
        in_turn(StepKind.ANSWERED, state),
        check("ATT-12", cause, _("Skriv varför det blev så."), "cause"),
        check("ATT-12", measure, _("Skriv vad ni gör, eller har gjort, för att det inte ska hända igen."), "measure"),
        check("ATT-12", by_day is None or by_day >= today, _(
            "Den dagen har redan varit. Är det redan gjort, lämna datumet tomt."), "by_day"),
    )


def may_close(state: str, satisfied: bool | None, text: str, names: Iterable[str]) -> tuple[Refusal, ...]:
    """Whether the reporter may close: satisfied, or saying why not; without an answer always why (ATT-12, IT-03)."""
    answered = state == S.ANSWERED
    return gather(
        in_turn(StepKind.CLOSED, state),
        check("ATT-12", not answered or satisfied is not None, _("Välj om ni är nöjda med svaret."), "satisfied"),
        check("ATT-12", text or (answered and satisfied is not False), _(
            "Skriv varför ni inte är nöjda.") if answered else _("Skriv varför ni avslutar utan svar."), "text"),
        nameless(text, names, "text"),
    )


@dataclass(frozen=True)
class Waiting:
    """Where a report stands, as facts of rows."""

    state: str
    reporter: int
    receiver: int
    reported_on: date
    moved_on: date
    due: date


ANSWER, ROUTE, CLOSE = "deviation-answer", "deviation-route", "deviation-close"


def waits(facts: Waiting, profile: Profile) -> tuple[Due, ...]:
    """What somebody owes: an answer in time, the right unit when it was the wrong one, the last word (ATT-12)."""
    if facts.state in WAITS_FOR_ANSWER:
        return (Due(ANSWER, facts.receiver, "ATT-12", facts.reported_on, facts.due),)
    if facts.state == S.RETURNED:
        # As soon as a call is answered: the right unit is to have time left.
        soon = profile.last_day("answer_days", facts.moved_on) or facts.due
        return (Due(ROUTE, facts.reporter, "ATT-12", facts.moved_on, min(soon, facts.due)),)
    if facts.state == S.ANSWERED:
        return (Due(CLOSE, facts.reporter, "ATT-12", facts.moved_on),)
    return ()
