"""What several forms say alike: in plain or easy words, yes or no, and numbers that are not broken over two lines."""

from datetime import datetime

from django.utils.translation import gettext as _

from helhet.kit.dates import datetime_sv, time_sv
from helhet.process.papers.sheet import Block, Heading, Room, Text, Ticks

NOTHING = "–"


def say(easy: bool, plain: str, light: str) -> str:
    """The same thing in ordinary or in easy Swedish."""
    return light if easy else plain


def yes_no(question: str, answer: bool | None) -> Ticks:
    """A question with two boxes; None: not asked, or for the pen."""
    return Ticks(question, ((_("Ja"), answer is True), (_("Nej"), answer is False)))


def written(title: str, text: str, lines: int = 3, hint: str = "") -> tuple[Block, ...]:
    """What is written under a heading, or lines to write it on, with a word on what belongs there."""
    return (Heading(title), Text(text)) if text else (Room(hint or title, lines),)


def number(phone: str) -> str:
    """A telephone number that stands whole on one line."""
    return phone.replace(" ", "\u00a0")


def from_to(starts: datetime | None, ends: datetime | None) -> str:
    """"tisdag 2 december kl. 14.00–15.00"; empty when nothing is fixed."""
    if starts is None:
        return ""
    return f"{datetime_sv(starts)}–{time_sv(ends)}" if ends else datetime_sv(starts)
