"""Three borders that must not be confused: principal, controller and unit (process.md)."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.organisations.rules import ControllerKind, UnitKind


class Principal(models.Model):
    """Region or municipality (Gotland is both): carries the duty to plan, attend and be main responsible."""

    guard = guards.of_house("the directory of organisations")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=limits.NAME)
    is_region = models.BooleanField(default=False)
    is_municipality = models.BooleanField(default=False)
    county_code = models.CharField(max_length=2)
    municipality_code = models.CharField(max_length=4, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_region=True) | models.Q(is_municipality=True), name="principal_is_something"
            ),
            models.UniqueConstraint(fields=["name"], name="principal_named_once"),
        ]


class Controller(models.Model):
    """Personuppgiftsansvarig: the border of secrecy, record, log chain and retention."""

    guard = guards.of_house("the directory of organisations")

    id = models.AutoField(primary_key=True)
    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=limits.NAME)
    kind = models.CharField(max_length=30, choices=ControllerKind.choices)
    # Whom it works for: none for state agencies and user organisations, several controllers for one principal.
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, null=True)
    # Both off until the controller has decided with its own counsel (lag 2022:913 is voluntary to join).
    emergency_access = models.BooleanField(default=False)
    direct_access = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "principal"], name="controller_named_once")]


class Unit(models.Model):
    """Where work is done: inbox and assignments. Integer key, for int[] in reach and search."""

    guard = guards.of_house("the directory of organisations")

    id = models.AutoField(primary_key=True)
    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=limits.NAME)
    kind = models.CharField(max_length=40, choices=UnitKind.choices)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT)
    hsa_id = models.CharField(max_length=40, default="", blank=True)
    # Where it lies, so that the nearest default receiver is found also among a region's units.
    municipality_code = models.CharField(max_length=4, default="", blank=True)
    address = models.CharField(max_length=limits.SHORT, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    # ATT-08, ATT-09: who is called when nobody there knows the person.
    default_receiver = models.BooleanField(default=False)
    uses_helhet = models.BooleanField(default=True)  # else the call goes on paper (CALL-08)
    active = models.BooleanField(default=True)
    sort_sv = models.GeneratedField(
        expression=models.Func(
            models.Func(models.F("name"), function="lower"),
            models.Value("åäöæøéèüáà"), models.Value("{|}|}eeyaa"), function="translate",
        ),
        output_field=models.CharField(max_length=limits.NAME, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "controller"], name="unit_named_once")]
        indexes = [
            models.Index(fields=["controller", "sort_sv"], name="unit_of_controller"),
            models.Index(fields=["sort_sv"], name="unit_in_order"),
        ]


class ContactPoint(models.Model):
    """A way to reach a unit for one matter: SIP calls, out of hours, reception."""

    guard = guards.of_house("the directory of organisations")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contact_points")
    label = models.CharField(max_length=limits.NAME)
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    hours = models.CharField(max_length=limits.NAME, default="", blank=True)
