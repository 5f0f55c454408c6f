"""The demo's mailbox: keeps what would have been sent, so that one can read it."""

from uuid import UUID

from helhet.kit import clock
from helhet.post.carriers import SENT, Outcome
from helhet.post.letters import Text
from helhet.post.models import Captured
from helhet.post.rules import Channel


def keep(channel: str, address: str, text: Text, ref: UUID) -> Outcome:
    """One notice, laid in the mailbox."""
    words = text.short if channel == Channel.SMS else text.body
    subject = "" if channel == Channel.SMS else text.subject
    Captured.objects.create(at=clock.now(), channel=channel, address=address, subject=subject, body=words, letter=ref)
    return SENT
