"""Who carries a notice out of the house: a mail server, an SMS gateway, or the demo's own mailbox."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from helhet.post.letters import Text
from helhet.post.rules import Channel


@dataclass(frozen=True)
class Outcome:
    """How an attempt went. ``why`` is the kind of fault, never an address; ``unsure``: it may have been taken.

    ``result``: sent; later (try again); never (the receiver does not want it there).
    """

    result: str
    why: str = ""
    unsure: bool = False


SENT = Outcome("sent")


def carry(channel: str, address: str, text: Text, ref: UUID) -> Outcome:
    """Hand one notice to whoever carries that channel. Never raises for what a receiver or a network does."""
    from helhet.post.carriers import mail, mailbox, sms

    if channel == Channel.MAIL and settings.POST_SMTP_URL:
        return mail.send(address, text, ref)
    if channel == Channel.SMS and settings.POST_SMS_URL:
        return sms.send(address, text, ref)
    if settings.DEMO:
        return mailbox.keep(channel, address, text, ref)
    return Outcome("later", "not configured")
