"""The pieces the synthetic world is made of, without a database."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from helhet.people.numbers import read_number
from helhet.people.rules import NumberKind
from helhet.workshop.proofs.checks import invented, meter
from helhet.workshop.world.synthetic import ground, moulds, names
from helhet.workshop.world.synthetic.patterns import Pattern, Slots, Words, as_bytes, escaped

TODAY = date(2026, 3, 2)


def test_a_pattern_fills_its_holes_in_order() -> None:
    slots = Slots()
    write = Pattern.of(["100 % of ", ("b",), " and ", ("a",), ("b",)], slots).writer()
    values = [""] * 2
    values[slots["a",]], values[slots["b",]] = "x", "y"
    assert write(values) == "100 % of y and xy"


def test_a_text_without_holes_is_itself() -> None:
    assert Pattern.of(["50 % säkert"], Slots()).writer()([]) == "50 % säkert"


def test_copy_form_keeps_tabs_newlines_and_backslashes_apart() -> None:
    assert escaped(["a\tb\nc\\d", ("hole",)]) == ["a\\tb\\nc\\\\d", ("hole",)]


def test_bytes_are_the_same_text() -> None:
    pieces = as_bytes(["å", ("name",)])
    assert pieces == ["\\\\x", "c3a5", ("hex", ("name",))]


def test_words_finds_the_longest_name_and_asks_about_the_rest() -> None:
    words = Words({"Anna": ("short",), "Anna Berg": ("long",)}, lambda m: ("found", m.group()))
    text = 'Anna Berg och Anna, "unit": 12, 6f1c2b1e-7d3a-4b8e-9c55-0a4b6d1f2e3c 2026-01-02T03:04:05+00:00'
    assert words.split(text) == [
        ("long",), " och ", ("short",), ', "unit": ', ("found", "12"), ", ",
        ("found", "6f1c2b1e-7d3a-4b8e-9c55-0a4b6d1f2e3c"), " ", ("found", "2026-01-02T03:04:05+00:00"),
    ]


def test_a_copy_moves_within_the_day_and_keeps_the_zone() -> None:
    moment = datetime(2026, 3, 2, 10, 0, 0, 5, UTC)
    assert moulds.shifted(moment, timedelta(seconds=61)) == "2026-03-02T10:01:01.000005+00:00"


@pytest.mark.parametrize("n", [0, 1, 21_999, 22_000, 99_999, 1_000_000])
def test_every_number_is_of_our_own_form_and_of_somebody_grown_up(n: int) -> None:
    born, number = names.person_number(n)
    read = read_number(number, TODAY)
    assert (read.kind, read.born) == (NumberKind.SYNTHETIC, born)
    assert born < date(2000, 1, 1)
    assert list(invented.written(number)) == []


def test_no_two_share_a_number_and_names_are_many() -> None:
    assert len({names.person_number(n)[1] for n in range(50_000)}) == 50_000
    assert len({names.person_name(n) for n in range(5_000)}) > 2_000
    assert len({names.worker_name(n) for n in range(300)}) == 300


@pytest.mark.parametrize("size", [20, 100])
def test_the_busiest_unit_has_the_same_share_in_a_small_world_and_a_large(size: int) -> None:
    running = ground.weights(size)
    shares = [b - a for a, b in zip([0.0, *running], running, strict=False)]
    assert shares[0] == max(shares) == pytest.approx(ground.LARGEST)
    assert running[-1] == pytest.approx(1)


def test_numbers_in_running_text_are_seen_with_and_without_hyphen() -> None:
    found = list(invented.written("född 19850412-1234, 850412-1234, ring 031-390 06 00 eller 20260302"))
    assert found == ["8504121234", "8504121234"]
    assert re.fullmatch(r"\d{10}", found[0])


def test_the_95th_of_a_hundred_is_the_95th() -> None:
    assert meter.percentile([float(n) for n in range(100)], 0.95) == 95
    assert meter.percentile([3.0], 0.95) == 3
