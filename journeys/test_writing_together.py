"""Two documenters in the same text, from two real browsers: no letter is lost, whatever the net does meanwhile."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from helhet.access import actions as access
from helhet.access import sessions
from helhet.process.case.models import Case
from helhet.process.live import telling
from helhet.process.live.models import LiveMeeting
from helhet.process.meeting.models import Meeting
from helhet.process.plan import actions as plan
from helhet.process.plan.tests.world import WORDS, at_meeting
from helhet.process.tests.cast import Cast, build
from helhet.workshop.proofs.checks.live_net import Person, signed_in
from helhet.workshop.served import Site

LIVE = True


@pytest.fixture(scope="module")
def cast(site: Site) -> Cast:
    return build()


@pytest.fixture
def case(cast: Cast) -> Case:
    case = at_meeting(cast)
    plan.open_draft(case.ref, by=cast.nurse)
    meeting = Meeting.objects.get(case=case)
    LiveMeeting.objects.create(meeting=meeting, part="inledning", part_since=meeting.opened_at)
    return case


class Screen:
    """A browser in which somebody writes, or only looks."""

    def __init__(self, browser: Any, site: Site, who: Person, path: str, **choices: Any) -> None:
        self.who, self.faults = who, []
        self.context = browser.new_context(base_url=site.url, locale="sv-SE", **choices)
        pairs = [part.split("=", 1) for part in who.cookies.split("; ")]
        self.context.add_cookies([{"name": n, "value": v, "url": site.url} for n, v in pairs if n != "csrftoken"])
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if "Security Policy" in said.text else None)
        self.page.goto(path)
        self.until(lambda: self.page.locator("[data-live-bound], .h-screen").count())

    def until(self, holds: Callable[[], object], within: int = 5_000) -> None:
        """Wait, without running text as script in the page, which it does not allow."""
        for _ in range(within // 50):
            if holds():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it did not come to hold")

    def shows(self, text: str) -> bool:
        return text in self.page.locator("textarea").evaluate_all("all => all.map(one => one.value)")

    def box(self, name: str = "goal") -> Any:
        return self.page.locator(f"textarea[data-live-field={name}]").first

    def says(self) -> str:
        return str(self.page.locator("[data-live-says]").inner_text())


@pytest.fixture
def screens(browser: Any, site: Site, cast: Cast, case: Case) -> Iterator[Any]:
    opened: list[Screen] = []

    def open_as(who: str, path: str = "skriv/", **choices: Any) -> Screen:
        opened.append(Screen(browser, site, signed_in(cast.actors[who]), f"/sip/{case.ref}/motet/{path}", **choices))
        return opened[-1]

    yield open_as
    for one in opened:
        one.context.close()
        assert one.faults == []


def same(*screens: Screen, within: int = 5_000) -> str:
    """Wait until all show the same and nothing is unsaved; gives it."""
    for _ in range(within // 50):
        found = {one.box().input_value() for one in screens}
        waiting = [one.page.locator("textarea[data-live-unsaved]").count() for one in screens]
        if len(found) == 1 and not any(waiting):
            return found.pop()
        screens[0].page.wait_for_timeout(50)
    raise AssertionError([one.box().input_value() for one in screens])


def test_two_who_type_at_once_in_one_text_lose_no_letter(screens: Any, case: Case) -> None:
    one, two, big = screens("psychiatry"), screens("colleague"), screens("psychiatry", "skarm/")
    rnd = random.Random(8)
    letters = {one: iter("abcdefghijklmnopqrst"), two: iter("ABCDEFGHIJKLMNOPQRST")}
    one.box().press("Control+Home")
    two.box().press("Control+End")
    left = [one] * 20 + [two] * 20
    rnd.shuffle(left)
    for who in left:
        who.page.keyboard.type(next(letters[who]))
        if rnd.random() < 0.3:
            who.page.wait_for_timeout(rnd.choice((30, 200, 450)))
    text = same(one, two)
    # Each one's letters stand in the order they were written, and the words that were there before too.
    assert "".join(c for c in text if c in "abcdefghijklmnopqrst")[:20] == "abcdefghijklmnopqrst"
    assert text == f"abcdefghijklmnopqrst{WORDS}ABCDEFGHIJKLMNOPQRST"
    big.page.get_by_text(text).first.wait_for()


def test_the_caret_stays_by_its_letters_and_who_writes_is_seen(screens: Any) -> None:
    one, two = screens("psychiatry"), screens("colleague")
    two.box().press("Control+End")
    one.box().press("Control+Home")
    one.page.keyboard.type("Först. ")
    two.page.get_by_text("Jonas Lind skriver …").first.wait_for()
    same(one, two)
    two.page.keyboard.type(" Sist.")
    assert same(one, two) == f"Först. {WORDS} Sist."


def test_a_lost_net_is_said_and_what_was_written_is_saved_when_it_is_back(screens: Any) -> None:
    one, two = screens("psychiatry"), screens("colleague")
    one.context.set_offline(True)
    one.box().press("Control+End")
    one.page.keyboard.type(" Utan nät.")
    two.box().press("Control+Home")
    two.page.keyboard.type("Med nät. ")
    one.page.get_by_text("Nätet är borta. Det du skriver finns kvar här").wait_for()
    assert one.box().input_value().endswith(" Utan nät.")
    one.context.set_offline(False)
    assert same(one, two, within=15_000) == f"Med nät. {WORDS} Utan nät."
    one.until(lambda: not one.page.locator(".h-live--off").count())


def test_new_rows_come_and_what_one_is_writing_stays(screens: Any, case: Case, cast: Cast) -> None:
    one = screens("psychiatry")
    one.box("help").click()
    one.page.keyboard.type("Att som")
    plan.add_sub_goal(case.ref, area="sleep", texts={"title": "Sova i åtta timmar"}, by=cast.colleague)
    one.until(lambda: one.shows("Sova i åtta timmar"))
    one.page.keyboard.type("na i tid")
    assert one.box("help").input_value() == "Att somna i tid"
    one.until(lambda: not one.page.locator("[data-live-unsaved]").count())
    one.page.get_by_text("Sparat", exact=True).wait_for()
    telling.rows(case.ref)
    one.page.wait_for_timeout(600)
    assert one.page.evaluate("document.activeElement.dataset.liveField") == "help"


def test_what_one_was_writing_in_a_row_that_is_taken_away_stays_in_sight(
    screens: Any, case: Case, cast: Cast
) -> None:
    goal = plan.add_sub_goal(case.ref, area="sleep", texts={"title": "Sova"}, by=cast.nurse)
    one = screens("psychiatry")
    one.context.route("**/spara/", lambda route: route.abort())  # what is typed is not saved yet
    one.box("title").press("Control+End")
    one.page.keyboard.type(" i åtta timmar")
    plan.remove_row(case.ref, "sub_goal", goal, by=cast.nurse)
    one.page.get_by_text("Någon tog bort raden medan du skrev i den").wait_for()
    assert one.page.locator(".h-live-kept blockquote").inner_text() == "Sova i åtta timmar"


def test_whose_access_ends_sees_a_blank_page(screens: Any, case: Case) -> None:
    one = screens("colleague")
    one.box().wait_for()
    access.sign_out(sessions.SessionStore(session_key=one.who.key), by=None)
    one.page.get_by_text("Du är inte längre med i mötet").wait_for(timeout=10_000)  # less than between two looks
    assert WORDS not in one.page.content()


def test_where_no_stream_comes_through_the_page_asks_instead(screens: Any, cast: Cast, case: Case) -> None:
    one, two = screens("psychiatry"), screens("colleague")
    one.context.route("**/live/**", lambda route: route.abort())
    one.page.reload()
    two.box().press("Control+End")
    two.page.keyboard.type(" Nu.")
    one.until(lambda: one.box().input_value() == f"{WORDS} Nu.", within=8_000)
    assert "borta" not in one.says()
