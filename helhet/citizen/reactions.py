"""What the person, and those near them, are told of outside when they have asked for it: never more than that it is."""

from typing import Any

from helhet.access.actor import Actor
from helhet.post import actions as post
from helhet.process.case import reactions

TOLD = ("meeting.plan", "invitation.send", "plan.establish", "follow_up.call", "follow_up.record", "closing.close")
AT_ONCE = ("meeting.move", "meeting.cancel")


def _tell(case: Any, by: Actor, data: dict[str, Any]) -> None:
    """There is something to read for the person and those near."""
    if by.individual_id != case.individual_id:
        post.news("individual", case.individual_id, at_once=False)


def _tell_at_once(case: Any, by: Actor, data: dict[str, Any]) -> None:
    """There is something to read at once for the person and those near."""
    if by.individual_id != case.individual_id:
        post.news("individual", case.individual_id, at_once=True)


for _verb in TOLD:
    reactions.on(_verb, "citizen", _tell)
for _verb in AT_ONCE:
    reactions.on(_verb, "citizen", _tell_at_once)
