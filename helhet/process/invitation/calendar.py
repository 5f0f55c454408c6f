"""The meeting as an iCalendar file: when, and where to read more. Never a name, a number, a unit or a home."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText, vUri

from helhet.kit import clock

REQUEST, CANCEL = "REQUEST", "CANCEL"
ZONE = "Europe/Stockholm"


@dataclass(frozen=True)
class Entry:
    """A meeting in one receiver's calendar. ``key``: the receiver, so that the same file updates the same entry.

    ``sequence`` grows each time the meeting is moved or called off; ``place`` is empty where it may not stand.
    """

    meeting: UUID
    key: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    sequence: int
    cancelled: bool


def method(entry: Entry) -> str:
    return CANCEL if entry.cancelled else REQUEST


def uid(entry: Entry) -> str:
    """The same for the same receiver and meeting, and telling neither."""
    return str(uuid5(entry.meeting, str(entry.key)))


def written(entry: Entry, home: str, now: datetime) -> bytes:
    """The file (RFC 5545, method by RFC 5546). ``home``: the address of the start page, which names no case."""
    book = Calendar()
    book.add("prodid", "-//Helhet//SIP//SV")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", method(entry))
    book.add_component(_zone())
    book.add_component(_event(entry, home, now))
    return bytes(book.to_ical())


def _event(entry: Entry, home: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", clock.local(entry.starts_at))
    event.add("dtend", clock.local(entry.ends_at))
    event.add("sequence", entry.sequence)
    event.add("summary", _("SIP-möte (inställt)") if entry.cancelled else _("SIP-möte"))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("location", entry.place or _("Se kallelsen i Helhet"))
    event.add("description", _("Läs mer i Helhet: %(address)s") % {"address": home})
    event["url"] = vUri(home)
    organizer = vCalAddress(f"urn:uuid:{uuid5(entry.meeting, 'helhet')}")
    organizer.params["cn"] = vText("Helhet")
    event["organizer"] = organizer
    attendee = vCalAddress(f"urn:uuid:{uid(entry)}")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    if not entry.cancelled:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("SIP-möte"))
    alarm.add("trigger", timedelta(days=-1))
    return alarm


def _zone() -> Timezone:
    """Swedish time by the rule of the Union: an hour forward the last Sunday of March, back the last of October."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    hour = timedelta(hours=1)
    for part, start, month, before, after, name in (
        (TimezoneDaylight(), datetime(1981, 3, 29, 2), 3, hour, 2 * hour, "CEST"),
        (TimezoneStandard(), datetime(1996, 10, 27, 3), 10, 2 * hour, hour, "CET"),
    ):
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
