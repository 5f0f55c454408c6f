"""The plan's forms: each part a small one."""

from helhet.process.plan.forms.after import ChangeMainForm, EstablishForm, HandOutForm, ReportForm
from helhet.process.plan.forms.goals import NO, ConfirmForm, GoalForm, InterventionForm, SubGoalForm, WayForm
from helhet.process.plan.forms.people import (
    ChildForm,
    ContactForm,
    DisagreementForm,
    FollowUpForm,
    MainForm,
    OtherForm,
    OwnForm,
    TogetherForm,
)
from helhet.process.plan.forms.seen import Nothing, SeenForm, said, seen

__all__ = [
    "NO", "ChangeMainForm", "ChildForm", "ConfirmForm", "ContactForm", "DisagreementForm", "EstablishForm",
    "FollowUpForm", "GoalForm", "HandOutForm", "InterventionForm", "MainForm", "Nothing", "OtherForm", "OwnForm",
    "ReportForm", "SeenForm", "SubGoalForm", "TogetherForm", "WayForm", "said", "seen",
]
