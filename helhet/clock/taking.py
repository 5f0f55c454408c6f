"""What a unit does with what waits and what has come: take on, hand over, acknowledge, pass on, send back.

Nobody is served somebody else's: a ref of another unit's is as one that does not exist.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.clock import events, news
from helhet.clock.models import InboxItem, Obligation, Taken
from helhet.clock.registry import Subject, keepers
from helhet.clock.telling import tell
from helhet.kit import clock
from helhet.kit.doors import NotThere

RETURNED = news.register(events.RETURNED, _("Något ni skickade kom tillbaka: det hörde inte till den enheten"), "case")
PASSED, SENT_BACK = "passed", "returned"


def take(*, subject: UUID, code: str, user: UUID | None, by: Actor) -> None:
    """Let a colleague, or oneself, have what the unit owes; None gives it back to the unit. Raises NotThere."""
    with transaction.atomic():
        set_context(by)
        unit, who = _keeper(by), _colleague(by, user)
        owed = _owed(unit, subject, code)
        if who is None:
            gone, _rows = Taken.objects.filter(unit_id=unit, subject=subject, code=code).delete()
            if not gone:
                return
        else:
            Taken.objects.update_or_create(
                unit_id=unit, subject=subject, code=code,
                defaults={"user": who.id, "user_name": who.name, "at": clock.now()},
            )
        owing = Obligation.objects.filter(unit_id=unit, subject=subject, code=code)
        owing.update(taken_by=who.id if who else None, taken_name=who.name if who else "")
        log.record(events.TAKEN if who else events.RELEASED, by=by, individuals=[owed.individual], subject=subject,
                   data={"code": code, "user": str(who.ref) if who else ""})


def _owed(unit: int, subject: UUID, code: str) -> Obligation:
    """What the unit owes, with its subject held still: a verb may be about to compute it anew. Raises NotThere."""
    owing = Obligation.objects.filter(unit_id=unit, subject=subject, code=code)
    kind = owing.values_list("subject_kind", flat=True).first()
    keeper = keepers().get(kind or "")
    if keeper:
        keeper.hold(subject)
    owed = owing.first()
    if owed is None:
        raise NotThere
    return owed


def acknowledge(refs: Iterable[UUID], *, by: Actor, outcome: str = "") -> int:
    """Mark items as read, with who and when; what somebody was first with stays theirs. Returns how many are new.

    Raises NotThere when one of them is not the unit's.
    """
    wanted = set(refs)
    with transaction.atomic():
        set_context(by)
        rows = InboxItem.objects.select_for_update().filter(unit_id=_keeper(by), ref__in=wanted).order_by("id")
        found = list(rows)
        if len(found) < len(wanted):
            raise NotThere
        new = [i for i in found if i.acknowledged_at is None]
        InboxItem.objects.filter(pk__in=[i.pk for i in new]).update(
            acknowledged_at=clock.now(), acknowledged_name=by.name, outcome=outcome,
        )
        _log(events.ACKNOWLEDGED, new, by)
    return len(new)


def assign(refs: Iterable[UUID], *, user: UUID | None, by: Actor) -> int:
    """Give items to a colleague at the unit, or to nobody; they stay unread. Returns how many. Raises NotThere."""
    wanted = set(refs)
    with transaction.atomic():
        set_context(by)
        unit, who = _keeper(by), _colleague(by, user)
        found = list(InboxItem.objects.select_for_update().filter(unit_id=unit, ref__in=wanted).order_by("id"))
        if len(found) < len(wanted):
            raise NotThere
        InboxItem.objects.filter(pk__in=[i.pk for i in found]).update(
            assigned_to=who.id if who else None, assigned_name=who.name if who else "",
        )
        _log(events.ASSIGNED, found, by)
    return len(found)


def pass_on(ref: UUID, *, unit: int, subject: Subject, by: Actor) -> None:
    """Put the same thing in another unit's inbox; here it is read. Who may be chosen is for the caller to say."""
    with transaction.atomic():
        found = _mine(ref, by)
        tell(found.code, units=[unit], subject=subject, source=found.source, by=by)
        _finish(found, PASSED, events.PASSED_ON, by)


def send_back(ref: UUID, *, subject: Subject, by: Actor) -> None:
    """*Inte vårt*: the unit it came from is told so in its inbox; here it is read.

    Raises NotThere when it came from nobody.
    """
    with transaction.atomic():
        found = _mine(ref, by)
        if found.from_unit is None:
            raise NotThere
        tell(RETURNED, units=[found.from_unit], subject=subject, by=by)
        _finish(found, SENT_BACK, events.RETURNED, by)


def _mine(ref: UUID, by: Actor) -> InboxItem:
    """An item of the unit's that nobody has dealt with in this way yet, locked. Raises NotThere."""
    set_context(by)
    found = InboxItem.objects.select_for_update().filter(unit_id=_keeper(by), ref=ref, outcome="").first()
    if found is None:
        raise NotThere
    return found


def _finish(found: InboxItem, outcome: str, event: str, by: Actor) -> None:
    found.outcome = outcome
    if found.acknowledged_at is None:
        found.acknowledged_at, found.acknowledged_name = clock.now(), by.name
    found.save(update_fields=["outcome", "acknowledged_at", "acknowledged_name"])
    _log(event, [found], by)


def _keeper(by: Actor) -> int:
    """The unit whose inbox ``by`` keeps. Raises NotThere."""
    if not by.is_staff or by.unit_id is None or not by.may(Permission.INBOX_KEEP):
        raise NotThere
    return by.unit_id


def _colleague(by: Actor, user: UUID | None) -> access.UserCard | None:
    """Who works at the unit today. Raises NotThere for anybody else."""
    if user is None:
        return None
    found = next((c for c in access.colleagues(by.unit_id or 0) if c.ref == user), None)
    if found is None:
        raise NotThere
    return found


def _log(event: str, items: Sequence[InboxItem], by: Actor) -> None:
    if items:
        log.record(event, by=by, individuals=sorted({i.individual for i in items}),
                   data={"items": [str(i.ref) for i in items]})
