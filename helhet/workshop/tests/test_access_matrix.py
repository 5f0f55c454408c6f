"""The table of who may open what has a line for every route, and docs/access-matrix.md says what it says."""

from dataclasses import replace

from helhet.workshop import access_page
from helhet.workshop.proofs.matrix import scene, table
from helhet.workshop.proofs.matrix.addresses import Route, routes


def test_every_route_and_method_has_its_line() -> None:
    """A new route stops here until somebody has said who may open it (helhet/workshop/proofs/matrix/routes.csv)."""
    assert table.faults(table.rows(), routes()) == []


def test_a_route_without_a_line_is_told_of() -> None:
    new = Route("ny-sida", "ny/sida/", (), "staff")
    found = table.faults(table.rows(), [*routes(), new])
    assert found == [f"ny-sida × {method} (ny/sida/) has no line in routes.csv" for method in table.METHODS]


def test_a_line_that_says_nothing_known_is_told_of() -> None:
    first = table.rows()[0]
    strange = replace(first, routes=("finns-inte",), cells={**first.cells, "vera": "kanske"})
    found = table.faults([*table.rows(), strange], routes())
    assert found[-2:] == ["finns-inte stands in routes.csv, and there is no such route",
                          f"”{first.what}”, vera: nobody knows the word ”kanske”"]


def test_whoever_is_not_signed_in_reads_nothing_about_anybody() -> None:
    assert not any(who & {"ingen", "slutat", "josef_far"} for who in table.allowed().values())
    assert all(row.cells["ingen"] in ("in", "nej", "ej så") for row in table.rows() if row.case != table.NOBODYS)


def test_everything_told_of_is_planted_and_said_in_known_words() -> None:
    assert all(kind in scene.planted(case) for case, kind in table.allowed())
    lines = (table.HERE / "information.csv").read_text(encoding="utf-8").splitlines()
    assert {word for line in lines[1:] for word in line.split(",")[2:]} == {table.OPENS, table.BY_RIGHT, "nej"}
    assert all(table.shown()[about] <= who for about, who in table.allowed().items())


def test_the_page_says_what_the_table_says() -> None:
    assert access_page.TARGET.read_text(encoding="utf-8") == access_page.page(), "run: .venv/bin/helhet docs"
