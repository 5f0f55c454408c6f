"""The person's own door: their own, a guardian's by insight, a stranger's never; logged like anyone's."""

from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import system
from helhet.access.rules import Kind
from helhet.access.tests.entering import enter
from helhet.audit.models import AuditEvent
from helhet.people import actions as people
from helhet.people.models import Relation
from helhet.process.case import actions
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.plan import actions as plan
from helhet.process.plan.tests.world import at_meeting, established, fill, intervention
from helhet.process.tests.cast import Cast, sign_in


def somebody(cast: Cast, name: str, individual: int, relation: int | None = None) -> UUID:
    kind = "relation" if relation else "individual"
    user = access.add_user(kind=kind, name=name, issuer="test", subject=name)
    people.link_sign_in(user=user, individual=individual, by=system("test"), relation=relation)
    card = access_door.user_named("test", name)
    assert card is not None
    return card.ref


@pytest.fixture
def case(cast: Cast) -> Case:
    with transaction.atomic():
        return actions.start(individual=cast.child, verb="need.notice", to=State.NOTICED, by=cast.nurse,
                             discovered_on=date(2026, 1, 1))


@pytest.mark.rule("IT-04")
def test_the_person_reads_their_own_and_it_is_logged(cast: Cast, case: Case, client: Client) -> None:
    enter(client, somebody(cast, "Alex", cast.child))
    body = client.get(reverse("my-sip")).content.decode()
    assert "Hej Alex" in body
    assert AuditEvent.objects.filter(event="case.read").latest("n").actor_name == "Alex"
    read = client.get(reverse("my-who-has-read", args=[case.ref])).content.decode()
    assert "Alex" in read


def guardian(cast: Cast, **rights: object) -> tuple[int, UUID]:
    relation = people.add_relation(individual=cast.child, kind="guardian", name="Petra", by=cast.nurse, **rights)  # type: ignore[arg-type]
    return relation, Relation.objects.get(pk=relation).ref


def test_a_guardian_with_insight_reads_but_not_who_has_read(cast: Cast, case: Case, client: Client) -> None:
    relation, ref = guardian(cast, insight=True, insight_basis="Alex och Petra har kommit överens.")
    enter(client, somebody(cast, "Petra", cast.child, relation), ref)
    body = client.get(reverse("my-sip")).content.decode()
    assert "SIP för Alex" in body
    assert client.get(reverse("my-who-has-read", args=[case.ref])).status_code == 404


def test_a_guardian_without_insight_meets_the_same_404_as_a_stranger(
    cast: Cast, case: Case, client: Client
) -> None:
    relation, ref = guardian(cast)
    enter(client, somebody(cast, "Petra", cast.child, relation), ref)
    assert client.get(reverse("my-sip")).status_code == 404
    stranger = Client()
    enter(stranger, somebody(cast, "Sten", cast.elder))
    theirs = stranger.get(reverse("my-sip-one", args=[case.ref]))
    nowhere = stranger.get("/finns/inte/")
    assert theirs.status_code == 404
    assert theirs.content == nowhere.content
    assert AuditEvent.objects.filter(event="case.denied").count() >= 1


def test_one_who_must_not_know_is_shut_out(cast: Cast, case: Case, client: Client) -> None:
    relation, ref = guardian(cast, insight=True, insight_basis="Överenskommet.")
    user = somebody(cast, "Petra", cast.child, relation)
    people.mark_must_not_know(relation=relation, by=cast.nurse, why="Skydd")
    enter(client, user, ref)
    assert client.get(reverse("my-sip")).status_code in (303, 404)


@pytest.mark.rule("PREP-18")
def test_in_orebro_the_mapping_is_not_shown_and_the_page_says_so(cast: Cast, client: Client) -> None:
    with transaction.atomic():
        actions.start(individual=cast.elder, verb="need.notice", to=State.NOTICED, by=cast.actors["orebro"])
    enter(client, somebody(cast, "Ingrid", cast.elder))
    assert "Kartläggningen visas inte här" in client.get(reverse("my-sip")).content.decode()


def test_staff_are_not_let_in_at_the_persons_door(cast: Cast, case: Case, client: Client) -> None:
    sign_in(client, cast.nurse)
    assert client.get(reverse("my-sip")).status_code == 404
    assert client.get(reverse("my-sip-one", args=[case.ref])).status_code == 404


@pytest.mark.rule("SCO-07", "RESP-02", "RESP-03")
def test_the_person_sees_who_does_what_when_and_whom_to_call(cast: Cast, client: Client) -> None:
    established(cast)
    enter(client, somebody(cast, "Lars", cast.adult))
    body = client.get(reverse("my-sip")).content.decode()
    for words in ("Vem gör vad", "Samtal om hur det är", "Säger till när det blir för mycket", "Huvudansvarig",
                  "tel:0303-238010", "Nästa"):
        assert words in body, words


def test_somebody_who_does_two_things_stands_there_once(cast: Cast, client: Client) -> None:
    case = at_meeting(cast)
    fill(cast, case)
    intervention(case, cast.nurse, None, "Ser över medicinen")
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.nurse)
    enter(client, somebody(cast, "Lars", cast.adult))
    body = client.get(reverse("my-sip")).content.decode()
    assert body.count("<strong>Jonas Lind</strong>") == 1
    assert "Samtal om hur det är, varje vecka · Ser över medicinen, varje vecka" in body


@pytest.mark.rule("CH-13")
def test_the_same_papers_serve_a_child(cast: Cast, client: Client) -> None:
    case, _rows = established(cast, individual=cast.child)
    sign_in(client, cast.nurse)
    body = client.get(reverse("plan-print", args=[case.ref])).content.decode()
    assert "SIP, Samordnad individuell plan" in body
    assert "Eget samtal före mötet" in body


def test_the_person_prints_and_keeps_their_own_plan(cast: Cast, client: Client) -> None:
    case, _rows = established(cast)
    enter(client, somebody(cast, "Lars", case.individual_id))
    page, file = (reverse(name, args=[case.ref]) for name in ("my-plan-print", "my-plan-pdf"))
    printed = AuditEvent.objects.filter(event="plan.printed", actor_name="Lars")  # a row for each controller
    assert page in client.get(reverse("my-sip")).content.decode()
    shown = client.get(page).content.decode()
    assert "Kontrollkod" in shown and file in shown and reverse("my-sip-one", args=[case.ref]) in shown
    once = printed.count()
    assert once
    kept = client.get(file)
    assert kept["Content-Type"] == "application/pdf" and kept.content.startswith(b"%PDF")
    assert printed.count() == 2 * once


def test_who_reads_everything_prints_it_without_number_and_who_reads_a_part_does_not(cast: Cast) -> None:
    case, _rows = established(cast)
    pages, shown = [], []
    for name, kinds in (("Petra", list(Kind.values)), ("Mats", ["plan"]), ("Lars", None)):
        row = None
        if kinds:
            people.add_relation(individual=case.individual_id, kind="next_of_kin", name=name, by=cast.nurse,
                                insight=True, insight_kinds=kinds, insight_basis="Lars vill det.")
            row = Relation.objects.get(individual=case.individual_id, name=name)
        who = Client()
        enter(who, somebody(cast, name, case.individual_id, row.pk if row else None), row.ref if row else None)
        address = reverse("my-plan-print", args=[case.ref])
        shown.append(address in who.get(reverse("my-sip")).content.decode())
        pages.append(who.get(address).content.decode())
    assert shown == ["Kontrollkod" in page for page in pages] == [True, False, True]
    assert ["Personnummer" in page for page in pages] == [False, False, True]


def test_without_a_plan_there_is_no_paper(cast: Cast, case: Case, client: Client) -> None:
    enter(client, somebody(cast, "Alex", cast.child))
    assert client.get(reverse("my-plan-print", args=[case.ref])).status_code == 404
    assert reverse("my-plan-print", args=[case.ref]) not in client.get(reverse("my-sip")).content.decode()
