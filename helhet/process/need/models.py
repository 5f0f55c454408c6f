"""What was seen, asked and judged. Every row is appended."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.need.words import AskedBy, ExistingSip, Level, NoticedBy, Outcome, Trigger
from helhet.process.need.written import Written

__all__ = ["Ask", "Assessment", "NeedNotice", "NeedRefusal"]


class NeedNotice(Written):
    """A unit that may start saw a need of coordination."""

    guard = guards.case()

    noticed_by = ArrayField(models.CharField(max_length=30, choices=NoticedBy.choices))
    discovered_on = models.DateField()
    triggers = ArrayField(models.CharField(max_length=30, choices=Trigger.choices), default=list)
    why = PersonText()
    existing_sip = models.CharField(max_length=12, choices=ExistingSip.choices)


class Ask(Written):
    """Somebody asked for a SIP (request) or pointed to a need; a unit owes an answer."""

    guard = guards.case()

    pointed_out = models.BooleanField()
    asked_by = models.CharField(max_length=20, choices=AskedBy.choices, default="", blank=True)
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    words = PersonText()
    agreed_by_person = models.BooleanField(default=False)


class NeedRefusal(Written):
    """The answer was no, with its reason (NEED-05) and where to turn instead."""

    guard = guards.case()

    reason = PersonText()
    where_to_turn = PersonText()


class Assessment(Written):
    """The three questions, the base level, the level and where it leads. Assessed again: a new row."""

    guard = guards.case()

    needs_met = models.BooleanField()
    coordination_needed = models.BooleanField()
    other_way = PersonText()
    base_level_tried = models.BooleanField()
    base_level_exception = PersonText()
    level = models.CharField(max_length=20, choices=Level.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    handed_to = PersonText()
    consent_to_hand_on = models.BooleanField(default=False)
    agreed_with_person = models.BooleanField()
