"""Papers that were given to somebody: exactly which, to whom, and whether a letter has gone."""

from typing import Any
from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.case.models import Case
from helhet.process.papers.rules import Way
from helhet.process.plan.models.version import Signed
from helhet.process.plan.words import Receiver

__all__ = ["Issued", "Posted"]

FILE_BYTES = 8_000_000


class PersonFile(PersonText):
    """A file about a person, as text: under their own key, so that it can never be read again when that is gone."""

    def db_check(self, connection: Any) -> str:
        return f"octet_length({connection.ops.quote_name(self.column)}) <= {FILE_BYTES}"


class Issued(Signed):
    """A paper as it was given out: the file itself, its checksum, which version of what, to whom and by which way."""

    append_only = True
    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(null=True)  # of the plan
    easy = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    body = PersonFile()
    receiver = models.CharField(max_length=20, choices=Receiver.choices)
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="papers_issued_of_case")]


class Posted(Signed):
    """The letter has gone."""

    append_only = True
    guard = guards.within("issued_id", "process_issued")

    issued = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="posted")
