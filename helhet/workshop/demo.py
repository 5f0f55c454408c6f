"""`helhet demo`: everything from nothing to a page, in one command."""

import contextlib
import os
from pathlib import Path

from helhet.workshop import testbed, working
from helhet.workshop.database import Cluster, Urls, demo_cluster
from helhet.workshop.serve import (
    HOST,
    addresses_from_environment,
    granian,
    pages_environment,
    require_port,
    side_by_side,
    stream,
    wait_until_answering,
)
from helhet.workshop.supervise import Supervisor, Trouble, interruptible, say, step
from helhet.workshop.world import sign_in_hints

SETTINGS = "helhet.config.settings.demo"


def demo(port: int, world: bool = True, fresh: bool = False) -> int:
    """Create what is missing, serve the demo on this port until interrupted. Gives the exit status."""
    require_port(HOST, port, "helhet demo")
    require_port(HOST, port + 1, "helhet demo")
    address = f"http://{HOST}:{port}/"
    with interruptible(), contextlib.ExitStack() as closing:
        closing.callback(say, "Everything is stopped. What was written is kept.")
        try:
            urls, stamp, children = _open_database(closing, fresh)
            _prepare(urls, stamp, world)
            with step("Opening the pages"):
                env = {"HELHET_ADDRESS": address} | pages_environment(urls, SETTINGS) | side_by_side(port, port + 1)
                pages = children.start("pages", granian(port), env)
                live = children.start("live", stream(port + 1), env)
                wait_until_answering(address, pages)
                wait_until_answering(f"http://{HOST}:{port + 1}/", live)
            children.start("worker", working.command(), working.environment(urls, SETTINGS, address))
            _welcome(address)
            say(children.wait())
            return 1
        except KeyboardInterrupt:
            say("\nStopping …")
            return 0


def _open_database(closing: contextlib.ExitStack, fresh: bool) -> tuple[Urls, Path | None, Supervisor]:
    """The database, where its stamps lie (none for a server's), and a supervisor; closed in the right order."""
    children = Supervisor()
    given = addresses_from_environment()
    if given:
        if fresh:
            raise Trouble("--fresh empties the embedded database only; the one DATABASE_URL names is not ours.")
        closing.enter_context(children)
        return given, None, children
    cluster: Cluster = demo_cluster()
    if fresh:
        cluster.forget()
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
    version, done = testbed.fingerprint(), stamp.read_text() if stamp and stamp.exists() else ""
    if done == version:
        return
    if done != f"{version} empty":
        with step("Bringing the tables up to date"):
            testbed.migrate(urls, SETTINGS)
    if not world:
        if stamp:
            stamp.write_text(f"{version} empty")
        return
    say("  Looking for the demo world, building it if it is not there …")
    if stamp:
        testbed.ensure_world(urls, SETTINGS)
    else:  # a server's database is not ours to replace
        testbed.build_world(urls, SETTINGS)
    if stamp:
        stamp.write_text(version)


def _welcome(address: str) -> None:
    say(f"\nHelhet is open on {address}")
    for line in sign_in_hints():
        say(f"  {line}")
    say("Ctrl-C stops it.\n")
