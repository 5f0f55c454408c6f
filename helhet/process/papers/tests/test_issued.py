"""Papers given out: kept byte for byte, known to whom, letters that wait among what there is to do."""

import hashlib
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from helhet.clock.models import Obligation
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.process.case import door as cases
from helhet.process.invitation.models import Handed, Receiver
from helhet.process.invitation.tests.scenes import called, kin, wanted
from helhet.process.papers import actions, door, rules
from helhet.process.papers.models import Issued, Posted
from helhet.process.papers.tests.judging import faults as judged
from helhet.process.plan.models import HandOut
from helhet.process.plan.tests.world import at_meeting, established
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def issue(case: Any, by: Any, **how: Any) -> Any:
    return actions.issue(case.ref, **{"code": "sip", "receiver": "individual", "way": "hand", "by": by, **how})


@pytest.mark.rule("IT-08", "IT-07")
def test_a_plan_given_in_the_hand_is_kept_as_it_was(cast: Cast) -> None:
    case, _rows = established(cast)
    ref = issue(case, cast.nurse, easy=True)
    row = Issued.objects.get(ref=ref)
    with cases.visit(cast.nurse, case.ref) as v:
        code, body = door.file(v, ref)
        (card,) = door.issued(v)
    assert code == "sip" and hashlib.sha256(body).hexdigest() == row.sha256 and row.size == len(body)
    assert judged(body) == [] and row.version == 1 and row.easy and not card.waits and card.to == "Personen själv"
    assert HandOut.objects.filter(version__case=case, receiver="individual").count() == 1


def test_the_file_lies_under_the_persons_own_key(cast: Cast) -> None:
    from django.db import connection

    case, _rows = established(cast)
    issue(case, cast.nurse)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM process_issued")
        kept = bytes(cursor.fetchone()[0])
    assert b"JVBERi" not in kept[:40]  # what "%PDF-" begins with as base64


@pytest.mark.rule("IT-08")
def test_a_letter_waits_until_it_has_gone(cast: Cast) -> None:
    case, _rows = established(cast)
    ref = issue(case, cast.nurse, receiver="other", name="Bo Ek", way="post")
    waiting = Obligation.objects.filter(subject=case.ref, code="papers-send")
    assert waiting.get().unit_id == cast.nurse.unit_id and not HandOut.objects.filter(version__case=case).exists()
    with pytest.raises(NotThere):
        actions.posted(case.ref, ref, by=cast.social)
    actions.posted(case.ref, ref, by=cast.nurse)
    actions.posted(case.ref, ref, by=cast.nurse)
    assert Posted.objects.count() == 1 and not waiting.exists()
    assert HandOut.objects.get(version__case=case).name == "Bo Ek"


@pytest.mark.rule("IT-08")
def test_to_whom_and_of_something(cast: Cast) -> None:
    case, _rows = established(cast)
    with pytest.raises(Refused) as refused:
        issue(case, cast.nurse, receiver="next_of_kin", name=" ")
    assert [r.rule for r in refused.value.refusals] == ["IT-08"]
    with pytest.raises(Refused):
        issue(at_meeting(cast, individual=cast.child), cast.nurse)
    assert not rules.may_issue(there=True, receiver="individual", name="") and Issued.objects.count() == 0


def test_nobody_else_gets_it(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    ref = issue(case, cast.nurse)
    with pytest.raises(NotThere):
        issue(case, cast.actors["orebro"])
    sign_in(client, cast.social)
    assert client.get(reverse("paper-issued", args=[case.ref, ref])).status_code == 404
    assert "Inget är utlämnat än" in client.get(reverse("papers-issued", args=[case.ref])).content.decode()
    sign_in(client, cast.actors["orebro"])
    for name, args in (("papers-issued", []), ("paper-issued", [ref]), ("paper-posted", [ref]),
                       ("paper-issue", ["sip"])):
        assert client.get(reverse(name, args=[case.ref, *args])).status_code == 404


def test_a_protected_person_is_not_told_of_by_an_old_file(cast: Cast) -> None:
    case, _rows = established(cast)
    ref = issue(case, cast.nurse)
    person = case.individual
    person.protection = "skyddad_folkbokforing"
    person.save()
    with cases.visit(cast.nurse, case.ref) as v, pytest.raises(NotThere):
        door.file(v, ref)


def test_by_the_pages(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    sign_in(client, cast.nurse)
    address = reverse("paper-issue", args=[case.ref, "sip"])
    assert "Vem får papperet?" in client.get(address).content.decode()
    assert client.post(address, {"receiver": "other", "way": "post", "easy": "no"}).status_code == 422
    done = client.post(address, {"receiver": "other", "name": "Bo Ek", "way": "post", "easy": "no"})
    assert done.status_code == 303
    page = client.get(done.headers["Location"]).content.decode()
    assert "Att skriva ut och skicka" in page and "Bo Ek" in page
    row = Issued.objects.get()
    file = client.get(reverse("paper-issued", args=[case.ref, row.ref]))
    assert hashlib.sha256(file.content).hexdigest() == row.sha256
    assert "Skriv ut ett brev och skicka det" in client.get(reverse("home")).content.decode()
    assert client.post(reverse("paper-posted", args=[case.ref, row.ref]), {}).status_code == 303
    assert "Att skriva ut och skicka" not in client.get(done.headers["Location"]).content.decode()


@pytest.mark.rule("CALL-19", "IT-07")
def test_of_the_letters_of_a_call_only_ones_own_is_given(client: Client, cast: Cast) -> None:
    mother = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Greta Andersson",
                                 participation=True, by=cast.nurse)
    case = called(cast, kin(mother), wanted(cast, "fk", duty=False, why="Hemligt skäl"), units=("social", "fk"))
    theirs = str(Receiver.objects.get(relation_id=mother).ref)
    sign_in(client, cast.nurse)
    address = reverse("paper-issue", args=[case.ref, "inbjudan"])
    page = client.get(address).content.decode()
    assert "Vems brev?" in page and "Greta Andersson" in page and "Vem får papperet?" not in page
    assert client.post(address, {"way": "hand", "easy": "no"}).status_code == 422
    assert client.post(address, {"letter": theirs, "way": "hand", "easy": "no"}).status_code == 303
    row = Issued.objects.get()
    with cases.visit(cast.nurse, case.ref) as v:
        whole = pypdfium2.PdfDocument(door.file(v, row.ref)[1])
    text = " ".join(page.get_textpage().get_text_bounded() for page in whole).replace("\u00a0", " ")
    assert "Till Greta Andersson" in text and "Hemligt" not in text and "Ditt SIP-möte" not in text
    assert (row.receiver, row.name) == ("next_of_kin", "Greta Andersson")
    assert Handed.objects.filter(receiver__relation_id=mother).count() == 1
    with pytest.raises(NotThere):
        issue(case, cast.nurse, code="inbjudan", letter="")
    issue(case, cast.nurse, code="inbjudan", letter="own", way="post")
    assert Issued.objects.get(receiver="individual").name == "Lars Andersson" and Handed.objects.count() == 1
