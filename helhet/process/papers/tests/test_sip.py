"""The SIP on paper: every field, who does what on the first page, the code, and only what the reader may see."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from helhet.audit import checkpoints
from helhet.kit.doors import NotThere
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.papers import typeset
from helhet.process.papers.forms import sip
from helhet.process.papers.sheet import Sheet, Table
from helhet.process.papers.tests.judging import faults as judged
from helhet.process.papers.tests.reading import lacking, long_sentences, words
from helhet.process.plan.models import PlanVersion
from helhet.process.plan.tests.test_pages import words_of
from helhet.process.plan.tests.world import WORDS, at_meeting, established
from helhet.process.tests.cast import Cast, sign_in
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def of(case: Case, by: Any, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return sip.fill(v, easy)


@pytest.mark.rule("PLAN-11", "PLAN-28", "RESP-01", "RESP-04", "CON-28")
@pytest.mark.parametrize("easy", [False, True])
def test_the_paper_says_all_that_was_established(cast: Cast, easy: bool) -> None:
    case, _rows = established(cast, individual=cast.child)
    sheets = of(case, cast.nurse, easy)
    text = words(sheets).replace("\u00a0", " ").lower()
    said = words_of(json.loads(PlanVersion.objects.get(case=case).snapshot))
    assert len(said) > 30 and {one for one in said if one.lower() not in text} == set()
    assert judged(typeset.pdf(sheets)) == []


@pytest.mark.parametrize("easy", [False, True])
def test_the_blank_one_has_every_field(easy: bool) -> None:
    sheets = sip.blank(load("VGR"), easy)
    assert lacking("sip", words(sheets)) == []
    assert judged(typeset.pdf(sheets)) == []


def test_the_easy_one_is_short_in_its_sentences() -> None:
    assert long_sentences(sip.blank(load("NAT"), True)) == []


def test_who_does_what_stands_on_the_first_page(cast: Cast) -> None:
    case, _rows = established(cast)
    (sheet,) = of(case, cast.nurse)
    first = next(b for b in sheet.blocks if isinstance(b, Table))
    assert first.caption == "Vem gör vad" and sheet.blocks.index(first) == 2
    whom = "\n".join(row[0] for row in first.rows)
    assert "Amina Berg" in whom and "Lars" in whom


@pytest.mark.rule("IT-07")
def test_the_code_names_the_version_and_the_log(cast: Cast) -> None:
    case, _rows = established(cast)
    checkpoints.take()
    (sheet,) = of(case, cast.social)
    foot, version = "\n".join(sheet.foot), PlanVersion.objects.get(case=case)
    point = checkpoints.newest(cast.nurse.controller_id or 0)
    assert f"Kontrollkod {version.checksum[:4].upper()}" in foot and point and f"Loggkod {point.code}" in foot


def test_no_plan_no_paper_and_no_paper_for_a_stranger(cast: Cast) -> None:
    case = at_meeting(cast)
    assert of(case, cast.nurse) == ()
    with pytest.raises(NotThere):
        of(case, cast.actors["orebro"])


def test_the_pages_and_the_files(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    sign_in(client, cast.nurse)
    for name, args in (("paper", ["sip"]), ("plan-print", []), ("plan-version-print", [1])):
        page = client.get(reverse(name, args=[case.ref, *args]))
        assert page.status_code == 200 and WORDS in page.content.decode()
    for query in ("", "?svenska=latt", "?storlek=liten"):
        file = client.get(reverse("paper-pdf", args=[case.ref, "sip"]) + query)
        assert file.headers["Content-Type"] == "application/pdf" and file.content[:5] == b"%PDF-"
    assert "sip" in client.get(reverse("papers", args=[case.ref])).content.decode()
    batch = client.get(reverse("papers-meeting", args=[case.ref]))
    assert judged(batch.content) == []
    assert client.get(reverse("plan-version-print", args=[case.ref, 2])).status_code == 404


def test_what_is_not_there_is_not_there(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    sign_in(client, cast.nurse)
    assert client.get(reverse("plan-print", args=[case.ref])).status_code == 404
    page = client.get(reverse("paper-pdf", args=[case.ref, "sip"]))
    assert page.status_code == 200 and "inget att skriva ut" in page.content.decode()
    assert client.get(reverse("paper", args=[case.ref, "ingen-sadan"])).status_code == 404
    sign_in(client, cast.actors["orebro"])
    for name in ("paper", "paper-pdf"):
        assert client.get(reverse(name, args=[case.ref, "sip"])).status_code == 404
    assert client.get(reverse("papers", args=[case.ref])).status_code == 404


def test_blank_ones_are_for_anybody(client: Client, db: object) -> None:
    page = client.get(reverse("blank-papers"))
    assert page.status_code == 200 and "Planen, SIP" in page.content.decode()
    assert "Ny SIP" in client.get(reverse("blank-paper", args=["sip"])).content.decode()
    assert judged(client.get(reverse("blank-paper-pdf", args=["sip"])).content) == []
    assert client.get(reverse("blank-paper-pdf", args=["ingen-sadan"])).status_code == 404
