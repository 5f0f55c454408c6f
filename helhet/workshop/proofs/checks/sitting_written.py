"""V7.1: what is written of sessions is what the settings say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

PAGE = Path(__file__).resolve().parents[4] / "docs" / "sign-in.md"


def _limits(_door: Any) -> Any:
    text = PAGE.read_text()
    for words, seconds in (("staff", settings.SESSION_STILL_STAFF), ("a person", settings.SESSION_STILL_PERSON)):
        row = f"| {words} | {seconds // 60} minutes |"
        yield f"{words}: {seconds // 60} minutes of stillness is written", row in text
    hours = settings.SESSION_WHOLE // 3600
    yield f"{hours} hours at most is written, and why", f"{hours} hours" in text and "NIST SP 800-63B" in text


def _how_many(_door: Any) -> Any:
    yield "how many at once is written", "## How many at once" in PAGE.read_text()


def _who_else(_door: Any) -> Any:
    text = PAGE.read_text()
    yield "every system that makes sessions is written, and how they end together", (
        "## Who else keeps sessions" in text and "back-channel" in text)


CHECKS: dict[str, Callable[[Any], Any]] = {"7.1.1": _limits, "7.1.2": _how_many, "7.1.3": _who_else}
