"""The page of data says what the catalogue says."""

from helhet.keeping.rules import Export, Ground, Keep, Sort
from helhet.workshop import data_page


def test_the_page_is_as_it_was_written() -> None:
    assert data_page.TARGET.read_text(encoding="utf-8") == data_page.page()


def test_every_word_is_explained() -> None:
    page = data_page.page()
    assert all(each.value in page for each in (*Sort, *Ground, *Keep, *Export))
