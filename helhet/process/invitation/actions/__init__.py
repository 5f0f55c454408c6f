"""The only place that calls, answers and changes who takes part. One module for each of the three."""

from helhet.process.invitation.actions.answering import accept_forward, answer, decline_forward, forward
from helhet.process.invitation.actions.calling import (
    call_to,
    copy_list,
    hand_over,
    list_receiver,
    prepare_list,
    send,
    unlist,
)
from helhet.process.invitation.actions.reach import grants, rewrite
from helhet.process.invitation.actions.team import participant_add, participant_exclude, participant_leave

__all__ = [
    "accept_forward", "answer", "call_to", "copy_list", "decline_forward", "forward", "grants", "hand_over",
    "list_receiver", "participant_add", "participant_exclude", "participant_leave", "prepare_list", "rewrite", "send",
    "unlist",
]
