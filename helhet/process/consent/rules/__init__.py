"""What must be so before a yes, a route or an information is written. A no and a withdrawal need nothing."""

from helhet.process.consent.coverage import in_force
from helhet.process.consent.rules.after import (
    after_withdrawal,
    ask_due,
    reaches_preparing,
    renew_due,
    route_due,
    trial_due,
)
from helhet.process.consent.rules.answer import Answer, Item, may_record
from helhet.process.consent.rules.path import Path, Telling, may_inform, may_route
from helhet.process.consent.words import Form, Giver, Informed, Scope, Way

__all__ = [
    "Answer", "Form", "Giver", "Informed", "Item", "Path", "Scope", "Telling", "Way", "after_withdrawal", "ask_due",
    "in_force", "may_inform", "may_record", "may_route", "reaches_preparing", "renew_due", "route_due", "trial_due",
]
