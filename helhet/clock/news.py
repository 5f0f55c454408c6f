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


_news: dict[str, News] = {}


def register(code: str, sentence: Text, url_name: str, *, by_source: bool = False, urgent: bool = False) -> str:
    """``url_name`` takes the subject's ref, or with ``by_source`` the source's. ``urgent``: told outside at once.

    Returns the code.
    """
    _news[code] = News(sentence, url_name, by_source, urgent)
    return code


def get(code: str) -> News:
    """Raises KeyError for a code that no room has registered."""
    return _news[code]


def codes() -> tuple[str, ...]:
    return tuple(sorted(_news))
