"""Forms of the call, and of finding a time for it."""

from helhet.process.invitation.forms.call import (
    OTHER,
    AnswerForm,
    ExcludeForm,
    ForwardForm,
    HandForm,
    LeaveForm,
    ReceiverForm,
    RemoveForm,
    SendForm,
    TakeOverForm,
)
from helhet.process.invitation.forms.times import FixForm, NothingForm, RepliesForm, TimesForm

__all__ = [
    "OTHER", "AnswerForm", "ExcludeForm", "FixForm", "ForwardForm", "HandForm", "LeaveForm", "NothingForm",
    "ReceiverForm", "RemoveForm", "RepliesForm", "SendForm", "TakeOverForm", "TimesForm",
]
