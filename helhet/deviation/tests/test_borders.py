"""Who tries to get at a report, or by one at a case; and every new address tried by those it is not for."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.access.actor import Actor
from helhet.access.models import Reach
from helhet.clock.models import InboxItem, Obligation
from helhet.deviation import door as deviation_door
from helhet.deviation.tests import scenes as deviations
from helhet.documents.tests import making
from helhet.kit import clock
from helhet.kit.refusals import Refused
from helhet.people.models import Relation
from helhet.post import actions as post
from helhet.post.owners import Owner
from helhet.process.dialogue.actions import Attached
from helhet.process.dialogue.models import Attachment
from helhet.process.tests.cast import Cast, _worker, sign_in
from helhet.process.tests.dialogue import scenes
from helhet.process.tests.test_borders import _beside, _sign_in_beside

pytestmark = pytest.mark.django_db
CENTRE = "health_centre"


# Deviations


def test_what_a_meeting_noted_does_not_come_out_by_a_report(cast: Cast) -> None:
    case = deviations.missed(cast)
    about = deviations.ref_of(cast.unit("social"))
    assert deviation_door.form_page(cast.nurse, case.ref, "absent", about).what
    Reach.objects.create(case_ref=case.ref, individual=case.individual_id, unit_id=cast.unit(CENTRE), source="consent",
                         kinds=["need"], valid_from=clock.now())
    page = deviation_door.form_page(cast.actors[CENTRE], case.ref, "absent", about)
    assert page.what == ""


@pytest.mark.rule("IT-03")
@pytest.mark.parametrize("words", ["Gäller 19810101-2394.", "Gäller 198101012394", "LARS kom ensam", "810101-2394"])
def test_the_open_words_of_a_report_hold_neither_name_nor_number(cast: Cast, words: str) -> None:
    case = deviations.missed(cast)
    with pytest.raises(Refused) as found:
        deviations.sent(cast, case, day=clock.today(), proposal=words)
    assert "IT-03" in found.value.rules


# The addresses


def _addresses(cast: Cast) -> list[tuple[str, list[Any]]]:
    """Every new address with what it takes, of rows that are there."""
    case = deviations.missed(cast)
    message = scenes.sent(cast, case, files=[Attached("intyg.pdf", making.pdf())])
    file = Attachment.objects.get().ref
    report = deviations.sent(cast, case, day=clock.today()).ref
    item = InboxItem.objects.filter(unit_id=cast.unit("social")).latest("id").ref
    way = post.add(owner=Owner("unit", cast.unit("social")), channel="email", address="a@example.se", by=cast.social)
    about = deviations.ref_of(cast.unit("social"))
    owed = Obligation.objects.filter(unit_id=cast.unit("psychiatry")).latest("id")
    cases_ = ["messages", "message-write", "deviation-new", "times", "times-ask", "times-fix", "times-stop",
              "times-answer", "invitation-calendar", "follow-up-codes", "my-times", "my-calendar"]
    of_message = ["", "-reply", "-acknowledge", "-correct", "-withdraw", "-forward", "-return"]
    of_report = ["", "-receive", "-return", "-route", "-answer", "-close"]
    return [
        *((n, [case.ref]) for n in cases_), *((f"message{n}", [message]) for n in of_message),
        ("message-file", [message, file]), *((f"deviation{n}", [report]) for n in of_report),
        ("deviation-new-about", [case.ref, "absent", about]), ("inbox-item", [item]),
        ("take", [owed.subject, owed.code]), ("times-note", [case.ref, uuid4()]),
        ("invitation-calendar-for", [case.ref, uuid4()]),
        *((f"reach-{who}-{n}", [way]) for who in ("own", "unit", "person")
          for n in ("way", "again", "test", "end", "try", "drop")),
    ]


def _as(cast: Cast, key: str) -> Actor | None:
    units = {"keeper": ("psychiatry", "profile_keeper"), "manager": ("misuse", "manager"),
             "reception": ("misuse", "reception")}
    if key in units:
        unit, role = units[key]
        return _worker(f"{key}-x", cast.unit(unit), "support", role)
    if key == "kin":
        return _beside(cast, cast.adult, "next_of_kin", insight=True, insight_kinds=["plan"])
    if key == "hidden":
        by = _beside(cast, cast.adult, "next_of_kin", insight=True, insight_kinds=["plan", "meeting"])
        Relation.objects.filter(pk=by.relation_id or 0).update(must_not_know=True)
        return by
    return cast.actors.get(key)


@pytest.mark.parametrize("who", ["misuse", "vetlanda", "keeper", "manager", "reception", "kin", "hidden", "nobody"])
def test_what_is_not_theirs_looks_like_what_is_not_there(cast: Cast, client: Client, who: str) -> None:
    found, actor = _addresses(cast), _as(cast, who)
    if actor and actor.is_staff:
        sign_in(client, actor)
    elif actor:
        _sign_in_beside(client, actor)
    for name, args in found:
        others = [uuid4() if isinstance(a, UUID) else a for a in args]
        for send in (client.get, client.post):
            there, not_there = send(reverse(name, args=args)), send(reverse(name, args=others))
            assert there.status_code in (303, 404), (name, send, there.status_code)
            assert there.status_code == not_there.status_code, (name, send)
            assert there.content == not_there.content, (name, send)
            assert there.headers.get("Location", "").replace(str(args[0]), "") == not_there.headers.get(
                "Location", "").replace(str(others[0]), ""), (name, send)
