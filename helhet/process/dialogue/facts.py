"""What stands around a message: the units beside the case, what each may know now, and who holds a copy of what."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet, Sum

from helhet.access import reach
from helhet.access.reach import Grant
from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.process.case.models import Case, CaseMove, Participant
from helhet.process.case.rules import ENDED, State, StopGround
from helhet.process.case.telling import HOLDERS
from helhet.process.dialogue.models import Attachment, Message, MessageReceiver
from helhet.process.dialogue.rules import Party

OWN = "message"  # the source in access.reach that this step keeps
_OPENS = ("own", "consent", "route")


def parties(case: Case) -> dict[int, Party]:
    """Every unit that takes part or once did, with the kinds it may know of now. Three queries."""
    now = clock.now()
    taking: dict[int, bool] = {}
    kinds: dict[int, frozenset[str]] = {}
    rows = Participant.objects.filter(case=case, unit__isnull=False).order_by("valid_from", "id")
    for unit, left in rows.values_list("unit_id", "valid_to"):
        taking[unit] = taking.get(unit, False) or left is None
    for row in reach.rows(case.ref):
        if row.source in _OPENS and row.valid_from <= now and (row.valid_to is None or now < row.valid_to):
            kinds[row.unit] = kinds.get(row.unit, frozenset()) | row.kinds
    cards, stayed = organisations.units_by_id(taking), _stayed(case)
    return {u: Party(u, cards[u].ref, cards[u].name, part, kinds.get(u, frozenset()), cards[u].uses_helhet,
                     stayed is None or (part and u in stayed))
            for u, part in taking.items() if u in cards}


def _stayed(case: Case) -> frozenset[int] | None:
    """The units that held the case or were covered until the moment it ended; None while it goes on."""
    last = _end(case)
    if last is None:
        return None
    rows = Participant.objects.filter(case=case, unit__isnull=False, valid_to__isnull=True)
    until = last.at - timedelta(microseconds=1)
    covered = {r.unit for r in reach.rows(case.ref) if r.source in _OPENS and r.valid_from <= until
               and (r.valid_to is None or until < r.valid_to)}
    return frozenset(unit for unit, kind in rows.values_list("unit_id", "kind") if kind in HOLDERS or unit in covered)


def taken_back(case: Case) -> bool:
    """Whether the case ended by the person's no, or by taking back the yes."""
    last = _end(case)
    if last is None:
        return False
    ground = last.data.get("ground", "")
    return last.verb in ("consent.withdraw", "consent.decline") or ground == StopGround.CONSENT_WITHDRAWN


def _end(case: Case) -> CaseMove | None:
    """The move that ended the case; None while it goes on."""
    if State(case.state) not in ENDED:
        return None
    ends = CaseMove.objects.filter(case=case, to_state=case.state).exclude(from_state=F("to_state"))
    return ends.order_by("-at", "-id").first()


def grants(case: Case) -> tuple[Grant, ...]:
    """Who holds messages of the case: whoever sent or got one, from the first, for good (IT-06)."""
    first: dict[int, datetime] = {}
    for unit, at in (*Message.objects.filter(case=case).values_list("unit_id", "at"),
                     *_received(case).values_list("unit_id", "sent_at")):
        first[unit] = min(at, first.get(unit, at))
    return tuple(Grant(unit, frozenset({Kind.MESSAGES.value}), at) for unit, at in sorted(first.items()))


def _received(case: Case) -> QuerySet[MessageReceiver]:
    return MessageReceiver.objects.filter(message__case=case)


def attached_bytes(case: Case) -> int:
    """How much is attached in the whole case."""
    found = Attachment.objects.filter(message__case=case).aggregate(total=Sum("content__size"))
    return found["total"] or 0
