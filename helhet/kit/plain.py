"""How easy a Swedish text is to read, and which of its words need explaining. Pure, and the same in the browser.

``assets/js/plain.js`` in the plan's room does the same while one writes, without sending a letter anywhere;
``kit/tests/test_plain.py`` runs both over the same texts. What counts: the length of sentences and words, as in LIX,
and the hard words of care and social work that stand in ``hard_words.csv``, each with an explanation of our own.
"""

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "hard_words.csv"
WORD = re.compile(r"[^\W\d_]+")
# A full stop inside a time ("kl. 9") costs a sentence now and then; a list in the text is one line each.
STOP = re.compile(r"[.!?…]+(?=[ \t\r\n\xa0]|$)|\n+")
BETWEEN = re.compile(r"[ \xa0-]")  # what may stand between the words of one expression
LONG_WORD = 6  # letters; longer counts
LONG_SENTENCE, TOO_LONG = 20, 30  # words
FEW = 10  # a single long word in a short line does not make it hard
SAYS_NOTHING = 4  # fewer words than this are a heading, not a text
FAIR_FROM, HARD_FROM = 38, 50  # as in LIX: above 50 is the language of authorities
MANY_HARD = 3


class Level(StrEnum):
    """Three calm words, said by the page; empty when there is too little to say anything about."""

    NONE = ""
    EASY = "easy"
    FAIR = "fair"
    HARD = "hard"


@dataclass(frozen=True)
class Hard:
    """A hard word in its plain form, and what it means."""

    word: str
    explains: str


@dataclass(frozen=True)
class Span:
    """A piece of a text: as it stands, or with the hard word that it is."""

    text: str
    hard: Hard | None = None


@dataclass(frozen=True)
class Measure:
    """What the meter says of a text. ``long`` holds the sentences worth dividing, as they stand."""

    level: Level
    hard: tuple[Hard, ...] = ()
    long: tuple[str, ...] = ()


@cache
def words() -> dict[tuple[str, ...], Hard]:
    """Every form of every hard word, in small letters, as the words it is made of."""
    found: dict[tuple[str, ...], Hard] = {}
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            hard = Hard(row["word"], row["explains"])
            for form in forms(row["word"], row["forms"]):
                found.setdefault(tuple(WORD.findall(form)), hard)
    return found


def forms(word: str, more: str) -> tuple[str, ...]:
    """The word, its other forms ("-en" is an ending, "samordning" a form of its own), and each as whose it is."""
    found = [word]
    for form in filter(None, more.split(" | ")):
        found.append(word + form[1:] if form.startswith("-") else form)
    return tuple(found) + tuple(f"{form}s" for form in found if not form.endswith("s"))


def marked(text: str) -> tuple[Span, ...]:
    """The text in pieces, the hard words apart. The pieces together are the text, letter for letter."""
    tokens, spans, done, i = list(WORD.finditer(text)), [], 0, 0
    while i < len(tokens):
        n, hard = _found(text, tokens[i:i + _longest()])
        if hard:
            start, end = tokens[i].start(), tokens[i + n - 1].end()
            spans += [Span(text[done:start])] * (start > done) + [Span(text[start:end], hard)]
            done = end
        i += n
    return (*spans, *[Span(text[done:])] * (done < len(text)))


def _found(text: str, tokens: list[re.Match[str]]) -> tuple[int, Hard | None]:
    """The longest hard expression that begins here and how many words it has; (1, None) when there is none."""
    said: list[str] = []
    found: tuple[int, Hard | None] = (1, None)
    for n, token in enumerate(tokens, 1):
        if n > 1 and not BETWEEN.fullmatch(text, tokens[n - 2].end(), token.start()):
            break
        said.append(token[0].lower())
        if hard := words().get(tuple(said)):
            found = (n, hard)
    return found


@cache
def _longest() -> int:
    return max(map(len, words()))


def measure(text: str) -> Measure:
    """How easy the text is to read, its hard words once each, and its long sentences."""
    counts = [(sentence, len(WORD.findall(sentence))) for sentence in STOP.split(text)]
    counts = [(sentence.strip(), n) for sentence, n in counts if n]
    total = sum(n for _sentence, n in counts)
    hard = tuple(dict.fromkeys(span.hard for span in marked(text) if span.hard))
    if not counts or (total < SAYS_NOTHING and not hard):
        return Measure(Level.NONE)
    long_words = sum(len(word) > LONG_WORD for word in WORD.findall(text))
    lix = total / len(counts) + 100 * long_words / max(total, FEW)
    long = tuple(sentence for sentence, n in counts if n > LONG_SENTENCE)
    if lix >= HARD_FROM or len(hard) >= MANY_HARD or any(n > TOO_LONG for _sentence, n in counts):
        return Measure(Level.HARD, hard, long)
    return Measure(Level.FAIR if lix >= FAIR_FROM or hard or long else Level.EASY, hard, long)
