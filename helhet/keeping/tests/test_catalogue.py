"""The catalogue holds every column, each with words of ours, and says what the page of documents says."""

import pytest

from helhet.keeping import catalogue, labels, words
from helhet.keeping.rules import Sort
from helhet.kit.text import PersonText


def test_every_column_has_a_row() -> None:
    assert catalogue.faults(catalogue.standing()) == []


@pytest.mark.parametrize(
    ("there", "said"),
    [({"people_individual": ["id", "shoe_size"]}, "people_individual.shoe_size has no row in the catalogue"),
     ({"people_shoe": ["id"]}, "people_shoe has no row in the catalogue"),
     ({"people_individual": ["id"]}, "people_individual.number stands in the catalogue and nowhere else")],
)
def test_a_column_without_a_row_is_a_fault(there: dict[str, list[str]], said: str) -> None:
    assert said in catalogue.faults(there)


def test_free_text_about_a_person_is_called_so() -> None:
    from django.apps import apps

    tables = catalogue.tables()
    open_sorts = {Sort.TECHNICAL, Sort.FACT, Sort.STAFF, Sort.ORGANISATION}
    wrong = [
        f"{model._meta.db_table}.{f.column}" for model in apps.get_models() for f in model._meta.local_fields
        if isinstance(f, PersonText) and tables[model._meta.db_table].columns[f.column or ""].sort in open_sorts
    ]
    assert not wrong


def test_every_table_and_column_of_the_copy_has_swedish_words() -> None:
    tables = catalogue.tables()
    assert [t for t in tables if tables[t].exported and t not in words.TITLES] == []
    used = {c for t in tables.values() for c in t.exported}
    assert used == set(labels.LABELS)


def test_what_is_found_by_a_person_is_found_from_a_table_above() -> None:
    tables = catalogue.tables()
    for table in tables.values():
        for part in table.found.replace("<", ">").split(">")[1:]:
            for above in part.split():
                assert above.split(".")[0] in tables, table.name
