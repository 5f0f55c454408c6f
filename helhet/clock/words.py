"""Each obligation's code as the sentence a person reads; rooms register theirs."""

from django.utils.functional import Promise

_words: dict[str, tuple[str | Promise, str]] = {}


def register(code: str, sentence: str | Promise, url_name: str) -> None:
    """``sentence`` says what to do, as an order to oneself; ``url_name`` takes the case's ref and does it."""
    _words[code] = (sentence, url_name)


def sentence(code: str) -> str:
    return str(_words[code][0])


def url_name(code: str) -> str:
    return _words[code][1]
