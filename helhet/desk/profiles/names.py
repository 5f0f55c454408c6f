"""What the codes of a profile are called in the rooms that use them, and what the counties are called."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise

from helhet.organisations import door as organisations
from helhet.organisations.rules import UnitKind
from helhet.process.closing.words import Ground
from helhet.process.follow_up.words import RestartGround
from helhet.process.invitation.rules.words import Channel
from helhet.process.meeting.words import MeetingKind
from helhet.process.need.words import Level, SipKind
from helhet.rulebook import words

Names = Mapping[str, str | Promise]

_OF: dict[str, type[TextChoices]] = {
    "may_start": UnitKind, "may_call": UnitKind, "may_be_called": UnitKind, "default_receiver_region": UnitKind,
    "default_receiver_municipality": UnitKind, "sip_kinds": SipKind, "levels": Level, "follow_up_rhythm_days": Level,
    "meeting_kinds": MeetingKind, "invitation_channels": Channel, "closing_grounds": Ground,
    "restart_grounds": RestartGround,
}


def names() -> dict[str, Names]:
    """Every code that a value may hold, with its words, by the value's key. The order is that of a form."""
    found: dict[str, Names] = {key: dict(codes.choices) for key, codes in _OF.items()}
    return {**words.CODES, **found, "counties": organisations.counties()}
