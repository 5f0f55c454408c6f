"""What the person, and those near them, are told of outside when they have asked for it: never more than that it is."""

from typing import Any

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.people import door as people
from helhet.post import actions as post
from helhet.process.case import reactions
from helhet.process.case.rules import kind_told
from helhet.rulebook import door as rulebook

TOLD = ("meeting.plan", "invitation.send", "plan.establish", "follow_up.call", "follow_up.record", "closing.close")
AT_ONCE = ("meeting.move", "meeting.cancel")


def _teller(verb: str, *, at_once: bool) -> reactions.Reaction:
    kind = kind_told(verb)

    def tell(case: Any, by: Actor, data: dict[str, Any]) -> None:
        if by.individual_id != case.individual_id:
            ages = rulebook.profile(case.profile_version_id)
            near = people.near_who_read(case.individual_id, kind, clock.today(), ages) if kind else None
            post.news("individual", case.individual_id, at_once=at_once, near=near)

    tell.__doc__ = ("There is something to read at once for the person and those near." if at_once else
                    "There is something to read for the person and those near.")
    return tell


for _verb in TOLD:
    reactions.on(_verb, "citizen", _teller(_verb, at_once=False))
for _verb in AT_ONCE:
    reactions.on(_verb, "citizen", _teller(_verb, at_once=True))
