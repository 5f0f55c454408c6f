"""The only place that writes the plan: the draft's rows, the versions, and what happens after."""

from helhet.process.plan.actions.draft import copy_to_draft, open_draft
from helhet.process.plan.actions.establishing import establish, freeze
from helhet.process.plan.actions.later import accept_main_responsible, change_main_responsible, hand_out, report
from helhet.process.plan.actions.parts import (
    add_disagreement,
    add_other,
    add_own_part,
    choose_main_responsible,
    state_no_others,
    write_child,
    write_contact,
    write_follow_up,
    write_goal,
    write_together,
    write_way,
)
from helhet.process.plan.actions.rows import (
    add_intervention,
    add_sub_goal,
    confirm_intervention,
    decline_intervention,
    remove_row,
    write_intervention,
    write_sub_goal,
)

__all__ = [
    "accept_main_responsible", "add_disagreement", "add_intervention", "add_other", "add_own_part", "add_sub_goal",
    "change_main_responsible", "choose_main_responsible", "confirm_intervention", "copy_to_draft",
    "decline_intervention", "establish", "freeze", "hand_out", "open_draft", "remove_row", "report",
    "state_no_others", "write_child", "write_contact", "write_follow_up", "write_goal", "write_intervention",
    "write_sub_goal", "write_together", "write_way",
]
