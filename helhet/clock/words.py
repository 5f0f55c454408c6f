"""Each obligation declared by its code: the sentence a person reads, its button, who is bound, and how it ends."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from helhet.clock import news

Text = str | Promise


class Words(NamedTuple):
    """What to do, where, and what the button says; then what ``docs/obligations.md`` prints.

    ``bound``: who owes it, in words. ``rules``: the rules it can carry. ``values``: the numbers of the profile that
    give its days. ``done_by``: verbs and events that fulfil it. ``ended_by``: those that end it unfulfilled.
    ``lapses``: what else lets it go.
    """

    sentence: Text
    url_name: str
    action: Text
    bound: str = ""
    rules: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    lapses: str = ""


_OPEN = _("Öppna")
_words: dict[str, Words] = {}


def register(
    code: str, sentence: Text, url_name: str, *, action: Text = _OPEN, bound: str = "", rules: tuple[str, ...] = (),
    values: tuple[str, ...] = (), done_by: tuple[str, ...] = (), ended_by: tuple[str, ...] = (), lapses: str = "",
) -> None:
    """Declare an obligation, each part as ``Words`` says; a test holds every code to a whole declaration.

    ``sentence`` says what to do, as an order to oneself; ``url_name`` takes the case's ref and does it. ``action`` is
    the button's own text: what happens, or what one comes to.
    """
    _words[code] = Words(sentence, url_name, action, bound, rules, values, done_by, ended_by, lapses)
    news.register(late_code(code), format_lazy(_("Försenat: {what}"), what=sentence), url_name)


def late_code(code: str) -> str:
    """What lies in the inbox when the obligation's day has passed."""
    return f"clock.late.{code}"


def declared() -> dict[str, Words]:
    """Every obligation there can be, by its code."""
    return dict(sorted(_words.items()))


def sentence(code: str) -> str:
    return str(_words[code].sentence)


def url_name(code: str) -> str:
    return _words[code].url_name


def action(code: str) -> str:
    return str(_words[code].action)
