"""The register of what can happen: each room registers its events with the sentence a person reads."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class UnknownEvent(LookupError):
    """An event nobody has registered. Silence here would lose a trace, so it raises."""


class Activity(StrEnum):
    """What was done with the record, in the words of the national log service (StoreLog 2.0)."""

    READ = "read"
    WRITE = "write"
    SIGN = "sign"
    PRINT = "print"
    ATTEST = "attest"
    ERASE = "erase"
    EMERGENCY = "emergency"
    NONE = "none"  # what touches no record: somebody signed in, a checkpoint was made

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS: dict[Activity, Text] = {
    Activity.READ: _("Läsa"), Activity.WRITE: _("Skriva"), Activity.SIGN: _("Signera"),
    Activity.PRINT: _("Utskrift"), Activity.ATTEST: _("Vidimera"), Activity.ERASE: _("Radera"),
    Activity.EMERGENCY: _("Nödöppning"), Activity.NONE: "",
}


@dataclass(frozen=True)
class Event:
    code: str
    sentence: Text
    reading: bool = False
    activity: Activity = Activity.WRITE
    denied: bool = False


_events: dict[str, Event] = {}


def register(
    code: str, sentence: Text, *, reading: bool = False, activity: Activity | None = None, denied: bool = False
) -> str:
    """Register an event by its code (``room.what_happened``) and its Swedish sentence; returns the code.

    ``reading`` marks events that only looked; ``activity`` what was done with the record, read or write when it is
    not said; ``denied`` that somebody was stopped. Raises ValueError when a code gets two sentences.
    """
    known = _events.get(code)
    if known and str(known.sentence) != str(sentence):
        raise ValueError(f"event {code} registered twice with different sentences")
    did = activity or (Activity.READ if reading or denied else Activity.WRITE)
    _events[code] = Event(code, sentence, reading, did, denied)
    return code


def get(code: str) -> Event:
    try:
        return _events[code]
    except KeyError:
        raise UnknownEvent(code) from None


def all_events() -> tuple[Event, ...]:
    return tuple(_events.values())


WITNESSED = register("log.witnessed", _("Tog emot en kontrollpunkt från en annan logg"), activity=Activity.NONE)
LOOKED_THROUGH = register("log.looked_through", _("Räknade om hela loggen"), activity=Activity.NONE)
CULLED = register("log.culled", _("Gallrade den äldsta delen av loggen"), activity=Activity.ERASE)
