"""The bases and every macro draw, with undefined names forbidden and no GOV.UK mark in sight."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import loader
from django.utils import translation

from helhet.kit import forms, shell

KIT = Path(__file__).parents[1]


class One(forms.Form):
    name = forms.ShortText(label="Namn")


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield

# Handlers by name: a template's own "onward = …" is no handler.
INLINE = (
    r"<style|\sstyle=|\son(?:click|load|change|submit|key\w+|mouse\w+|focus|blur|input|error)="
    r"|<script(?![^>]*\ssrc=)|javascript:"
)


def draw(name: str, **data: object) -> str:
    return loader.get_template(f"kit/pages/{name}.html").render({"messages": [], "once": "1", **data}, None)


@pytest.mark.parametrize("name", ["base", "citizen_base", "meeting_base", "print_base", "not_found"])
def test_the_bases_stand_alone(name: str) -> None:
    html = draw(name)
    assert '<html lang="sv"' in html and html.count('id="main"') == 1 and "<title>" in html


def test_no_inline_script_or_style_anywhere() -> None:
    for path in KIT.parent.glob("**/pages/**/*.html"):
        text = path.read_text()
        assert not re.search(INLINE, text), path


def test_nothing_looks_like_another_state() -> None:
    pages = " ".join(path.read_text() for path in KIT.glob("pages/*.html"))
    css = " ".join(path.read_text() for path in settings.BUILD.glob("static/css/helhet.*.css"))
    assert css, "the assets are not built"
    assert not re.search(r"crown|GDS Transport|gov\.uk|#1d70b8|#0f7a52|#0b5c3e|#ca3535|#f3f2f1", pages + css, re.I)


def test_the_generic_form_page_has_token_key_summary_and_draft() -> None:
    html = draw("form", title="Byt namn", form=One({}), back="/tillbaka")
    assert "<title>Fel: Byt namn – Helhet</title>" in html
    assert 'name="once" value="1"' in html and 'name="save_draft"' in html and "novalidate" in html
    assert 'href="#name"' in html and 'href="/tillbaka"' in html


def test_a_conflict_shows_both_texts() -> None:
    conflict = SimpleNamespace(by="Per Ahl", mine="min text", theirs="deras text", field="name", n=3)
    html = draw("form", title="Mål", form=One({"name": "x"}), conflict=conflict)
    assert "Per Ahl hann spara före dig" in html and "min text" in html and "deras text" in html


def test_the_frame_marks_where_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    links = (shell.Link("Att göra", "/a", "todo"), shell.Link("Inkorg", "/b", "inbox", 4))
    frame = shell.Shell(links=links, unit="Mottagningsenheten", name="Amina Berg", sign_out="/ut")
    monkeypatch.setitem(shell._sources, "staff", lambda request: frame)
    page = loader.get_template("kit/pages/base.html").backend.env.from_string(
        '{% extends "kit/pages/base.html" %}{% set here = "todo" %}'
    )
    html = page.render(request=object(), messages=[SimpleNamespace(level_tag="success")])
    assert '<a href="/a" aria-current="page">Att göra</a>' in html and "Inkorg (4)" in html
    assert "Mottagningsenheten" in html and 'action="/ut"' in html and "h-flash--success" in html
