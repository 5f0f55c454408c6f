"""The text of a PDF as its readers get it: what is searched, copied and read aloud."""

import re


def text_of(pdf: bytes) -> str:
    """All pages' text, a line break after each."""
    import pypdfium2

    whole = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for number in range(len(whole)):
            page = whole[number]
            words = page.get_textpage()
            found.append(words.get_text_bounded())
            words.close()
            page.close()
        return "\n".join(found)
    finally:
        whole.close()


def pages_of(pdf: bytes) -> int:
    """How many pages."""
    import pypdfium2

    whole = pypdfium2.PdfDocument(pdf)
    try:
        return len(whole)
    finally:
        whole.close()


def flat(text: str) -> str:
    """In one line, so that words are found wherever the paper broke them; a word that was parted is whole again."""
    return re.sub(r"\s+", " ", re.sub(r"[\x02\u00ad]\s*", "", text).replace("\u00a0", " "))


def holds(text: str, ways: str) -> bool:
    """Whether one of the ways to say it, parted by ``|``, stands in a flat text."""
    return any(flat(way).strip() in text for way in ways.split(" | "))
