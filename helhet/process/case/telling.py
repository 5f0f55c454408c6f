"""What each verb tells the units that are with: who is to know, and with which sentence it lies in their inbox."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.clock import news
from helhet.clock.registry import Subject
from helhet.clock.telling import tell
from helhet.kit import clock
from helhet.process.case.models import Case, OverviewRow, Participant
from helhet.process.case.rules import ENDED, ParticipantKind, State, kind_told

HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)
ASKED = (ParticipantKind.SUMMONED, ParticipantKind.INVITED)
CALLED, INVITED, OFF, ENDED_FOR_ALL, PASSED_TO = (
    "invitation.called", "invitation.invited", "invitation.off", "closing.ended", "invitation.forwarded",
)
_OUT = frozenset({State.CALLED, State.FOLLOWING_UP})  # a call is out, and its meeting not yet held


class Told(NamedTuple):
    """The sentence of a verb, the page it leads to, whether it is told outside at once, and if only the holders."""

    sentence: str | Promise
    url_name: str
    urgent: bool = False
    holders: bool = False
    rest: str = ""  # what the others are told instead; with it the sentence is for the holders


TELLS: dict[str, Told] = {
    "need.request": Told(_("Någon vill ha en SIP"), "need"),
    "need.point_out": Told(_("Någon har sett ett behov"), "need"),
    "need.refuse": Told(_("Frågan om SIP fick svaret nej"), "need"),
    "need.notice": Told(_("Ett behov är uppmärksammat"), "need"),
    "need.assess": Told(_("Behovet är bedömt"), "need"),
    "consent.inform": Told(_("Personen är informerad om SIP"), "consent"),
    "consent.record": Told(_("Det finns ett nytt svar om samtycke"), "consent"),
    "consent.route": Told(_("Ett beslut utan samtycke är antecknat"), "consent"),
    "consent.decline": Told(_("Personen tackade nej till SIP"), "consent", urgent=True),
    "consent.withdraw": Told(_("Samtycke är taget tillbaka"), "consent", urgent=True),
    "mapping.write": Told(_("Kartläggningen är ändrad"), "mapping"),
    "meeting.plan": Told(_("Tid och plats för mötet är bestämda"), "meeting"),
    "meeting.move": Told(_("Mötet är flyttat. Svara igen om ni kommer"), "invitation", urgent=True),
    "meeting.cancel": Told(_("Mötet är inställt"), "meeting", urgent=True),
    "meeting.open": Told(_("Mötet har börjat"), "meeting"),
    "meeting.deviation": Told(_("Något på mötet blev inte som planerat"), "meeting"),
    "meeting.end": Told(_("Mötet är slut"), "meeting"),
    "invitation.send": Told(_("Kallelsen till mötet är skickad"), "invitation"),
    "invitation.answer": Told(_("Kallelsen har fått ett svar"), "invitation", holders=True),
    "participant.add": Told(_("Någon mer är med i SIP:en"), "case"),
    "participant.leave": Told(_("Någon har slutat vara med i SIP:en"), "case"),
    "participant.exclude": Told(_("Någon är inte längre med i SIP:en"), "case"),
    "plan.write": Told(_("Det är skrivet i planen"), "plan-draft"),
    "plan.establish": Told(_("Planen gäller från nu"), "plan", urgent=True),
    "plan.change_main_responsible": Told(_("Huvudansvaret lämnas över"), "plan"),
    "plan.report": Told(_("Det finns nytt om en insats"), "plan"),
    "follow_up.call": Told(_("Kallelsen till uppföljning är skickad"), "follow-up"),
    "follow_up.record": Told(_("Uppföljningen är antecknad"), "follow-up"),
    "closing.close": Told(_("SIP:en är avslutad"), "closing"),
    # That a new one has begun is for its own consent to tell (CON-24).
    "closing.restart": Told(_("SIP:en är avslutad, och en ny har börjat"), "closing", rest=ENDED_FOR_ALL),
    "closing.after": Told(_("Något som var kvar efter avslutet är gjort"), "closing-after", holders=True),
    "case.stop": Told(_("Arbetet är avslutat innan en plan fanns"), "case"),
    "case.correct": Told(_("En uppgift är rättad"), "history"),
}
for _verb, _told in TELLS.items():
    news.register(_verb, _told.sentence, _told.url_name, urgent=_told.urgent)
news.register(CALLED, _("Ni är kallade till ett SIP-möte"), "invitation-answer", urgent=True)
news.register(INVITED, _("Ni är inbjudna till ett SIP-möte"), "invitation-answer", urgent=True)
news.register(PASSED_TO, _("En kallelse är lämnad vidare till er"), "invitation-received", urgent=True, before=True)
news.register(OFF, _("Ni behöver inte längre komma till ett SIP-möte"), "", urgent=True)
news.register(ENDED_FOR_ALL, _("SIP:en är avslutad"), "case")


def with_now(case: Case) -> frozenset[int]:
    """The units that had the case in their lists when it was last touched. Ask before it is touched again."""
    return frozenset(OverviewRow.objects.filter(case=case).values_list("unit_id", flat=True))


def tell_units(
    case: Case, subject: Subject, *, verb: str, source: str, by: Actor, data: dict[str, Any], before: frozenset[int]
) -> None:
    """Tell of a verb the units that are with now and may read what it tells; nobody else learns what it was.

    Who was called and can no longer read of the meeting is told only that they need not come. A verb without a
    sentence here, as those of messages, tells for itself. ``before`` is ``with_now`` before the case was touched.
    Runs in the verb's transaction.
    """
    told = TELLS.get(verb)
    if told is None:
        return
    kind = kind_told(verb, data.get("what", ""))
    units = reading(case, kind) & _taking_part(case)
    asked = _asked(case) if source in _OUT or verb in ("invitation.send", "follow_up.call") else {}
    called = _newly_called(verb, units, asked, data)
    for unit, code in called.items():
        tell(code, units=[unit], subject=subject, by=by)
    knows = units & _holders(case) if told.holders or told.rest else units
    if told.rest:
        tell(told.rest, units=units - knows, subject=subject, by=by)
    tell(verb, units=knows - called.keys(), subject=subject, by=by)
    _tell_those_outside(case, subject, source, by, before - (units if told.rest else knows) - called.keys(), asked)
    if data.get("to_unit"):
        tell(PASSED_TO, units=[data["to_unit"]], subject=subject, by=by)


def reading(case: Case, kind: Kind | None) -> frozenset[int]:
    """The units that may read this kind as it stands now; with None all that hold anything, also only a copy."""
    now = clock.now()
    return frozenset(
        row.unit for row in reach.rows(case.ref)
        if row.valid_from <= now and (row.valid_to is None or now < row.valid_to)
        and (kind is None or (row.source != "copy" and kind.value in row.kinds))
    )


def _taking_part(case: Case) -> frozenset[int]:
    """The units that take or have taken part; one that is only named in a consent is not told before it is with."""
    return frozenset(Participant.objects.filter(case=case, unit__isnull=False).values_list("unit_id", flat=True))


def _asked(case: Case) -> dict[int, str]:
    """Every unit that has been called or invited, with the latest way."""
    rows = Participant.objects.filter(case=case, kind__in=ASKED, unit__isnull=False).order_by("valid_from")
    return dict(rows.values_list("unit_id", "kind"))


def _newly_called(
    verb: str, units: Iterable[int], asked: dict[int, str], data: dict[str, Any]
) -> dict[int, str]:
    """Who gets a call or an invitation by this verb: all of the list when it is sent, else the one who is added."""
    if verb == "participant.add":
        wanted = {data.get("unit")}
    elif verb in ("invitation.send", "follow_up.call"):
        wanted = set(asked)
    else:
        return {}
    return {u: CALLED if asked[u] == ParticipantKind.SUMMONED else INVITED for u in units if u in wanted and u in asked}


def _tell_those_outside(
    case: Case, subject: Subject, source: str, by: Actor, others: frozenset[int], asked: dict[int, str]
) -> None:
    """Who was with and may not read of this verb: called ones that they need not come, the rest that it has ended."""
    if not others:
        return
    off = (others & asked.keys()) - reading(case, Kind.MEETING)
    tell(OFF, units=off, subject=subject, by=by)
    if case.state in ENDED and source not in ENDED:
        tell(ENDED_FOR_ALL, units=(others - off) & reading(case, None), subject=subject, by=by)


def _holders(case: Case) -> frozenset[int]:
    rows = Participant.objects.filter(case=case, kind__in=HOLDERS, valid_to__isnull=True, unit__isnull=False)
    return frozenset(rows.values_list("unit_id", flat=True))
