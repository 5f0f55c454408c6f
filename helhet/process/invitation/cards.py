"""What leaves the call: frozen, and only what the reader may know."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from helhet.process.invitation.rules import COMING, Channel, Reply

Words = str | Promise


@dataclass(frozen=True)
class AnswerCard:
    """What a receiver answered last. ``old``: it was given before the time changed."""

    reply: str
    reply_name: str
    who: str
    title: str
    message: str
    at: datetime
    by: str
    old: bool
    instead_of: str = ""


@dataclass(frozen=True)
class ReceiverCard:
    """Somebody the call goes to. Why and contribution only for the convener, the person and the receiver."""

    ref: UUID
    kind: str
    duty: bool
    unit_id: int | None
    relation_id: int | None
    name: str
    function: str
    phone: str
    side: str
    why: str
    contribution: str
    wished_profession: str
    channel: str
    channel_name: str
    spoken_on: date | None
    not_spoken_why: str
    covered: bool
    answer: AnswerCard | None
    passed_to: str
    took_over_from: str
    handed_on: date | None
    told_off: bool

    @property
    def asked_as(self) -> Words:
        return _("kallad") if self.duty else _("inbjuden")

    @property
    def reply(self) -> str:
        return self.answer.reply if self.answer and not self.answer.old else ""

    @property
    def chip(self) -> tuple[Words, str]:
        """The answer in two words and its kind of chip."""
        if self.passed_to and self.reply == Reply.NOT_US:
            return _("lämnad vidare"), "soon"
        if self.reply in COMING:
            return (_("kommer") if self.reply == Reply.COMES else _("ersättare kommer")), "ok"
        if self.reply == Reply.OTHER_TIME:
            return _("vill ha annan tid"), "soon"
        if self.reply == Reply.CANNOT:
            return _("kommer inte"), "neutral"
        return _("inget svar än"), "neutral"

    @property
    def answer_name(self) -> str:
        return str(self.chip[0])

    @property
    def answer_kind(self) -> str:
        return self.chip[1]

    @property
    def answered(self) -> bool:
        """Whether nothing more is wanted of them now: a call that came back unanswered waits again."""
        return bool(self.reply) and (self.reply != Reply.NOT_US or bool(self.passed_to))

    @property
    def on_paper(self) -> bool:
        return self.channel != Channel.SYSTEM

    @property
    def missing(self) -> tuple[Words, ...]:
        """What the list still lacks for this receiver before the call can go out."""
        found: list[Words] = []
        if not self.covered:
            found.append(_("fråga om samtycke"))
        if not self.spoken_on and not self.not_spoken_why:
            found.append(_("prata med dem först"))
        return tuple(found)


@dataclass(frozen=True)
class CallCard:
    """A call: a draft, out, off or done."""

    ref: UUID
    kind: str
    kind_name: str
    purpose: str
    goal: str
    questions: str
    comment: str
    contact_name: str
    contact_phone: str
    contact_unit: str
    answer_by: date | None
    by_name: str
    unit_id: int
    unit_name: str
    meeting: UUID | None
    sent_at: datetime | None
    off_at: datetime | None
    done_at: datetime | None
    person_handed_on: date | None
    person_told_off: bool
    recipients: tuple[ReceiverCard, ...]

    @property
    def live(self) -> bool:
        return self.sent_at is not None and self.off_at is None and self.done_at is None

    def of_unit(self, unit: int | None) -> ReceiverCard | None:
        return next((r for r in self.recipients if unit is not None and r.unit_id == unit), None)

    def of_relation(self, relation: int | None) -> ReceiverCard | None:
        return next((r for r in self.recipients if relation is not None and r.relation_id == relation), None)

    def receiver(self, ref: UUID) -> ReceiverCard | None:
        return next((r for r in self.recipients if r.ref == ref), None)

    @property
    def coming(self) -> int:
        return sum(r.reply in COMING for r in self.recipients)

    @property
    def silent(self) -> tuple[ReceiverCard, ...]:
        return tuple(r for r in self.recipients if not r.answered)

    @property
    def other_time(self) -> tuple[ReceiverCard, ...]:
        return tuple(r for r in self.recipients if r.reply == Reply.OTHER_TIME)

    @property
    def by_need(self) -> tuple[ReceiverCard, ...]:
        """Whoever one has to do something about first."""
        order = {Reply.OTHER_TIME: 1, Reply.NOT_US: 2, Reply.CANNOT: 3}
        return tuple(sorted(self.recipients, key=lambda r: order.get(Reply(r.reply), 4) if r.answered else 0))

    @property
    def tally(self) -> tuple[tuple[Words, str], ...]:
        """What else than a yes there is, in a few words each."""
        away = sum(r.reply == Reply.CANNOT for r in self.recipients)
        found = [
            (len(self.silent), ngettext("%(n)s har inte svarat", "%(n)s har inte svarat", len(self.silent)), "soon"),
            (len(self.other_time),
             ngettext("%(n)s vill ha annan tid", "%(n)s vill ha annan tid", len(self.other_time)), "soon"),
            (away, ngettext("%(n)s kommer inte", "%(n)s kommer inte", away), "neutral"),
        ]
        return tuple((text % {"n": n}, kind) for n, text, kind in found if n)


@dataclass(frozen=True)
class ReceivedCard:
    """All that goes on to a unit before consent covers it: that a call exists, from whom, and by when."""

    from_unit: str
    contact_name: str
    contact_phone: str
    contact_unit: str
    answer_by: date | None
    passed_on_by: str
    passed_on_from: str
    state: str  # waits, taken, off


@dataclass(frozen=True)
class AnswerFacts:
    """Who was asked and what they answered, for later rooms' actions."""

    unit: int | None
    relation: int | None
    name: str
    duty: bool
    reply: str
    who: str
