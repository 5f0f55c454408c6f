"""The mapping of one case: its base, the network around the person, pre-meetings, and how the person takes part.

Every text that several may write lives in ``kit.FieldVersion`` under the mapping's ``ref``.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.case.models import Case
from helhet.process.mapping.rules import Mark, Participation, Ring, Sector

__all__ = ["Mapping", "NetworkPerson", "ParticipationChoice", "PreMeeting"]


class Mapping(models.Model):
    """The base that all texts hang on. In Örebro it exists once the coordination responsible is named (PREP-13)."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="mapping")
    coordination_unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    coordination_user = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=limits.NAME)


class NetworkPerson(models.Model):
    """Somebody in the person's life. A change ends the row and writes a new one; nothing is overwritten."""

    guard = guards.within("mapping_id", "process_mapping")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="network")
    name = PersonText()
    relation = PersonText()
    ring = models.PositiveSmallIntegerField(choices=Ring.choices)
    sector = models.CharField(max_length=10, choices=Sector.choices, default="", blank=True)
    marks = ArrayField(models.CharField(max_length=1, choices=Mark.choices), default=list)
    wanted = models.BooleanField(default=False)  # the person wants them at the meeting (PREP-19)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=limits.NAME)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["mapping", "ring"], name="network_of_mapping")]
        constraints = [
            models.CheckConstraint(name="network_ring_of_three", condition=models.Q(ring__in=[1, 2, 3])),
        ]


class PreMeeting(models.Model):
    """A talk before the meeting, with the person or without, and what was settled (PREP-05, PREP-07)."""

    append_only = True
    guard = guards.within("mapping_id", "process_mapping")

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="pre_meetings")
    held_on = models.DateField()
    with_person = models.BooleanField()
    who = PersonText()
    settled = PersonText()
    safer = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)


class ParticipationChoice(models.Model):
    """How the person wants to take part, in their own words. The newest holds (PART-05..07)."""

    append_only = True
    guard = guards.within("mapping_id", "process_mapping")

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="participation")
    how = models.CharField(max_length=20, choices=Participation.choices)
    own_words = PersonText()
    letter = PersonText()
    support_person = PersonText()
    kin = PersonText()
    adaptations = PersonText()
    why_not = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
