"""The papers one's own unit has given out: the list, and each file just as it was."""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.process.case.door import Visit
from helhet.process.papers.models import Issued
from helhet.process.papers.register import paper
from helhet.process.papers.rules import Way
from helhet.process.plan.words import Receiver


@dataclass(frozen=True)
class IssuedCard:
    """One paper that was given out."""

    ref: UUID
    title: str
    version: int | None
    easy: bool
    to: str
    name: str
    at: datetime
    by_name: str
    way: str
    way_name: str
    posted_at: datetime | None
    sha256: str

    @property
    def waits(self) -> bool:
        """Whether it is a letter that has not gone yet."""
        return self.way == Way.POST and self.posted_at is None


def issued(v: Visit) -> tuple[IssuedCard, ...]:
    """What the asker's unit has given out, newest first. One query."""
    rows = Issued.objects.select_related("posted").defer("body").filter(case_id=v.case.id, by_unit=v.by.unit_id or 0)
    return tuple(_card(row) for row in rows.order_by("-at", "-id"))


def near(v: Visit) -> tuple[str, ...]:
    """The guardians to whom the child's own papers may be given, by name."""
    return tuple(r.name for r in v.person.guardians_who_read_all(clock.today(), v.profile))


def file(v: Visit, ref: UUID) -> tuple[str, bytes]:
    """The code and the bytes of one that the asker's unit gave out.

    Raises NotThere for others', and for a person whose identity has been protected since: the bytes hide nothing.
    """
    row = Issued.objects.filter(case_id=v.case.id, ref=ref, by_unit=v.by.unit_id or 0).first()
    if row is None or v.decision.veiled:
        raise NotThere
    return row.code, base64.b64decode(row.body)


def _card(row: Issued) -> IssuedCard:
    one = paper(row.code)
    posted = getattr(row, "posted", None)
    return IssuedCard(
        row.ref, str(one.title) if one else row.code, row.version, row.easy, str(Receiver(row.receiver).label),
        row.name, row.at, row.by_name, row.way, str(Way(row.way).label), posted.at if posted else None, row.sha256,
    )
