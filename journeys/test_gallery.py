"""The look in a real browser: every building block by axe, wide and narrow, light and dark, with and without script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.journey
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("address", ["/bygglada/", "/bygglada/?fel=1", "/bygglada/telefon/", "/bygglada/skarm/"])
def test_axe_finds_nothing(new_page: Any, address: str, size: dict[str, int], scheme: str) -> None:
    page = new_page(viewport=size, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_choice_opens_its_box_and_a_text_is_counted(new_page: Any) -> None:
    page = new_page(viewport=PHONE)
    page.goto("/bygglada/")
    assert not page.is_visible("#heard_by")
    page.check("#way")
    assert page.is_visible("#heard_by")
    page.fill("#words", "a" * 300)
    page.wait_for_selector("text=Du har 200 tecken kvar.")


def test_everything_is_there_without_script(new_page: Any) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/bygglada/")
    assert page.is_visible("#heard_by")
    assert page.is_visible("text=Texten får ha högst 500 tecken.")
    page.click("summary:has-text('Varför?') >> nth=0")
    assert page.is_visible(".h-why__rule >> nth=0")


def test_what_is_wrong_is_told_first_and_leads_to_its_box(new_page: Any) -> None:
    page = new_page()
    page.goto("/bygglada/?fel=1")
    assert page.title().startswith("Fel: ")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.click("text=Fyll i ”Vad heter du?”. >> nth=0")
    assert page.evaluate("document.activeElement.id") == "name"
