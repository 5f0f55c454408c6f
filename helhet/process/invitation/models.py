"""The call, whom it goes to, what they answer, whom it is passed on to, and what has been handed over on paper."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.invitation.rules import Channel, Ended, Hindrance, ReceiverKind, Reply
from helhet.process.invitation.rules.times import Closed, Fits, How

__all__ = ["Answer", "Call", "Forward", "Handed", "Receiver", "TimeAnswer", "TimeAsked", "TimeOption", "TimePoll"]


class Call(models.Model):
    """One call to one meeting. A draft until it is sent; after that only its end is written."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey("process.Case", on_delete=models.PROTECT, related_name="calls")
    meeting = models.UUIDField(null=True)  # the meeting's ref, set when sent
    kind = models.CharField(max_length=30, default="")
    purpose = PersonText()
    goal = PersonText()  # the person's own words as they stood when the call went out
    questions = PersonText()
    comment = PersonText()
    contact_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    contact_phone = models.CharField(max_length=40, default="", blank=True)
    contact_unit = models.CharField(max_length=limits.NAME, default="", blank=True)
    list_agreed = models.BooleanField(default=False)
    answer_by = models.DateField(null=True)
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # sent, or moved since: older answers were to another time
    off_at = models.DateTimeField(null=True)  # the meeting was called off
    done_at = models.DateTimeField(null=True)  # the meeting has begun, or a newer call stands

    class Meta:
        indexes = [models.Index(fields=["case", "sent_at"], name="call_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(sent_at__isnull=True), name="call_one_draft"
            ),
        ]


class Receiver(models.Model):
    """Somebody the call goes to: with duty to come, or without."""

    guard = guards.within("call_id", "process_call")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="receivers")
    kind = models.CharField(max_length=20, choices=ReceiverKind.choices)
    duty = models.BooleanField()  # True: kallelse; False: inbjudan
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    function = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    why = PersonText()
    contribution = PersonText()
    wished_profession = models.CharField(max_length=limits.NAME, default="", blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    spoken_on = models.DateField(null=True)
    not_spoken_why = PersonText()
    sent_at = models.DateTimeField(null=True)
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, choices=Ended.choices, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "unit"], condition=models.Q(ended_at__isnull=True, unit__isnull=False),
                name="receiver_unit_once",
            ),
            models.UniqueConstraint(
                fields=["call", "relation"], condition=models.Q(ended_at__isnull=True, relation__isnull=False),
                name="receiver_relation_once",
            ),
        ]


class Answer(models.Model):
    """One answer of a receiver. The newest counts; the earlier stay."""

    append_only = True
    guard = guards.within("receiver_id", "process_receiver")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=20, choices=Reply.choices)
    who_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    who_title = models.CharField(max_length=limits.NAME, default="", blank=True)
    who_user = models.BigIntegerField(null=True)
    instead_of = models.CharField(max_length=limits.NAME, default="", blank=True)  # who was named before (CALL-18)
    hindrance = models.CharField(max_length=20, choices=Hindrance.choices, default="", blank=True)
    asked_sender = models.BooleanField(null=True)  # ATT-06: spoken with the one who called
    message = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["receiver", "-at"], name="answer_of_receiver")]


class Forward(models.Model):
    """A call passed on within the principal. Nothing has moved until the other unit has said yes (ATT-07)."""

    guard = guards.within("receiver_id", "process_receiver")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT, related_name="forwards")
    to_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=limits.NAME, default="", blank=True)
    declined_why = PersonText()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiver"], condition=models.Q(accepted__isnull=True), name="forward_one_pending"
            ),
        ]


class Handed(models.Model):
    """The paper was given: to a receiver, or (without one) to the person; or they were told that it is off."""

    append_only = True
    guard = guards.within("call_id", "process_call")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="handed")
    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT, null=True, related_name="handed")
    told_off = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)


class TimePoll(models.Model):
    """A question of which times suit, to those on the list. One stands at a time; a new one takes its place."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey("process.Case", on_delete=models.PROTECT, related_name="time_polls")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    phone = models.CharField(max_length=40, default="", blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=20, choices=Closed.choices, default="", blank=True)
    chosen = models.ForeignKey("TimeOption", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-asked_at"], name="time_poll_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(closed_at__isnull=True), name="time_poll_one_open"
            ),
        ]


class TimeOption(models.Model):
    """One proposed time, and how one meets then."""

    append_only = True
    guard = guards.within("poll_id", "process_timepoll")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    poll = models.ForeignKey(TimePoll, on_delete=models.PROTECT, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How.choices)
    place = PersonText()  # may be the person's home

    class Meta:
        constraints = [
            models.CheckConstraint(name="time_option_forward", condition=models.Q(ends_at__gt=models.F("starts_at"))),
        ]


class TimeAsked(models.Model):
    """Somebody who is asked: the person, a unit, somebody near, or a named outsider. Consent is asked of each time."""

    append_only = True
    guard = guards.within("poll_id", "process_timepoll")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    poll = models.ForeignKey(TimePoll, on_delete=models.PROTECT, related_name="asked")
    kind = models.CharField(max_length=20)  # a ReceiverKind, or "individual"
    duty = models.BooleanField(default=False)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    in_helhet = models.BooleanField(default=False)  # can answer by themselves; else the convener notes it


class TimeAnswer(models.Model):
    """What somebody said of one time. The newest counts; the earlier stay."""

    append_only = True
    guard = guards.within("asked_id", "process_timeasked")

    asked = models.ForeignKey(TimeAsked, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(TimeOption, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=10, choices=Fits.choices)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked", "option", "-at"], name="time_answer_newest")]
