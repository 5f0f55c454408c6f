"""The register of what can happen: each room registers its events with the sentence a person reads."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


class UnknownEvent(LookupError):
    """An event nobody has registered. Silence here would lose a trace, so it raises."""


@dataclass(frozen=True)
class Event:
    code: str
    sentence: Text
    reading: bool = False


_events: dict[str, Event] = {}


def register(code: str, sentence: Text, *, reading: bool = False) -> str:
    """Register an event by its code (``room.what_happened``) and its Swedish sentence; returns the code.

    ``reading`` marks events that only looked. Raises ValueError when a code gets two sentences.
    """
    known = _events.get(code)
    if known and str(known.sentence) != str(sentence):
        raise ValueError(f"event {code} registered twice with different sentences")
    _events[code] = Event(code, sentence, reading)
    return code


def get(code: str) -> Event:
    try:
        return _events[code]
    except KeyError:
        raise UnknownEvent(code) from None


def all_events() -> tuple[Event, ...]:
    return tuple(_events.values())
