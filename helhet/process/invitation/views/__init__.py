"""Pages of the call: writing it, answering it, and who takes part."""

from helhet.process.invitation.views.answering import answer, forward, received
from helhet.process.invitation.views.calling import change, hand, letter, overview, receiver, remove, send
from helhet.process.invitation.views.team import exclude, join, leave

__all__ = [
    "answer", "change", "exclude", "forward", "hand", "join", "leave", "letter", "overview", "received",
    "receiver", "remove", "send",
]
