"""Merging loses no letter of anybody, splits no sign, and comes to the same whoever is asked."""

import random

import pytest

from helhet.process.live.merging import merge, signs

FAMILY, THUMB, FLAG, E_ACUTE = "👨‍👩‍👧", "👍🏽", "🇸🇪", "e\u0301\u0323"
ALPHABET = [*"abc åäö\n", FAMILY, THUMB, FLAG, E_ACUTE, "שלום", "ש", "1️⃣", "\U000f0000"]


def test_who_has_changed_nothing_gets_what_stands() -> None:
    assert merge("a", "ab", "a") == "ab"
    assert merge("a", "a", "ac") == "ac"
    assert merge("a", "ab", "ab") == "ab"


def test_two_who_write_in_the_same_text_both_stand_there() -> None:
    assert merge("Lars vill sova.", "Lars vill sova bättre.", "Lars Ek vill sova.") == "Lars Ek vill sova bättre."


def test_what_one_writes_inside_what_another_takes_away_is_kept() -> None:
    assert "nu" in merge("Ring på måndag.", "", "Ring nu på måndag.")


@pytest.mark.parametrize("sign", [FAMILY, THUMB, FLAG, E_ACUTE, "1️⃣"])
def test_a_sign_is_one(sign: str) -> None:
    assert list(signs(f"a{sign}{sign}b")) == ["a", sign, sign, "b"]


def test_a_family_is_not_taken_apart() -> None:
    other = "👨‍👩‍👧‍👦"
    assert set(signs(merge(f"{FAMILY}a", f"{other}a", f"{FAMILY}ab"))) == {other, "a", "b"}


def _change(text: list[str], rnd: random.Random, marks: list[str]) -> list[str]:
    """Some edits; what is inserted carries a mark of its own, so that it can be looked for."""
    out = list(text)
    for _ in range(rnd.randint(1, 4)):
        at = rnd.randint(0, len(out))
        if rnd.random() < 0.35 and out:
            del out[at:at + rnd.randint(1, 4)]
        else:
            out[at:at] = [rnd.choice(ALPHABET), marks.pop(), rnd.choice(ALPHABET)]
    return out


def test_no_letter_that_somebody_wrote_is_lost_and_no_sign_is_split() -> None:
    rnd = random.Random(5)
    for _ in range(2_000):
        base = [rnd.choice(ALPHABET) for _ in range(rnd.randint(0, 30))]
        marks = [chr(0x4E00 + n) for n in range(40)]
        rnd.shuffle(marks)
        one, two = _change(base, rnd, marks), _change(base, rnd, marks)
        # What one wrote and then took away again is not looked for.
        wanted = {m for side in (one, two) for m in side if "\u4e00" <= m <= "\u9fff"}
        merged = merge("".join(base), "".join(one), "".join(two))
        assert wanted <= set(merged)
        known = set(signs("".join(base))) | set(signs("".join(one))) | set(signs("".join(two)))
        assert set(signs(merged)) <= known or _glued(merged, known)


def _glued(merged: str, known: set[str]) -> bool:
    """Signs that were apart may come to stand beside each other as one, as two halves of a flag do; never less."""
    return all("".join(signs(x)) == x for x in signs(merged)) and all(any(c in k for k in known) for c in merged)
