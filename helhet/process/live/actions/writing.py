"""Writing together: each save is merged with what others have written meanwhile, and nobody's letters are lost."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from helhet.access import openings
from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.models import FieldVersion, Once
from helhet.kit.refusals import Refusal, check, gather, refuse
from helhet.process.case import door as cases
from helhet.process.case.models import Case, CaseMove
from helhet.process.live import fields, telling
from helhet.process.live.merging import merge
from helhet.process.live.models import Lease
from helhet.process.plan import around
from helhet.process.plan import models as m
from helhet.process.plan.actions.draft import VERB, writer, written
from helhet.process.plan.actions.rows import must_be_free

HOUSE = ""  # a limit of our own, with no rule of the rulebook behind it
STRETCH = timedelta(minutes=5)  # of writing, that the log and the case's history tell of once
LEASE = timedelta(seconds=15)


@dataclass(frozen=True)
class Saved:
    """What stands now: the number of its version, and its text, with what others wrote in it."""

    n: int
    text: str


def write_field(case_ref: UUID, *, row: UUID, field: str, base: str, text: str, key: UUID, by: Actor) -> Saved:
    """Save what somebody made of ``base``, merged with what stands; gives what stands then.

    ``key`` is this save's own: sent again, as when its answer was lost, it changes nothing. ``row`` is a row of the
    draft, or the draft itself. Raises Refused (MEET-11 for what another unit has confirmed; too long), NotThere.
    """
    with transaction.atomic():
        case, draft = _entered(case_ref, row, field, by)
        last = _last(draft, row, field)
        now, n = (last.text, last.n) if last else ("", 0)
        if _is_new(key, n, by):
            merged = merge(tidy(base), now, tidy(text))
            refuse(_fits(merged, field))
            if merged != now:
                n, now = n + 1, merged
                FieldVersion.objects.create(subject=draft.ref, row_ref=row, field=field, n=n, text=now, at=clock.now(),
                                            by=by.user_id, by_name=by.name, assignment=by.assignment_id)
                _told(case, draft, row, by)
        _lease(draft, row, field, by)
        return Saved(n, now)


def hold_field(case_ref: UUID, *, row: UUID, field: str, on: bool, by: Actor) -> None:
    """Say that somebody is writing here, or that they have left it. Shuts nobody out. Raises NotThere."""
    with transaction.atomic():
        _case, draft = _entered(case_ref, row, field, by)
        Lease.objects.filter(draft=draft, until__lte=clock.now()).delete()
        if on:
            _lease(draft, row, field, by)
        else:
            Lease.objects.filter(draft=draft, row_ref=row, field=field, user=by.user_id or 0).delete()
        telling.writing(case_ref)


def tidy(text: str) -> str:
    """NFC, Unix newlines, and no control characters. Blanks at the end stay: somebody may be in mid-sentence."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return text if text.strip() else ""


def _entered(case_ref: UUID, row: UUID, field: str, by: Actor) -> tuple[Case, m.Draft]:
    """The case locked and its draft, for somebody who may write just here. Raises NotThere, Refused (MEET-11)."""
    kinds = fields.kinds(field)
    case, draft = writer(case_ref, by, pen=bool(kinds) and all(k in fields.PEN for k in kinds))
    if case.individual.protected and not openings.shown(by, case.individual_id):
        raise NotThere  # who does not see where the person is writes in the forms, which refuse what is hidden
    if row == draft.ref:
        if fields.DRAFT not in kinds:
            raise NotThere
        return case, draft
    found = fields.row_of(draft, row, kinds)
    if found is None:
        raise NotThere
    if not (fields.is_theirs(found, by.unit_id) or around.documents(case.pk, cases.participants(case.pk), by)):
        raise NotThere
    if isinstance(found, m.Intervention):
        must_be_free(found, case, by)
    return case, draft


def _last(draft: m.Draft, row: UUID, field: str) -> FieldVersion | None:
    return FieldVersion.objects.filter(subject=draft.ref, row_ref=row, field=field).order_by("-n").first()


def _is_new(key: UUID, n: int, by: Actor) -> bool:
    """Whether this save has not been made before; from now on it has. Raises NotThere for another's key.

    The case is locked: nobody makes it in the same instant.
    """
    with connection.cursor() as cursor:
        cursor.execute('INSERT INTO kit_once (key, "user", result, at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING',
                       [key, by.user_id, str(n), clock.now()])
        if cursor.rowcount:
            return True
    if not Once.objects.filter(key=key, user=by.user_id or 0).exists():
        raise NotThere
    return False


def _fits(text: str, field: str) -> tuple[Refusal, ...]:
    most = fields.most(field)
    return gather(check(HOUSE, len(text) <= most, _("Texten får vara högst %(most)s tecken. Korta den lite.")
                        % {"most": most}, field))


def _told(case: Case, draft: m.Draft, row: UUID, by: Actor) -> None:
    """The first save of a stretch stands in the history and the log; the next ones are told by their versions."""
    since = clock.now() - STRETCH
    if CaseMove.objects.filter(case=case, verb=VERB, by=by.user_id, at__gt=since, data__part="live",
                               data__draft=str(draft.ref)).exists():
        telling.text(case.ref)
    else:
        written(case, by, part="live", row=str(row), draft=str(draft.ref))


_UPSERT = """
INSERT INTO process_lease (draft_id, row_ref, field, "user", name, until) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT ON CONSTRAINT live_lease_once DO UPDATE SET until = excluded.until
"""


def _lease(draft: m.Draft, row: UUID, field: str, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [draft.pk, row, field, by.user_id, by.name, clock.now() + LEASE])
