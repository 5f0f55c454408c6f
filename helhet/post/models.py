"""Ways to reach somebody outside, what waits to be told, and the outbox. No table says what or whom it is about."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards
from helhet.kit.guards import Guard
from helhet.kit.text import PersonText
from helhet.post import rules

OWNERS = [(o, o) for o in ("unit", "user", "individual", "relation")]


class Way(models.Model):
    """An address that somebody has asked to be told at, and proved to be theirs. Ended, never deleted."""

    guard = Guard(
        f"owner_kind = 'unit' AND owner = {guards.UNIT} OR owner_kind = 'user' AND owner = {guards.USER}"
        f" OR individual = ANY ({guards.PERSONS})"
    )

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner_kind = models.CharField(max_length=12, choices=OWNERS)
    owner = models.BigIntegerField()
    individual = models.BigIntegerField(null=True)  # whose plan: the person's own ways, and those near them
    channel = models.CharField(max_length=6, choices=rules.Channel.choices)
    address = PersonText(of_house=True)  # compared with others', so that codes fill nobody's telephone
    asked_at = models.DateTimeField()
    code = PersonText()  # empty when there is none to wait for
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.SmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    quiet_from = models.TimeField(default=rules.QUIET_FROM)
    quiet_to = models.TimeField(default=rules.QUIET_TO)
    quiet_weekends = models.BooleanField(default=True)
    digest_at = models.TimeField(default=rules.DIGEST_AT)
    at_once = models.BooleanField(default=True)
    last_digest = models.DateTimeField(null=True)
    last_at_once = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner_kind", "owner"], name="way_of_owner", condition=models.Q(ended_at=None)),
            models.Index(fields=["individual"], name="way_of_individual", condition=models.Q(ended_at=None)),
        ]

    @property
    def habits(self) -> rules.Habits:
        return rules.Habits(self.quiet_from, self.quiet_to, self.quiet_weekends, self.digest_at, self.at_once)

    @property
    def told(self) -> rules.Told:
        return rules.Told(self.last_digest, self.last_at_once)


class Outbox(models.Model):
    """A notice on its way. The truth: a job in the queue only points here. ``ref`` is its name to the receiver.

    ``trying`` is set before each attempt and cleared by its outcome; found set, the attempt before was cut off
    somewhere and the receiver may have taken the notice.
    """

    guard = guards.within("way_id", "post_way")

    STATES = [(s, s) for s in ("waiting", "sent", "dead", "dropped")]

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    way = models.ForeignKey(Way, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=10, choices=rules.Letter.choices)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    trying = models.UUIDField(null=True)
    perhaps_twice = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, default="", blank=True)  # its kind, never an address
    once = models.CharField(max_length=80, unique=True)
    covers = models.IntegerField(default=0)  # how much there was to tell of

    class Meta:
        indexes = [
            models.Index(fields=["next_at", "id"], name="outbox_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["way", "-id"], name="outbox_of_way"),
        ]


class Waiting(models.Model):
    """There is something to read, not told yet. Verbs only add rows, so they never wait for one another here; the
    worker folds them into a notice, which keeps their number.
    """

    guard = guards.within("way_id", "post_way")

    way = models.ForeignKey(Way, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    urgent = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["way", "at"], name="waiting_of_way")]


class Captured(models.Model):
    """Under the demo only: what would have been sent, for its mailbox page."""

    guard = guards.of_house("under the demo only, on an invented world")

    at = models.DateTimeField()
    channel = models.CharField(max_length=6, choices=rules.Channel.choices)
    address = PersonText()
    subject = models.CharField(max_length=200, blank=True)
    body = PersonText()
    letter = models.UUIDField()
