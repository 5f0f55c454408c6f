"""The only place that calls, answers, finds a time and changes who takes part. One module for each."""

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
from helhet.process.invitation.actions.times import Fixed, answer_times, ask_times, fix_time, stop_times

__all__ = [
    "Fixed", "accept_forward", "answer", "answer_times", "ask_times", "call_to", "copy_list", "decline_forward",
    "fix_time", "forward", "grants", "hand_over", "list_receiver", "participant_add", "participant_exclude",
    "participant_leave", "prepare_list", "rewrite", "send", "stop_times", "unlist",
]
