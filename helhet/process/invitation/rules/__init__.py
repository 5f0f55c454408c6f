"""Words and pure decisions of the call: who may be asked, what must stand in it, and which answers hold."""

from helhet.process.invitation.rules.answering import (
    Leaving,
    Said,
    may_answer,
    may_exclude,
    may_leave,
    may_take_over,
)
from helhet.process.invitation.rules.calling import (
    Asked,
    CallFacts,
    duty_of,
    first_channel,
    may_add,
    may_ask,
    may_call,
    may_send,
)
from helhet.process.invitation.rules.waiting import DraftFacts, OutFacts, Waits, drafting, waiting
from helhet.process.invitation.rules.words import (
    COMING,
    FINAL,
    Channel,
    Ended,
    Hindrance,
    ReceiverKind,
    Reply,
    Wanted,
)

__all__ = [
    "COMING", "FINAL", "Asked", "CallFacts", "Channel", "DraftFacts", "Ended", "Hindrance", "Leaving", "OutFacts",
    "ReceiverKind", "Reply", "Said", "Waits", "Wanted", "drafting", "duty_of", "first_channel", "may_add",
    "may_answer", "may_ask", "may_call", "may_exclude", "may_leave", "may_send", "may_take_over", "waiting",
]
