"""What was told and what was answered. Every row is appended; what is in force is derived (``coverage.py``)."""

from django.db import models

from helhet.access.rules import Kind
from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.consent.words import Form, Giver, Informed, Scope, Way
from helhet.process.need.written import Written

__all__ = ["Consent", "ConsentItem", "ConsentYes", "Decline", "Information", "Route", "RouteItem", "Withdrawal"]


class Information(Written):
    """The person was told what a SIP is, and was offered one (INFO-01..04, LAW-15)."""

    guard = guards.case()

    informed_on = models.DateField()
    how = PersonText()
    adapted = PersonText()
    language = models.CharField(max_length=limits.NAME, default="", blank=True)
    understood = PersonText()
    offered = models.BooleanField()
    present = PersonText()


class Consent(Written):
    """One answer with at least one yes. The no beside it stands in the items and in ``not_agreed``."""

    guard = guards.case()

    part_a = models.BooleanField()
    part_b = models.BooleanField(null=True)  # null: not asked this time
    digital = models.BooleanField(null=True)
    form = models.CharField(max_length=12, choices=Form.choices)
    giver = models.CharField(max_length=20, choices=Giver.choices)
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    giver_name = models.CharField(max_length=2 * limits.NAME, default="", blank=True)
    maturity = PersonText()  # how it was judged that the young person decides this alone
    child_view = PersonText()
    not_agreed = PersonText()
    valid_until = models.DateField()
    obtained_how = PersonText()
    enough_information = models.BooleanField()
    voluntary = models.BooleanField()
    support_needed = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="consent_of_case")]


class ConsentItem(models.Model):
    """One recipient, one kind, yes or no; ``source`` limits whose information it is."""

    append_only = True
    guard = guards.within("consent_id", "process_consent")

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="items")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    yes = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "unit", "name", "kind", "source"], name="consent_item_once",
                                    nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(unit__isnull=False) | ~models.Q(name=""),
                                   name="consent_item_has_recipient"),
        ]


class ConsentYes(models.Model):
    """Each guardian that said yes, when several decide together (FB 6:13)."""

    append_only = True
    guard = guards.within("consent_id", "process_consent")

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="said_yes")
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, related_name="+")


class Withdrawal(Written):
    """A yes taken back, in whole or in part. Needs nothing and is never refused (CON-13)."""

    guard = guards.case()

    scope = models.CharField(max_length=12, choices=Scope.choices)
    recipient = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    recipient_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default="", blank=True)
    giver = models.CharField(max_length=20, choices=Giver.choices)
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    words = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="withdrawal_of_case")]


class Decline(Written):
    """A no to the SIP. Always registered; how much was known is a fact beside it (INFO-07)."""

    guard = guards.case()

    informed = models.CharField(max_length=12, choices=Informed.choices)
    giver = models.CharField(max_length=20, choices=Giver.choices)
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    reason = PersonText()


class Route(Written):
    """A documented way where the person cannot consent (CON-17, CON-18). ``unit`` tried it for its own information."""

    guard = guards.case()

    way = models.CharField(max_length=20, choices=Way.choices)
    ground = models.CharField(max_length=20, default="", blank=True)
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    why_not_asked = PersonText()
    assessment = PersonText()
    decided_by = models.CharField(max_length=limits.NAME)
    decided_on = models.DateField()
    document = models.CharField(max_length=limits.SHORT)
    valid_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="route_of_case")]


class RouteItem(models.Model):
    """One receiver and one kind that a route lets through."""

    append_only = True
    guard = guards.within("route_id", "process_route")

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="items")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "unit", "kind"], name="route_item_once")]
