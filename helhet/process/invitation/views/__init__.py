"""Pages of the call: writing it, finding its time, answering it, and who takes part."""

from helhet.process.invitation.views.answering import answer, forward, received
from helhet.process.invitation.views.calendar import calendar, my_calendar
from helhet.process.invitation.views.calling import change, hand, overview, receiver, remove, send
from helhet.process.invitation.views.team import exclude, join, leave
from helhet.process.invitation.views.times import fix, my_times, note, propose, reply, stop, times

__all__ = [
    "answer", "calendar", "change", "exclude", "fix", "forward", "hand", "join", "leave", "my_calendar",
    "my_times", "note", "overview", "propose", "received", "receiver", "remove", "reply", "send", "stop", "times",
]
