"""Words for journeys: somebody signs in, reads, fills in and presses, as a person with a browser does."""

import re
from types import TracebackType
from typing import Any
from uuid import UUID

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError

from helhet.workshop.served import Site
from helhet.workshop.world.ground import World

PATIENCE = 10_000  # ms: the machine may be busy
_axe = Axe()


class Somebody:
    """One person with a browser of their own. What they see and do reads as sentences."""

    def __init__(self, page: Any, site: Site, name: str, *, javascript: bool = True) -> None:
        self.page, self.site, self.name, self.javascript = page, site, name, javascript

    def signs_in(self) -> "Somebody":
        self.page.goto(f"{self.site.url}/logga-in/")
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(self.name)}")).first.click()
        self.page.wait_for_load_state()
        return self

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self.site.url}{path}")

    def follows(self, link: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def does(self, task: str) -> None:
        """In what there is to do, press the button that does this."""
        card = self.page.locator("article", has=self.page.get_by_role("heading", name=task)).first
        card.locator(".h-task__do a").click()
        self.page.wait_for_load_state()

    def unfolds(self, words: str) -> None:
        """Open what lies folded under these words, if it does."""
        fold = self.page.locator("details", has=self.page.locator("summary", has_text=words)).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()
        self.page.wait_for_load_state()

    def writes(self, label: str, text: str) -> None:
        """Write in the box with this label."""
        self.page.get_by_label(label).first.fill(text)

    def chooses(self, *labels: str) -> None:
        """Choose radio buttons or boxes by their words."""
        for label in labels:
            self._ticks(self.page.get_by_label(label, exact=True).first)

    def answers(self, question: str, answer: str) -> None:
        """In the group with this question, choose this answer."""
        group = self.page.get_by_role("group", name=question).first
        self._ticks(group.get_by_label(answer, exact=True).first)

    def chooses_all(self, question: str) -> None:
        """Every box in the group with this question."""
        for box in self.page.get_by_role("group", name=question).first.get_by_role("checkbox").all():
            self._ticks(box)

    def answers_each(self, question: str, answer: str) -> None:
        """The same answer wherever this question stands."""
        groups = self.page.get_by_role("group", name=question)
        for group in groups.all():
            self._ticks(group.get_by_label(answer, exact=True).first)

    def _ticks(self, box: Any) -> None:
        """Press the words of a box, as a hand does: the box itself may be hidden beneath them."""
        if not box.is_checked():
            self.page.locator(f'label[for="{box.get_attribute("id")}"]').first.click()

    def picks(self, label: str, choice: str) -> None:
        """Pick a line in a list that folds out."""
        self.page.get_by_label(label).first.select_option(label=choice)

    def dates(self, question: str, day: Any) -> None:
        """Write a day in its three boxes."""
        group = self.page.get_by_role("group", name=question).first
        for label, value in (("Dag", day.day), ("Månad", day.month), ("År", day.year)):
            group.get_by_label(label).fill(str(value))

    def sees(self, *texts: str) -> None:
        for text in texts:
            try:
                self.page.get_by_text(text).locator("visible=true").first.wait_for(timeout=PATIENCE)
            except PlaywrightError:
                raise AssertionError(f"{self.name} does not see {text!r} on {self.path}:\n{self._main()}") from None

    def _main(self) -> str:
        """The page's own words, what is wrong first."""
        wrong = self.page.locator(".govuk-error-summary")
        return (wrong if wrong.count() else self.page.locator("main")).first.inner_text()

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            assert text not in self.page.inner_text("body"), f"{self.name} sees {text!r}"

    def is_not_let_in(self, path: str) -> None:
        """The address answers like one that does not exist."""
        answer = self.page.goto(f"{self.site.url}{path}")
        assert answer.status == 404, f"{path} answered {answer.status} for {self.name}"

    def is_refused(self, words: str) -> None:
        """What was sent came back with these words in the summary, and nothing typed is lost."""
        summary = self.page.locator(".govuk-error-summary")
        summary.wait_for(state="visible", timeout=PATIENCE)
        assert words in summary.inner_text(), summary.inner_text()

    def can_ring(self, number: str) -> None:
        """A press rings this number."""
        assert self.page.locator(f'a[href="tel:{number.replace(" ", "")}"]').count(), f"no way to ring {number}"

    def fits_the_screen(self) -> None:
        """Nobody has to push the page sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site.url)

    @property
    def case(self) -> UUID:
        """The ref of the case in the address."""
        found = re.search(r"/sip/([0-9a-f-]{36})/", self.page.url)
        assert found, self.page.url
        return UUID(found[1])

    def finds_it_accessible(self) -> None:
        """axe finds nothing wrong on this page. A script itself: without them, the same address is opened beside."""
        if self.javascript:
            return self._judged(self.page)
        here = self.page.context
        beside = here.browser.new_context(viewport=self.page.viewport_size, storage_state=here.storage_state())
        try:
            page = beside.new_page()
            page.goto(self.page.url)
            return self._judged(page)
        finally:
            beside.close()

    def _judged(self, page: Any) -> None:
        result = _axe.run(page, options={"resultTypes": ["violations"]})
        assert result.violations_count == 0, f"{self.path}\n{result.generate_report()}"


class Stage:
    """Opens browsers, and holds every journey to the house's promises when it ends."""

    def __init__(self, site: Site, world: World, browser: Any) -> None:
        self.site, self.world, self.browser = site, world, browser
        self._contexts: list[Any] = []
        self.troubles: list[str] = []

    def __enter__(self) -> "Stage":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for context in self._contexts:
            context.close()
        if kind is None:
            assert self.troubles == [], self.troubles

    def somebody(self, name: str, *, phone: bool = False, javascript: bool = True) -> Somebody:
        """A signed-in person with a fresh browser; ``phone`` gives a small screen."""
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = self.browser.new_context(viewport=size, java_script_enabled=javascript, locale="sv-SE")
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: self.troubles.append(f"{name}: {e}"))
        page.on("response", lambda r: r.status >= 500 and self.troubles.append(f"{name}: {r.status} {r.url}"))
        ours = tuple(one for one in (self.site.url, self.site.live) if one)
        page.on("request", lambda r: r.url.startswith(ours) or self.troubles.append(f"outside: {r.url}"))
        return Somebody(page, self.site, name, javascript=javascript).signs_in()

    def worker(self, key: str, **how: bool) -> Somebody:
        """Somebody who works in the demo's places, by key."""
        return self.somebody(self.world.workers[key].name, **how)
