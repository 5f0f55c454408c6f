"""Each thing that can lie in an inbox: its sentence, and where it leads; rooms register theirs."""

from typing import NamedTuple

from django.utils.functional import Promise

Text = str | Promise


class News(NamedTuple):
    """What has happened, as a sentence without a word about the person, and the page that shows it."""

    sentence: Text
    url_name: str
    by_source: bool
    urgent: bool
    theme: str
    before: bool


THEMES = ("messages", "calls", "meetings", "plans", "late", "deviations", "other")
_BY_ROOM = {
    "dialogue": "messages", "invitation": "calls", "participant": "calls", "times": "meetings", "meeting": "meetings",
    "clock": "late", "deviation": "deviations", "need": "plans", "consent": "plans", "mapping": "plans",
    "plan": "plans", "follow_up": "meetings", "closing": "plans", "case": "plans",
}
_news: dict[str, News] = {}


def register(
    code: str, sentence: Text, url_name: str, *, by_source: bool = False, urgent: bool = False, theme: str = "",
    before: bool = False,
) -> str:
    """``url_name`` takes the subject's ref, or with ``by_source`` the source's; empty when there is nothing to open.

    ``urgent``: told outside at once. ``theme`` is one of THEMES, else given by the code's first word. ``before``:
    its page opens also for a unit that does not reach the case yet. Returns the code.
    """
    _news[code] = News(sentence, url_name, by_source, urgent, theme or theme_of(code), before)
    return code


def theme_of(code: str) -> str:
    """What a code is filed under in the inbox, by its first word."""
    return _BY_ROOM.get(code.partition(".")[0], "other")


def get(code: str) -> News:
    """Raises KeyError for a code that no room has registered."""
    return _news[code]


def codes() -> tuple[str, ...]:
    return tuple(sorted(_news))
