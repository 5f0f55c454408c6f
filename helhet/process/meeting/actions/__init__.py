"""The only place that writes meetings: plan, move, cancel, open, end, and note what deviated."""

from helhet.process.meeting.actions.booking import book, cancel, move_meeting, plan
from helhet.process.meeting.actions.session import call_off, close_open, deviation, end, open_meeting
from helhet.process.meeting.rules import Booking
from helhet.process.meeting.sitting import Attendee

__all__ = [
    "Attendee", "Booking", "book", "call_off", "cancel", "close_open", "deviation", "end", "move_meeting",
    "open_meeting", "plan",
]
