"""*Kontrollera en loggkod*: a printed plan carries a fingerprint of the log, and whoever holds it can check it."""

import os
import re
from pathlib import Path

from helhet.audit import checkpoints
from journeys.browsing import Somebody, Stage
from journeys.given import a_plan_in_force


def test_a_code_from_the_paper_is_checked_by_somebody_who_is_not_signed_in(stage: Stage) -> None:
    # Given a plan that stands, and an hour that has passed
    tale = a_plan_in_force(stage.world, "lars", "Hugo", "Fager")
    checkpoints.take()
    # When Karin prints it
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/plan/utskrift/")
    karin.sees("Kontrollkod", "Loggkod", "/kontrollera-kod/")
    karin.finds_it_accessible()
    found = re.search(r"Loggkod ([A-Z2-9-]{19})", karin.page.locator("body").inner_text())
    assert found
    _picture(karin.page, "paper")
    # Then the one who has the paper can check its code, on a phone, without scripts and without signing in
    holder = _nobody(stage, phone=True, javascript=False)
    holder.goes_to("/kontrollera-kod/")
    holder.sees("Kontrollera en loggkod", "Koden säger ingenting om dig.")
    holder.finds_it_accessible()
    holder.writes("Loggkod", found[1].lower().replace("-", " "))
    holder.presses("Kontrollera")
    holder.sees("Koden stämmer", "samma fingeravtryck")
    assert found[1] not in holder.page.url
    holder.fits_the_screen()
    holder.finds_it_accessible()
    _picture(holder.page, "phone")


def test_a_code_that_is_not_there_is_told_of_kindly(stage: Stage) -> None:
    holder = _nobody(stage)
    holder.goes_to("/kontrollera-kod/")
    holder.presses("Kontrollera")
    holder.sees("Skriv koden som står längst ner på papperet.")
    holder.finds_it_accessible()
    holder.writes("Loggkod", "AAAA-BBBB-CCCC-DDDD")
    holder.presses("Kontrollera")
    holder.sees("Vi hittar ingen sådan kod", "Titta en gång till på bokstäverna.")
    holder.finds_it_accessible()
    _picture(holder.page, "none")


def _nobody(stage: Stage, **how: bool) -> Somebody:
    """A browser where nobody is signed in."""
    one = stage.worker("karin", **how)
    one.page.context.clear_cookies()
    return one


def _picture(page: object, name: str) -> None:
    if os.environ.get("HELHET_LOOK"):
        page.screenshot(path=str(Path(os.environ["HELHET_LOOK"]) / f"{name}.png"), full_page=True)  # type: ignore[attr-defined]
