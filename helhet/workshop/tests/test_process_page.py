"""docs/process.md and docs/obligations.md say what the code does."""

import pytest

from helhet.workshop import forms_page, obligations_page, process_page


@pytest.mark.parametrize("made", [process_page, obligations_page, forms_page])
def test_the_page_is_what_the_code_says(made: object) -> None:
    said = made.TARGET.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert said == made.page(), "run: .venv/bin/helhet docs"  # type: ignore[attr-defined]
