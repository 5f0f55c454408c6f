"""Every visible word in every template is marked for translation, and every label of every form."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

PACKAGE = Path(__file__).parents[2]
TEMPLATES = sorted(PACKAGE.glob("**/pages/**/*.html"))
# The demo world's texts are what its people wrote, not words of the interface.
_NOT_FORMS = {"tests", "migrations", "world"}
FORMS = sorted(path for path in PACKAGE.glob("**/*.py") if not _NOT_FORMS & set(path.parts))
SHOWN_ATTRIBUTES = ("aria-label", "aria-description", "placeholder", "title", "alt", "label", "data-label")
SHOWN_ARGUMENTS = ("label", "help_text", "missing", "verbose_name")
MARKERS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
LETTER = re.compile(r"[^\W\d_]")
WORDS = re.compile(r"[åäöÅÄÖ]|^[A-ZÅÄÖ][a-zåäö]")
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


class Visible(HTMLParser):
    """Collects letters that a person would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES and value and LETTER.search(value):
                self.found.append((self.getpos()[0], f'{name}="{value}"'))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent and LETTER.search(data):
            self.found.append((self.getpos()[0], data.strip()))


def without_jinja(source: str) -> str:
    """The HTML alone, on the same lines: comments, marked blocks, tags and expressions blanked out."""
    patterns = (
        r"\{#.*?#\}", r"\{% block \w+_class %\}.*?\{% endblock %\}",
        r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", r"\{%-?\s*raw.*?endraw\s*-?%\}", r"\{%.*?%\}", r"\{\{.*?\}\}",
    )
    for pattern in patterns:
        source = re.sub(pattern, lambda m: "\n" * m[0].count("\n"), source, flags=re.S)
    return source


def unmarked_literals(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """Words in quotes inside expressions that no marker stands around."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKERS:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and WORDS.search(node.value):
        yield node.lineno, node.value
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.TemplateData):
            yield from unmarked_literals(child)


def unmarked(source: str) -> list[tuple[int, str]]:
    parser = Visible()
    parser.feed(without_jinja(source))
    parser.close()
    blocks = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", lambda m: "\n" * m[0].count("\n"), source, flags=re.S)
    return parser.found + list(unmarked_literals(ENVIRONMENT.parse(blocks)))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_word_on_the_page_is_marked(path: Path) -> None:
    found = unmarked(path.read_text())
    assert not found, "\n".join(f"{path.relative_to(PACKAGE)}:{line}: {text}" for line, text in found)


def test_every_label_in_python_is_marked() -> None:
    found = []
    for path in FORMS:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            for word in node.keywords:
                text = getattr(word.value, "value", None) if isinstance(word.value, ast.Constant) else None
                if word.arg in SHOWN_ARGUMENTS and isinstance(text, str) and WORDS.search(text):
                    found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {word.arg}={text}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("source", [
    "<p>Spara</p>", '<a title="Stäng">{{ x }}</a>', '{{ button("Spara nu") }}', "{% if a %}ja{% endif %}",
    '<input placeholder="Sök">', '{{ x or "Öppna" }}',
])
def test_the_test_sees_unmarked_words(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize("source", [
    '<p>{{ _("Spara") }}</p>', "{% trans n=2 %}Du har {{ n }} kvar{% endtrans %}", '<a class="Stor">·</a>',
    '{{ why("CON-12") }}', '{% if kind == "late" %}!{% endif %}', "{# Svenska #}", '<a title="{{ _(\'Stäng\') }}"></a>',
])
def test_the_test_lets_marked_words_pass(source: str) -> None:
    assert not unmarked(source)
