"""What is kept of a half-written form, and that it fits."""

import random

from django.http import QueryDict

from helhet.access.drafts import FITS, _unpacked, strip
from helhet.kit import limits


def _form(text: str, fields: int = 1) -> QueryDict:
    form = QueryDict(mutable=True)
    form.update({f"area_{n}": text for n in range(fields)})
    form.update({"csrfmiddlewaretoken": "a", "once": "b", "save_draft": "1"})
    return form


def test_what_was_typed_comes_back_and_nothing_else() -> None:
    for text in ("Åsa får hjälp på måndagar.", "Åsa får hjälp på måndagar. " * 300, "z:inget"):
        again = QueryDict(_unpacked(strip(_form(text))))
        assert again.dict() == {"area_0": text}


def test_a_form_that_is_full_of_swedish_words_fits() -> None:
    """Each letter would else take six signs of the column, and a form of several texts broke the page."""
    dice = random.Random(5)  # noqa: S311 - dice
    words = [f"{dice.choice('åäöbdk')}{n}a" for n in range(4_000)]
    text = " ".join(dice.choice(words) for _ in range(1_400))[: limits.LONG]
    assert len(strip(_form(text, 4))) <= FITS
    assert len(_form(text, 4).urlencode()) > FITS
