"""Two writers' texts become one, and no letter of either is lost. Pure.

Whole signs are merged, never halves: a family of emoji, a letter with its accents or a flag is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reconcile_text import reconcile

_JOINER = "\u200d"
# Everything that can make a sign of several code points: accents, joiners, variants, tones of skin, flags, keycaps.
_COMPOSED = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u08ff\u0900-\u0e7f\u0eb0-\u0fff\u1000-\u109f\u1100-\u11ff\u135d-\u135f"
    r"\u1700-\u1aff\u1b00-\u1cff\u1dc0-\u1dff\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\ua8ff\ufb1e"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
    r"\U00010a01-\U00011fff]"
)
_STAND_INS = range(0xF0000, 0xFFFFE)  # a plane that nobody writes in; what does stand there is left alone


def merge(base: str, current: str, mine: str) -> str:
    """``mine`` was written from ``base`` while others made ``current`` of it: the text with both.

    What either has inserted is there; what either has taken away is gone, unless the other wrote inside it.
    """
    if mine in (base, current):
        return current
    if current == base:
        return mine
    if not any(map(_COMPOSED.search, (base, current, mine))):
        return str(reconcile(base, current, mine, "Character")["text"])
    whole = _Whole((base, current, mine))
    one, two, three = (whole.short(text) for text in (base, current, mine))
    return whole.back(str(reconcile(one, two, three, "Character")["text"]))


def signs(text: str) -> Iterator[str]:
    """The text as a reader counts it: one for each sign that is seen."""
    held = ""
    for c in text:
        if held and _belongs(held, c):
            held += c
        else:
            if held:
                yield held
            held = c
    if held:
        yield held


def _belongs(held: str, c: str) -> bool:
    if c == _JOINER or held[-1] == _JOINER or unicodedata.category(c) in ("Mn", "Me", "Mc"):
        return held != "\n"
    if "\U0001f3fb" <= c <= "\U0001f3ff" or "\U000e0020" <= c <= "\U000e007f":
        return held != "\n"
    if "\U0001f1e6" <= c <= "\U0001f1ff":
        return len(held) == 1 and "\U0001f1e6" <= held <= "\U0001f1ff"
    return "\u1160" <= c <= "\u11ff" and "\u1100" <= held[-1] <= "\u11ff"  # parts of one Korean syllable


class _Whole:
    """Each sign of several code points stands as one while the texts are merged."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        taken = {c for text in texts for c in text}
        free = (chr(n) for n in _STAND_INS if chr(n) not in taken)
        self.of: dict[str, str] = {}
        for text in texts:
            for sign in signs(text):
                if len(sign) > 1 and sign not in self.of:
                    self.of[sign] = next(free)
        self.was = {short: sign for sign, short in self.of.items()}

    def short(self, text: str) -> str:
        return "".join(self.of.get(sign, sign) for sign in signs(text))

    def back(self, text: str) -> str:
        return "".join(self.was.get(c, c) for c in text)
