"""A served site for journeys and measurements: the pages in a process of their own, on a database of their own."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from helhet.workshop import serve, supervise, testbed
from helhet.workshop.database import Urls


@dataclass(frozen=True)
class Site:
    """Where the pages are, which database they read, the file with what the server says, and its process."""

    url: str
    database: Urls
    log: Path
    pid: int = 0
    live: str = ""  # where the live stream of meetings is, when it is served too
    live_pid: int = 0

    def said(self) -> str:
        """Everything the server has written, its access log included."""
        return self.log.read_text(errors="replace")


@contextlib.contextmanager
def served(
    urls: Urls, folder: Path, workers: int = 1, settings: str = testbed.TEST_SETTINGS, live: bool = False
) -> Iterator[Site]:
    """Serve the pages from this database on a free port, and with ``live`` the stream; gone when the block ends.

    Raises Trouble with what the server said when it does not start.
    """
    port, beside = serve.free_port(), serve.free_port() if live else 0
    log = folder / f"pages-{port}.log"
    env = serve.pages_environment(urls, settings) | (serve.side_by_side(port, beside) if live else {})
    with contextlib.ExitStack() as closing:
        output = closing.enter_context(log.open("wb"))
        pages = closing.enter_context(_running([*serve.granian(port, workers=workers), "--access-log"], env, output))
        stream = closing.enter_context(_running(serve.stream(beside), env, output)) if live else None
        site = Site(f"http://127.0.0.1:{port}", urls, log, pages.pid, f"http://127.0.0.1:{beside}" if live else "",
                    stream.pid if stream else 0)
        try:
            serve.wait_until_answering(f"{site.url}/", pages)
            if stream:
                serve.wait_until_answering(f"{site.live}/", stream)
        except supervise.Trouble as trouble:
            raise supervise.Trouble(f"{trouble}\n{site.said()[-4000:]}") from trouble
        yield site


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str], output: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=supervise.die_with_parent(),
    )
    try:
        yield process
    finally:
        supervise.end_group(process)
