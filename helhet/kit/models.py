"""The cellar's two tables: every version of every written text, and clicks already answered."""

from django.db import models

from helhet.kit import guards
from helhet.kit.text import PersonText


class FieldVersion(models.Model):
    """One version of one writable text. Appended, never changed: who wrote what, and when.

    ``subject`` is the ref of the draft or mapping, ``row_ref`` of the row within it (or the subject itself).
    """

    append_only = True
    guard = guards.written_in("process_draft", "process_mapping")

    subject = models.UUIDField()
    row_ref = models.UUIDField()
    field = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    text = PersonText()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200, default="")
    assignment = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "row_ref", "field", "n"], name="field_version_once"),
        ]


class Once(models.Model):
    """A form that has had its effect: a second click gets the first result. Forgotten after some days."""

    guard = guards.of_house(
        "a key of the page's own and the address it led to, which names a case by its ref at most"
    )

    key = models.UUIDField(primary_key=True)
    user = models.BigIntegerField()
    result = models.CharField(max_length=500)
    at = models.DateTimeField()


class DatabaseMark(models.Model):
    """Says that a database holds an invented world: the demo demands the mark, production refuses it."""

    append_only = True
    guard = guards.of_house("says that the world is invented")

    what = models.CharField(max_length=20)
    built_on = models.DateField()
    at = models.DateTimeField()


class DataKey(models.Model):
    """The key of one controller's texts about one person, wrapped by a master key that never lies in the database.

    ``individual`` 0: about nobody in particular; ``controller`` 0: written by the person, or by the house. Destroyed
    its texts are gone, wherever they lie and in every copy of the database.
    """

    append_only = True
    guard = guards.of_house("wrapped keys: numbers of rows, and bytes that open nothing without the master key")

    controller = models.IntegerField()
    individual = models.BigIntegerField()
    master = models.CharField(max_length=20)
    wrapped = models.BinaryField(max_length=60)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)  # no longer written under; still read
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "individual"], condition=models.Q(retired_at=None),
                                    name="data_key_one_in_use"),
            models.CheckConstraint(name="data_key_destroyed_is_empty",
                                   condition=models.Q(destroyed_at=None) | models.Q(wrapped=b"")),
        ]
        indexes = [models.Index(fields=["individual", "controller"], name="data_key_of_person")]
