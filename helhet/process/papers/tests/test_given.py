"""What a browser is given: blank forms for anybody, and the person's own log as page and file."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from helhet.people import actions as people
from helhet.people.tests.test_extract import at_home, reads
from helhet.process.case import door as cases
from helhet.process.mapping import actions
from helhet.process.mapping.tests.scenes import prepared
from helhet.process.papers import typeset
from helhet.process.papers.forms import circles, day, log, mapping, menu, network
from helhet.process.papers.paper import Paper
from helhet.process.papers.tests.judging import faults as judged
from helhet.process.papers.tests.reading import fields
from helhet.process.papers.tests.scenes import call
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
MINE = (mapping.PAPER, network.PAPER, day.PAPER, menu.PAPER, log.PAPER)


@pytest.mark.rule("MEET-18")
@pytest.mark.parametrize("paper", circles.PAPERS, ids=lambda p: p.code)
def test_anybody_prints_the_circle_of_their_role(client: Client, paper: Paper) -> None:
    shown = client.get(reverse("blank-paper", args=[paper.code])).content.decode()
    assert str(paper.title) in shown and shown.count("☐") > 10
    assert shown.index("☐") < shown.index("h-paper__turn") < shown.index("Mötets fem delar")


@pytest.mark.parametrize("paper", (*MINE, circles.PAPERS[0]), ids=lambda p: p.code)
@pytest.mark.parametrize("way", ["", "?svenska=latt"])
def test_the_page_has_every_field_and_the_file_can_be_listened_to(client: Client, paper: Paper, way: str) -> None:
    shown = client.get(reverse("blank-paper", args=[paper.code]) + way).content.decode()
    assert all(any(part in shown for part in row["found"].split(" | ")) for row in fields(paper.code))
    file = client.get(reverse("blank-paper-pdf", args=[paper.code]) + way)
    assert file.headers["Content-Type"] == "application/pdf" and paper.code in file.headers["Content-Disposition"]
    assert judged(file.content) == []


def test_a_picture_is_beside_words_that_say_the_same(client: Client) -> None:
    shown = client.get(reverse("blank-paper", args=["samtalsmeny"])).content.decode()
    assert shown.count('aria-hidden="true" focusable="false"><path') == 8


def test_the_persons_log_is_a_page_and_a_file_for_them_alone(cast: Cast, client: Client) -> None:
    me: Any = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    sign_in(client, me)
    shown = client.get(reverse("my-log-print")).content.decode()
    assert "Jonas Lind, handläggare" in shown and "Enheten arbetar med SIP:en." in shown
    assert reverse("my-log-pdf") in shown and reverse("my-log") in shown
    file = client.get(reverse("my-log-pdf"))
    assert file.content.startswith(b"%PDF-") and judged(file.content) == []
    sign_in(client, cast.nurse)
    assert client.get(reverse("my-log-pdf")).status_code == 404


def test_a_protected_identity_is_hidden_on_the_page_and_in_the_file(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = prepared(cast)
    actions.write_area(case.ref, area="sleep", texts={"needs": "Sover bäst nära Mottagningsenheten"}, seen={},
                       by=cast.nurse)
    call(cast, case)
    with cases.visit(cast.social, case.ref):
        pass
    people.mark_protected(individual=cast.adult, by=cast.nurse)
    sign_in(client, cast.nurse)
    drawn: list[str] = []
    real = typeset._compiled

    def keep(text: str, **how: Any) -> Any:
        drawn.append(text)
        return real(text, **how)

    monkeypatch.setattr(typeset, "_compiled", keep)
    for code in ("kartlaggning", "logg"):
        page = client.get(reverse("paper", args=[case.ref, code])).content.decode()
        assert client.get(reverse("paper-pdf", args=[case.ref, code])).content.startswith(b"%PDF-")
        for said in (page, drawn.pop()):
            assert "skyddad uppgift" in said
            assert not any(word in said for word in ("Mottagningsenheten", "Psykiatriska mottagningen", "Amina Berg"))
