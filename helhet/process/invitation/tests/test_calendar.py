"""The calendar file: right by its standards, right across summer time, and silent about everybody."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from helhet.audit.log import ORIGINAL
from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.people import actions as people
from helhet.process.consent import actions as consent
from helhet.process.invitation.calendar import Entry, written
from helhet.process.invitation.tests.scenes import called, row, wanted
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.tests.cast import Cast, sign_in

HOME = "https://helhet.example/"
NOW = datetime(2026, 11, 22, 9, 0, 12, 345, tzinfo=UTC)


def entry(day: date, **changes: Any) -> Entry:
    values = {"meeting": uuid4(), "key": uuid4(), "starts_at": clock.at(day, 14), "ends_at": clock.at(day, 15, 15),
              "place": "", "sequence": 0, "cancelled": False, **changes}
    return Entry(**values)


def event(body: bytes) -> Any:
    return Calendar.from_ical(body).walk("VEVENT")[0]


def test_the_file_keeps_the_standards() -> None:
    body = written(entry(date(2026, 12, 1)), HOME, NOW)
    lines = body.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    book = Calendar.from_ical(body)
    assert (book["version"], str(book["method"]), book["calscale"]) == ("2.0", "REQUEST", "GREGORIAN")
    assert book["prodid"] and len(book.walk("VEVENT")) == 1
    found = event(body)
    for name in ("uid", "dtstamp", "dtstart", "dtend", "sequence", "summary", "organizer", "attendee", "status"):
        assert name in found, name
    assert found["dtstamp"].dt == NOW.replace(microsecond=0) and b"DTSTAMP:20261122T090012Z" in body
    assert found["dtend"].dt > found["dtstart"].dt


@pytest.mark.parametrize(("day", "offset"), [
    (date(2026, 3, 28), 1), (date(2026, 3, 29), 2), (date(2026, 7, 1), 2), (date(2026, 10, 24), 2),
    (date(2026, 10, 25), 1), (date(2028, 2, 29), 1), (date(2040, 6, 1), 2),
])
def test_the_hour_is_right_across_summer_time(day: date, offset: int) -> None:
    body = written(entry(day), HOME, NOW)
    assert f"DTSTART;TZID=Europe/Stockholm:{day:%Y%m%d}T140000".encode() in body
    found = event(body)
    assert found["dtstart"].dt.astimezone(UTC) == datetime(day.year, day.month, day.day, 14 - offset, tzinfo=UTC)
    zone = Calendar.from_ical(body).walk("VTIMEZONE")[0]
    assert zone["tzid"] == "Europe/Stockholm"
    # The file's own rule gives the same answer as the machine's, also to a reader that knows no zone by name.
    naive = datetime(day.year, day.month, day.day, 14)
    assert zone.to_tz(lookup_tzid=False).utcoffset(naive) == timedelta(hours=offset)


def test_the_same_receiver_keeps_the_entry_and_a_move_takes_its_place() -> None:
    first = entry(date(2026, 12, 1))
    moved = Entry(**{**first.__dict__, "starts_at": clock.at(date(2026, 12, 3), 10),
                     "ends_at": clock.at(date(2026, 12, 3), 11), "sequence": 1})
    off = Entry(**{**moved.__dict__, "sequence": 2, "cancelled": True})
    other = Entry(**{**first.__dict__, "key": uuid4()})
    a, b, c, d = (event(written(e, HOME, NOW)) for e in (first, moved, off, other))
    assert a["uid"] == b["uid"] == c["uid"] != d["uid"]
    assert [e["sequence"] for e in (a, b, c)] == [0, 1, 2]
    assert str(c["status"]) == "CANCELLED" and b"METHOD:CANCEL" in written(off, HOME, NOW)
    assert str(first.meeting) not in str(a["uid"]) and str(first.key) not in str(a["uid"])


def test_a_place_with_odd_characters_is_escaped() -> None:
    body = written(entry(date(2026, 12, 1), place="Rum 4; Vårdcentralen, plan 2\nUppgång B"), HOME, NOW)
    assert str(event(body)["location"]) == "Rum 4; Vårdcentralen, plan 2\nUppgång B"
    assert b"Rum 4\\; V" in body


def fetch(client: Client, actor: Any, address: str) -> Any:
    sign_in(client, actor)
    return client.get(address)


SECRETS = (b"Lars", b"Andersson", b"19810101", b"Psykiatriska", b"Mottagningsenheten", b"Jonas", b"Amina", b"Kung",
           b"ekonomi")


@pytest.mark.django_db
def test_each_receiver_fetches_their_own_through_the_door_and_it_is_logged(client: Client, cast: Cast) -> None:
    case = called(cast)
    base = f"/sip/{case.ref}/kallelse/kalender/"
    answer = fetch(client, cast.social, base)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert answer["Content-Disposition"] == 'attachment; filename="sip-mote.ics"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    for secret in (*SECRETS, str(case.ref).encode(), b"rum 4"):
        assert secret not in answer.content, secret
    found = event(answer.content)
    assert str(found["summary"]) == "SIP-möte" and str(found["location"]) == "Se kallelsen i Helhet"
    assert str(found["url"]).endswith("/") and str(found["url"]).count("/") == 3
    logged = AuditEvent.objects.filter(ORIGINAL, event="invitation.calendar", subject=case.ref)
    assert logged.count() == 1
    theirs = row(case, cast.unit("social")).ref
    by_convener = fetch(client, cast.nurse, f"{base}{theirs}/")
    assert event(by_convener.content)["uid"] == found["uid"]
    assert event(fetch(client, cast.nurse, base).content)["uid"] != found["uid"]
    for stranger in (cast.stranger, cast.actors["school"]):
        assert fetch(client, stranger, base).status_code == 404
        assert fetch(client, stranger, f"{base}{theirs}/").status_code == 404


@pytest.mark.django_db
def test_a_move_and_a_cancel_reach_the_same_entry(client: Client, cast: Cast) -> None:
    case = called(cast, units=("social", "fk"))
    base = f"/sip/{case.ref}/kallelse/kalender/"
    first = event(fetch(client, cast.social, base).content)
    stands = Meeting.objects.get(case=case)
    later = stands.starts_at + timedelta(days=3)
    meeting.move_meeting(case.ref, starts_at=later, ends_at=later + timedelta(hours=1), place=stands.place,
                         reason="Salen är upptagen", agreed_with_person=True, by=cast.nurse)
    second = event(fetch(client, cast.social, base).content)
    assert second["uid"] == first["uid"] and second["sequence"] == first["sequence"] + 1
    assert second["dtstart"].dt == later
    meeting.cancel(case.ref, reason="Lars är sjuk", by=cast.nurse)
    answer = fetch(client, cast.social, base)
    third = event(answer.content)
    assert third["uid"] == first["uid"] and third["sequence"] > second["sequence"]
    assert answer["Content-Type"].endswith("method=CANCEL") and "installt" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_a_public_place_stands_there_and_never_with_a_protected_identity(client: Client, cast: Cast) -> None:
    case = called(cast)
    base = f"/sip/{case.ref}/kallelse/kalender/"
    Meeting.objects.update(place_public=True)
    assert str(event(fetch(client, cast.social, base).content)["location"]) == "Vårdcentralen, rum 4"
    people.mark_protected(individual=cast.adult, by=cast.nurse)
    assert str(event(fetch(client, cast.social, base).content)["location"]) == "Se kallelsen i Helhet"


@pytest.mark.django_db
def test_a_new_place_is_a_home_until_somebody_says_otherwise(cast: Cast) -> None:
    case = called(cast)
    Meeting.objects.update(place_public=True)
    stands = Meeting.objects.get(case=case)
    meeting.move_meeting(case.ref, starts_at=stands.starts_at, ends_at=stands.ends_at, place="Storgatan 1",
                         reason="Lars orkar inte resa", agreed_with_person=True, by=cast.nurse)
    assert not Meeting.objects.get(case=case).place_public


@pytest.mark.django_db
def test_a_withdrawn_consent_shuts_the_file(client: Client, cast: Cast) -> None:
    case = called(cast, wanted(cast, "school"), units=("social", "school"))
    base = f"/sip/{case.ref}/kallelse/kalender/"
    assert fetch(client, cast.actors["school"], base).status_code == 200
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("school"), giver="individual", by=cast.nurse)
    assert fetch(client, cast.actors["school"], base).status_code == 404


@pytest.mark.django_db
def test_a_meeting_that_goes_on_another_day_has_its_new_day(client: Client, cast: Cast) -> None:
    case = called(cast)
    there = [Attendee("individual", "there"), Attendee("unit", "there", "", cast.unit("psychiatry"), kind="convener"),
             Attendee("unit", "there", "", cast.unit("social"), kind="summoned")]
    with clock.travel(Meeting.objects.get(case=case).starts_at):
        meeting.open_meeting(case.ref, attendance=there, yes_again=True, by=cast.nurse)
        later = clock.now() + timedelta(days=2)
        meeting.end(case.ref, summary="", outcome_state="called", why="Lars blev trött", starts_at=later, by=cast.nurse)
    answer = fetch(client, cast.social, f"/sip/{case.ref}/kallelse/kalender/")
    assert event(answer.content)["dtstart"].dt == later.replace(microsecond=0)
