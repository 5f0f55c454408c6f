"""docs/process.md says what the code does."""

from helhet.workshop.process_page import TARGET, page


def test_the_page_is_what_the_table_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run: .venv/bin/helhet docs"
