"""The strings can be taken out for translation, from pages and from Python, by babel.cfg."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).parents[3]


def test_extraction_finds_the_words_of_pages_and_fields() -> None:
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    keywords = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
    found = {
        message
        for _name, _line, message, _comments, _context in extract_from_dir(
            ROOT / "helhet" / "kit", methods, options, keywords
        )
    }
    assert {"Hoppa till innehållet", "Varför?", "Fyll i ”{label}”.", "%(by)s hann spara före dig"} <= found
    assert ("om %(n)s dag", "om %(n)s dagar") in found
