"""What the browser gets: built once, named by its content, with nothing in it that belongs to somebody."""

import json
import re
from pathlib import Path

import pytest

from helhet.kit.static import static
from helhet.workshop import assets


def test_nothing_is_built_twice() -> None:
    said: list[str] = []
    assert assets.build(said.append) is False
    assert said == []


def test_every_name_in_the_manifest_stands_with_a_hash() -> None:
    manifest = json.loads((assets.STATIC / "manifest.json").read_text())
    assert {"css/helhet.css", "js/helhet.js", "img/helhet.svg"} <= manifest.keys()
    for name, hashed in manifest.items():
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", hashed), name
        assert (assets.STATIC / hashed).is_file(), name
    assert static("css/helhet.css") == f"/static/{manifest['css/helhet.css']}"
    assert static("css/none.css") == "/static/css/none.css"


def test_the_styles_name_only_files_that_are_there() -> None:
    manifest = json.loads((assets.STATIC / "manifest.json").read_text())
    css = assets.STATIC / manifest["css/helhet.css"]
    addresses = re.findall(r"url\(\"?([^)\"]+)", css.read_text())
    assert addresses
    assert all((css.parent / address).resolve().is_file() for address in addresses)


@pytest.mark.parametrize("status", ["404", "500"])
def test_the_error_pages_carry_nothing_of_anybody(status: str) -> None:
    page = (assets.BUILD / "errors" / f"{status}.html").read_text()
    assert '<html lang="sv"' in page and "<h1>" in page
    assert not re.search(r"\{\w+\}|csrf|nonce|<script|<form|style=", page)


def test_the_lock_file_names_no_address() -> None:
    lock = (assets.ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock and lock.count('"integrity"') > 10


def test_a_failing_tool_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.js"
    broken.write_text("let = nonsense(")
    with pytest.raises(assets.AssetsFailed, match="esbuild stopped"):
        assets._script(broken)
