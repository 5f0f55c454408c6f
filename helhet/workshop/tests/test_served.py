"""The pages are served from a clone, and a browser can read them."""

from typing import Any

import pytest


@pytest.mark.journey
def test_a_browser_reaches_the_site_and_nothing_else(page: Any) -> None:
    answer = page.goto("/finns-inte")
    assert answer is not None
    assert answer.status == 404
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED|ERR_"):
        page.goto("http://example.org/")
