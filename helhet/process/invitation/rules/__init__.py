"""Words and pure decisions of the call: who may be asked, what must stand in it, and which answers hold."""

from helhet.process.invitation.rules.words import (
    COMING,
    FINAL,
    Channel,
    Ended,
    Hindrance,
    ReceiverKind,
    Reply,
)

__all__ = ["COMING", "FINAL", "Channel", "Ended", "Hindrance", "ReceiverKind", "Reply"]
