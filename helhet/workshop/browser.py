"""Finds a browser for the journeys, installs one where that is possible, and starts it quietly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helhet.workshop.binaries import is_root
from helhet.workshop.supervise import Trouble

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OWN = (
    "chromium_headless_shell-*/*/*headless*shell",
    "chromium-*/*/chrome",
    "chromium-*/*/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-smooth-scrolling",  # a press waits until the page has stopped gliding to what is pressed
    # Nothing outside this machine can be reached from a test, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
HELP = (
    "No browser was found and none could be installed, so the journeys cannot run.\n"
    "On Debian or Ubuntu: sudo apt-get install chromium-headless-shell (or chromium).\n"
    "Elsewhere: .venv/bin/playwright install chromium, or set HELHET_BROWSER to a Chromium.\n"
    "'make test-fast' runs everything but the journeys."
)


class NoBrowser(Trouble):
    """No Chromium here and none to be had; the message says what to do."""


def find() -> str | None:
    """The path of an installed Chromium: HELHET_BROWSER, PATH, or Playwright's own download."""
    chosen = os.environ.get("HELHET_BROWSER")
    if chosen:
        return chosen
    on_path = (shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/sbin") for name in NAMES)
    return next((path for path in on_path if path), None) or _playwrights_own()


def require() -> str:
    """The browser's path, installing one if need be. Raises NoBrowser with the instruction."""
    found = find()
    if found is None:
        _install_with_apt()
        found = find()
    if found is None:
        _install_with_playwright()
        found = find()
    if found is None:
        raise NoBrowser(HELP)
    return found


def _playwrights_own() -> str | None:
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    usual = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    for folder in [Path(chosen)] if chosen else usual:
        for pattern in _OWN:
            for path in sorted(folder.glob(pattern), reverse=True):
                if os.access(path, os.X_OK):
                    return str(path)
    return None


def _install_with_apt() -> None:
    if not (is_root() and shutil.which("apt-get")):
        return
    print("Installing a browser with apt-get (about 100 MB) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment)
    for name in NAMES[:2]:
        done = subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", name], env=environment)
        if done.returncode == 0:
            return


def _install_with_playwright() -> None:
    print("Installing Playwright's own browser …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium-headless-shell"])


if __name__ == "__main__":
    try:
        print(f"Browser: {require()}")
    except NoBrowser as trouble:
        sys.exit(str(trouble))
