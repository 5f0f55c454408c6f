"""`helhet pictures`: those of the README and of docs/forms.md, from a running demo world in its own database."""

import re
import tempfile
from pathlib import Path
from typing import Any

from helhet.workshop import browser, forms_page, testbed
from helhet.workshop.served import served
from helhet.workshop.supervise import say, step

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

# file name → who looks, through which links (or addresses; + is one below where they are), and on which screen
SHOTS: tuple[tuple[str, str, tuple[str, ...], dict[str, int]], ...] = (
    ("home-1280", "Karin Ek", (), WIDE),
    ("home-390", "Karin Ek", (), PHONE),
    ("inbox-1280", "Karin Ek", ("/inkorg/",), WIDE),
    ("times-1280", "Birgit Sjö", ("Våra SIP:ar", "Sofia Klevdal", "Möte", "Fråga alla om en ny tid"), WIDE),
    ("cases-1280", "Karin Ek", ("Våra SIP:ar",), WIDE),
    ("case-1280", "Jonas Lind", ("Våra SIP:ar", "Alex Hittepå"), WIDE),
    ("case-390", "Jonas Lind", ("Våra SIP:ar", "Alex Hittepå"), PHONE),
    ("consent-1280", "Jonas Lind", ("Våra SIP:ar", "Alex Hittepå", "Visa vem som får veta vad"), WIDE),
    ("invitation-1280", "Jonas Lind", ("Våra SIP:ar", "Alex Hittepå", "Kallelse och svar"), WIDE),
    ("mapping-1280", "Jonas Lind", ("Våra SIP:ar", "Alex Hittepå", "Kartläggning"), WIDE),
    ("plan-1280", "Karin Ek", ("Våra SIP:ar", "Lars Hagmark", "Plan"), WIDE),
    ("my-sip-390", "Lars Hagmark", (), PHONE),
    ("meeting-1280", "Karin Ek", ("/oversikt/?steg=meeting", "Farah Nordanå", "+motet/skarm/"), WIDE),
    ("meeting-390", "Farah Nordanå", ("Följ med här",), PHONE),
)


# Whose papers show a form filled in: who looks, and at whose SIP.
FORMS_OF = (("Jonas Lind", "Alex Hittepå"), ("Karin Ek", "Lars Hagmark"))


def take() -> int:
    """Build a world, serve it, take every picture; gives the exit status."""
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    cluster, urls = testbed.start()
    try:
        with step("Building the demo world"):
            demo = testbed.clone(urls, "pictures", testbed.world(urls))
        with tempfile.TemporaryDirectory() as folder, served(demo, Path(folder)) as site, sync_playwright() as tool:
            chromium = tool.chromium.launch(executable_path=browser.require(), args=list(browser.QUIET))
            for name, who, way, size in SHOTS:
                _shot(chromium, site.url, name, who, way, size)
            _forms(chromium, site.url)
            chromium.close()
    finally:
        cluster.stop()
    return 0


def _shot(chromium: Any, url: str, name: str, who: str, way: tuple[str, ...], size: dict[str, int]) -> None:
    context = chromium.new_context(viewport=size, locale="sv-SE", timezone_id="Europe/Stockholm")
    page = context.new_page()
    page.goto(f"{url}/logga-in/")
    page.get_by_role("button", name=re.compile(f"^{re.escape(who)}")).first.click()
    page.wait_for_load_state()
    for link in way:
        if link.startswith(("/", "+")):
            page.goto(f"{url}{link}" if link[0] == "/" else f"{page.url}{link[1:]}")
            continue
        page.get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_load_state()
    page.screenshot(path=str(TARGET / f"{name}.png"), clip={"x": 0, "y": 0, **size, "height": min(_height(page), 1500)},
                    full_page=True)
    say(f"  {name}")
    context.close()


def _forms(chromium: Any, url: str) -> None:
    """Page one of every form: from the first of these cases that fills it in, else blank."""
    drawn: set[str] = set()
    for who, whose in FORMS_OF:
        context = chromium.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
        page = context.new_page()
        page.goto(f"{url}/logga-in/")
        page.get_by_role("button", name=re.compile(f"^{re.escape(who)}")).first.click()
        page.goto(f"{url}/oversikt/")
        page.get_by_role("link", name=whose, exact=True).first.click()
        page.wait_for_load_state()
        page.goto(f"{page.url}papper/")
        drawn |= _drawn(page, context, r"/papper/([\w-]+)\.pdf$", drawn)
        context.close()
    context = chromium.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"{url}/papper/")
    drawn |= _drawn(page, context, r"^/papper/([\w-]+)\.pdf$", drawn)
    say(f"  {len(drawn)} forms")
    context.close()


def _drawn(page: Any, context: Any, pattern: str, before: set[str]) -> set[str]:
    """Draw every PDF that the page leads to; a form that has nothing to say yet answers with a page."""
    found: set[str] = set()
    for link in page.locator("a").all():
        href = link.get_attribute("href") or ""
        code = re.search(pattern, href)
        if code and code[1] not in before | found:
            answer = context.request.get(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + href)
            if answer.headers.get("content-type") == "application/pdf":
                forms_page.draw(code[1], answer.body())
                found.add(code[1])
    return found


def _height(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))
