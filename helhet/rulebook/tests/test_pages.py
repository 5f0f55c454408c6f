"""The guide and the list of rules, as anybody sees them."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import include, path

from helhet.rulebook import catalogue

urlpatterns = [path("", include("helhet.rulebook.urls"))]


@pytest.fixture
def client() -> Iterator[Client]:
    """A reader of a site that has these pages only: the desk's are not this room's to test."""
    with override_settings(ROOT_URLCONF=__name__):
        yield Client()


@pytest.mark.django_db
def test_the_guide_shows_every_rule_that_is_placed_there(client: Client) -> None:
    page = client.get("/om-sip/").content.decode()
    shown = set(re.findall(r"[A-Z]{2,5}-\d\d", " ".join(re.findall(r'data-rule="([^"]*)"', page))))
    assert shown == {row.id for row in catalogue.read() if row.note == "guide"}


@pytest.mark.django_db
def test_every_rule_can_be_read_once_under_its_theme(client: Client) -> None:
    page = client.get("/om-sip/regler/").content.decode()
    assert re.findall(r'<h3[^>]* id="([A-Z]+-\d\d)"', page) == [
        rule.id for theme in dict.fromkeys(r.id.partition("-")[0] for r in catalogue.read())
        for rule in catalogue.read() if rule.id.startswith(f"{theme}-")]
    assert "395 regler" in page


@pytest.mark.django_db
def test_neither_page_asks_the_database(client: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        client.get("/om-sip/regler/")
