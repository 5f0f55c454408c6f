"""What is next in a case, as one sentence and one button. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.process.case.rules import State

Text = str | Promise


@dataclass(frozen=True)
class Next:
    """The one thing that is next: what, why in a sentence, the button, where it leads (url name), by which rule."""

    title: Text
    text: Text
    action: Text
    url_name: str
    rule: str
    kind: str = "soon"
    late: int = 0


# What the inbox is filed under, as one chooses it.
THEMES: dict[str, Text] = {
    "messages": _("Meddelanden"), "calls": _("Kallelser och svar"), "meetings": _("Möten och uppföljning"),
    "plans": _("Samtycke, kartläggning och plan"), "late": _("Försenat"), "deviations": _("Avvikelser"),
}
OUTCOMES: dict[str, Text] = {"passed": _("lämnad till en annan enhet"), "returned": _("skickad tillbaka: inte vår")}


def when_late(step: Next | None, late: Iterable[tuple[str, int]]) -> Next | None:
    """The step as it stands when it should have been done: red, and saying how late.

    ``late`` are the pages that do what is overdue for the unit, each with its days.
    """
    days = max((d for url, d in late if step and url == step.url_name), default=0)
    if step is None or not days:
        return step
    return replace(step, kind="late", late=days)


@dataclass(frozen=True)
class Standing:
    """What the next step depends on, for the one who looks."""

    state: str
    convener: bool = False
    called: bool = False
    duty: bool = True
    answered: bool = False
    assessed: bool = False
    important: bool = False
    meeting_planned: bool = False
    meeting_today_or_past: bool = False
    meeting_open: bool = False
    main_responsible: bool = False
    after_closing: int = 0


def next_step(s: Standing) -> Next | None:
    """What is next for whoever looks; None when it is somebody else's turn."""
    if s.state == State.CALLED and s.called and not s.answered:
        return _ANSWER if s.duty else _ANSWER_INVITED
    if s.state in (State.ACTIVE, State.FOLLOWING_UP):
        return _with_plan(s)
    if s.state == State.CLOSED and s.after_closing:
        return _AFTER
    if not s.convener:
        return _READ.get(State(s.state))
    if s.state == State.NOTICED:
        return _INFORM if s.assessed else _ASSESS
    if s.state == State.PREPARING:
        return _preparing(s)
    if s.state == State.CALLED:
        return _OPEN if s.meeting_today_or_past else _WAIT
    return _HOLDER.get(State(s.state))


def _with_plan(s: Standing) -> Next:
    if s.state == State.FOLLOWING_UP:
        return _following_up(s)
    return _CALL_FOLLOW_UP if s.main_responsible else _READ_PLAN


def _following_up(s: Standing) -> Next:
    """First the answers, then the meeting, then the writing: the record cannot be saved before the meeting is open."""
    if s.called and not s.answered:
        return _ANSWER if s.duty else _ANSWER_INVITED
    if not (s.main_responsible or s.convener):
        return _READ_PLAN
    if s.meeting_open or not s.meeting_planned:
        return _RECORD
    return _OPEN if s.meeting_today_or_past else _WAIT


def _preparing(s: Standing) -> Next:
    if not s.important:
        return _IMPORTANT
    return _SEND if s.meeting_planned else _MEETING


_ANSWER = Next(_("Svara vem som kommer"), _("Ni är kallade. Säg vem som kommer, eller utse en ersättare."),
               _("Svara nu"), "invitation-answer", "CALL-17")
_ANSWER_INVITED = Next(_("Svara på inbjudan"), _("Ni är inbjudna. Det är frivilligt, men säg gärna om ni kommer."),
                       _("Svara nu"), "invitation-answer", "CALL-06", "info")
_ASSESS = Next(_("Bedöm behovet"), _("Gå igenom frågorna tillsammans med personen."), _("Bedöm behovet"),
               "need-assess", "NEED-17")
_INFORM = Next(_("Berätta om SIP och erbjud den"), _("Informera så att personen förstår, och erbjud en SIP."),
               _("Informera och erbjud"), "consent-inform", "INFO-01")
_IMPORTANT = Next(_("Fråga vad som är viktigt"), _("Börja alltid med frågan: Vad är viktigt för dig?"),
                  _("Skriv personens ord"), "mapping-important", "PREP-01")
_MEETING = Next(_("Bestäm tid och plats"), _("Utgå från när och var det passar personen."), _("Planera mötet"),
                "meeting-plan", "CALL-14")
_SEND = Next(_("Skicka kallelsen"), _("Välj vilka som ska vara med, tillsammans med personen."),
             _("Skriv kallelsen"), "invitation", "CALL-07")
_WAIT = Next(_("Vänta in svaren"), _("Se vilka som har svarat och ring den som inte har gjort det."),
             _("Se svaren"), "invitation", "CALL-17", "info")
_OPEN = Next(_("Öppna mötet"), _("Börja med personen. Fråga om samtycket fortfarande gäller."), _("Öppna mötet"),
             "meeting-open", "MEET-01")
_READ_PLAN = Next(_("Gör er del av planen"), _("Var och en gör sina insatser och säger till om något ändras."),
                  _("Öppna planen"), "plan", "PLAN-24", "ok")
_CALL_FOLLOW_UP = Next(_("Kalla till uppföljning"), _("Ni är huvudansvariga. Planen ska alltid följas upp."),
                       _("Kalla till uppföljning"), "follow-up-call", "RESP-10", "info")
_RECORD = Next(_("Skriv ner uppföljningen"), _("Gå igenom varje delmål och insats tillsammans."),
               _("Skriv uppföljningen"), "follow-up-record", "FU-03")
_AFTER = Next(_("Kvar att göra efter avslutet"), _("Berätta för alla och skriv i er egen dokumentation."),
              _("Bocka av"), "closing-after", "CLOSE-08")
_HOLDER: dict[State, Next] = {
    State.REQUESTED: Next(_("Svara på frågan om en SIP"),
                          _("Personen eller en närstående vill ha en SIP. Det väger tungt."),
                          _("Läs frågan och svara"), "need", "NEED-04"),
    State.POINTED_OUT: Next(_("Svara på det någon har sett"), _("Någon annan har sett ett behov."),
                            _("Läs vad de har sett"), "need", "NEED-02"),
    State.STARTED: Next(_("Fråga om samtycke"), _("Gå igenom vem som får veta vad. Ett nej är lika bra som ett ja."),
                        _("Anteckna samtycke"), "consent-record", "CON-01"),
    State.MEETING: Next(_("Skriv på mötet som pågår"), _("Skriv så att alla ser det som skrivs."), _("Till mötet"),
                        "meeting", "MEET-15"),
    State.DOCUMENTING: Next(_("Gör planen färdig"),
                            _("Se vad som saknas. Läs sedan upp planen, så att den kan börja gälla."),
                            _("Till planen"), "plan-draft", "PLAN-11"),
}
_READ: dict[State, Next] = {
    State.MEETING: Next(_("Var med på mötet som pågår"),
                        _("Följ med, och skriv det er enhet gör. Andras insatser föreslår ni bara."),
                        _("Till mötet"), "meeting", "MEET-11"),
    State.DOCUMENTING: Next(_("Bekräfta er del"), _("Se att det som står om er enhet stämmer."), _("Till planen"),
                            "plan-draft", "MEET-11"),
}
