"""Each obligation's code as the sentence a person reads, and its button; rooms register theirs."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Words(NamedTuple):
    """What to do, where, and what the button says."""

    sentence: Text
    url_name: str
    action: Text


_OPEN = _("Öppna")
_words: dict[str, Words] = {}


def register(code: str, sentence: Text, url_name: str, *, action: Text = _OPEN) -> None:
    """``sentence`` says what to do, as an order to oneself; ``url_name`` takes the case's ref and does it.

    ``action`` is the button's own text: what happens, or what one comes to.
    """
    _words[code] = Words(sentence, url_name, action)


def sentence(code: str) -> str:
    return str(_words[code].sentence)


def url_name(code: str) -> str:
    return _words[code].url_name


def action(code: str) -> str:
    return str(_words[code].action)
