"""`helhet demo`: everything from nothing to a page, in one command."""

import contextlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from helhet.workshop import testbed
from helhet.workshop.database import Cluster, Urls, demo_cluster
from helhet.workshop.serve import (
    HOST,
    addresses_from_environment,
    granian,
    pages_environment,
    require_port,
    wait_until_answering,
)
from helhet.workshop.supervise import Supervisor, die_with_parent, interruptible, say, step

SETTINGS = "helhet.config.settings.demo"
WORLD = "helhet.workshop.world"


def demo(port: int, world: bool = True) -> int:
    """Create what is missing, serve the demo on this port until interrupted. Gives the exit status."""
    require_port(HOST, port, "helhet demo")
    address = f"http://{HOST}:{port}/"
    with interruptible(), contextlib.ExitStack() as closing:
        closing.callback(say, "Everything is stopped. What was written is kept.")
        try:
            urls, stamp, children = _open_database(closing)
            _prepare(urls, stamp, world)
            with step("Opening the pages"):
                pages = children.start("pages", granian(port), pages_environment(urls, SETTINGS))
                wait_until_answering(address, pages)
            _welcome(address, urls)
            say(children.wait())
            return 1
        except KeyboardInterrupt:
            say("\nStopping …")
            return 0


def _open_database(closing: contextlib.ExitStack) -> tuple[Urls, Path | None, Supervisor]:
    """The database, where its stamps lie (none for a server's), and a supervisor; closed in the right order."""
    children = Supervisor()
    given = addresses_from_environment()
    if given:
        closing.enter_context(children)
        return given, None, children
    cluster: Cluster = demo_cluster()
    outlet = children.outlet("database")
    cluster.output = outlet
    closing.callback(cluster.stop)
    with step("Starting the database" if cluster.created else "Creating the database"):
        urls = cluster.start()
    os.close(outlet)
    if cluster.process:
        children.watch("database", cluster.process)
    closing.enter_context(children)
    return urls, cluster.home / "prepared", children


def _prepare(urls: Urls, stamp: Path | None, world: bool) -> None:
    """Tables, rights and the demo world, unless this very version already made them here."""
    version = testbed.fingerprint()
    if stamp and stamp.exists() and stamp.read_text() == version:
        return
    with step("Bringing the tables up to date"):
        _run([sys.executable, "-m", "helhet.workshop.migrate", "0"], urls)
    if not world:
        return
    if importlib.util.find_spec(WORLD):
        say("  Building the demo world unless it is there")
        _run([sys.executable, "-c", f"from {WORLD} import build_demo; build_demo()"], urls, needs_django=True)
    if stamp:
        stamp.write_text(version)


def _run(command: list[str], urls: Urls, needs_django: bool = False) -> None:
    if needs_django:
        command = [command[0], "-c", f"import django; django.setup(); {command[2]}"]
    environment = {**os.environ, **urls.env(), "DJANGO_SETTINGS_MODULE": SETTINGS}
    if needs_django:
        environment["DATABASE_URL"] = urls.owner  # worlds are built by the owner
    subprocess.run(command, env=environment, check=True, preexec_fn=die_with_parent())  # noqa: PLW1509


def _welcome(address: str, urls: Urls) -> None:
    say(f"\nHelhet is open on {address}")
    hints = None
    if importlib.util.find_spec(WORLD):
        with contextlib.suppress(ImportError, AttributeError):
            from helhet.workshop.world import sign_in_hints as hints  # type: ignore[import-not-found,no-redef]
    for line in hints() if hints else ["Choose anybody on the sign-in page: all of them are invented."]:
        say(f"  {line}")
    say("Ctrl-C stops it.\n")
