"""The pages, served by granian: two workers with one thread each, as measured cheapest."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from helhet.workshop.database import Cluster, Urls, demo_cluster
from helhet.workshop.supervise import Supervisor, Trouble, interruptible, say

APPLICATION = "helhet.config.wsgi:application"
STREAM = "helhet.config.live:application"
HOST = "127.0.0.1"
PORT = 8000


class PortTaken(Trouble):
    """Another program listens where the pages should be; the message names the remedy."""


def require_port(host: str, port: int, command: str) -> None:
    """Raises PortTaken, with the remedy, unless the pages can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} is in use ({error.strerror}). Stop the program that listens there, "
                f"or choose another port: {command} --port {port + 1}"
            ) from error


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def granian(port: int, host: str = HOST, workers: int = 2) -> list[str]:
    """The command that serves the pages."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "5", "--respawn-failed-workers", APPLICATION,
    ]


def stream(port: int, host: str = HOST) -> list[str]:
    """The command that serves the live stream of meetings: one process that waits for all of them."""
    return [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", host, "--port", str(port), "--workers", "1",
        "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "2", "--respawn-failed-workers", STREAM,
    ]


def side_by_side(port: int, beside: int) -> dict[str, str]:
    """For pages and stream on two ports of one host, without a proxy that makes them one address."""
    return {"HELHET_LIVE_URL": f":{beside}", "HELHET_LIVE_PAGES": f":{port}"}


def pages_environment(urls: Urls, settings: str) -> dict[str, str]:
    """What the pages may know: the app's login, never the owner's."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "PGOPTIONS")}
    return kept | {"DATABASE_URL": urls.app, "DJANGO_SETTINGS_MODULE": settings}


def wait_until_answering(address: str, process: "subprocess.Popen[bytes]", patience: float = 60) -> None:
    """Return when the pages answer anything at all. Raises Trouble if the server dies or stays silent."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Trouble(f"The pages did not start (exit status {process.returncode}); see their lines above.")
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own http address
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"The pages at {address} did not answer within {patience:.0f} seconds.")


def addresses_from_environment() -> Urls | None:
    """The server that DATABASE_URL names; without the owner's or worker's own address the app's stands in."""
    app = os.environ.get("DATABASE_URL")
    if not app:
        return None
    return Urls(
        app, os.environ.get("DATABASE_OWNER_URL") or app, os.environ.get("DATABASE_WORKER_URL") or app
    )


@contextlib.contextmanager
def database(cluster: Cluster | None = None) -> Iterator[Urls]:
    """The database to work on: a server's when DATABASE_URL says so, else the embedded one, started for us."""
    given = addresses_from_environment()
    if given:
        yield given
        return
    cluster = cluster or demo_cluster()
    try:
        yield cluster.start()
    finally:
        cluster.stop()


def serve(host: str, port: int, workers: int) -> int:
    """Serve the pages until interrupted. Settings from DJANGO_SETTINGS_MODULE, else production's."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")
    require_port(host, port, "helhet serve")
    require_port(host, port + 1, "helhet serve")
    with interruptible(), contextlib.suppress(KeyboardInterrupt), database() as urls, Supervisor() as children:
        env = pages_environment(urls, settings)
        pages = children.start("pages", granian(port, host, workers), env)
        live = children.start("live", stream(port + 1, host), env)
        wait_until_answering(f"http://{host}:{port}/", pages)
        wait_until_answering(f"http://{host}:{port + 1}/", live)
        say(f"Helhet is open on http://{host}:{port}/, and the live stream on port {port + 1}: let the proxy send "
            "/live/ there. Ctrl-C stops it.")
        say(children.wait())
        return 1
    return 0
