"""The papers of a whole life, and of who has read, are the person's own: none of them goes round consent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.people.models import Individual
from helhet.process.case import door as cases
from helhet.process.papers import actions
from helhet.process.papers.models import Issued
from helhet.process.papers.register import papers
from helhet.process.papers.tests.test_mapping import scene
from helhet.process.plan.tests.world import at_meeting
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
OWN = ("kartlaggning", "natverk", "vanlig-dag", "samtalsmeny", "logg")


def test_which_they_are() -> None:
    assert tuple(sorted(OWN)) == tuple(sorted(paper.code for paper in papers() if paper.own))


@pytest.mark.rule("CON-01")
@pytest.mark.parametrize("code", OWN)
def test_nobody_but_the_person_is_given_one(cast: Cast, code: str) -> None:
    case = scene(cast)
    with cases.visit(cast.nurse, case.ref):  # so that there is somebody in the log
        pass
    for receiver in ("guardian", "next_of_kin", "other", ""):
        with pytest.raises(Refused) as refused:
            actions.issue(case.ref, code=code, receiver=receiver, name="Bo Ek", way="hand", by=cast.nurse)
        assert [r.rule for r in refused.value.refusals] == ["CON-01"]
    assert not Issued.objects.exists()
    actions.issue(case.ref, code=code, receiver="individual", way="hand", by=cast.nurse)
    assert Issued.objects.get().receiver == "individual"


def test_the_page_does_not_ask_to_whom(cast: Cast, client: Client) -> None:
    case = scene(cast)
    sign_in(client, cast.nurse)
    address = reverse("paper-issue", args=[case.ref, "kartlaggning"])
    page = client.get(address).content.decode()
    assert "Det lämnas bara till Lars" in page and "Vem får papperet?" not in page
    sent = {"receiver": "other", "name": "Bo Ek", "way": "hand", "easy": "no"}
    assert client.post(address, sent).status_code == 303
    row = Issued.objects.get()
    assert (row.receiver, row.name) == ("individual", "")


@pytest.mark.rule("CON-01")
def test_a_guardian_who_reads_everything_is_given_the_childs_own_and_no_other_is(cast: Cast, client: Client) -> None:
    case = at_meeting(cast, individual=cast.child)
    for name, rights in (("Petra", {"insight": True, "insight_basis": "Alex vill det."}), ("Mats", {})):
        people.add_relation(individual=cast.child, kind="guardian", name=name, by=cast.nurse, **rights)  # type: ignore[arg-type]

    def refused(name: str) -> None:
        for code in OWN:
            with pytest.raises(Refused) as no:
                actions.issue(case.ref, code=code, receiver="guardian", name=name, way="hand", by=cast.nurse)
            assert "CON-01" in [r.rule for r in no.value.refusals]

    refused("Petra")  # Alex is fifteen: what he lets her read is not what she is given of his own
    Individual.objects.filter(pk=cast.child).update(born=clock.today() - timedelta(days=5 * 366))
    refused("Mats")
    sign_in(client, cast.nurse)
    address = reverse("paper-issue", args=[case.ref, "kartlaggning"])
    page = client.get(address).content.decode()
    assert "Petra, vårdnadshavare" in page and "Mats, vårdnadshavare" not in page
    assert client.post(address, {"receiver": "Mats", "way": "hand", "easy": "no"}).status_code == 422
    assert client.post(address, {"receiver": "Petra", "way": "hand", "easy": "no"}).status_code == 303
    assert [(row.receiver, row.name) for row in Issued.objects.all()] == [("guardian", "Petra")]
