"""A served site for journeys and measurements: the pages in a process of their own, on a database of their own."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helhet.workshop import serve, supervise, testbed
from helhet.workshop.database import Urls


@dataclass(frozen=True)
class Site:
    """Where the pages are, which database they read, the file with what the server says, and its process."""

    url: str
    database: Urls
    log: Path
    pid: int = 0

    def said(self) -> str:
        """Everything the server has written, its access log included."""
        return self.log.read_text(errors="replace")


@contextlib.contextmanager
def served(urls: Urls, folder: Path, workers: int = 1, settings: str = testbed.TEST_SETTINGS) -> Iterator[Site]:
    """Serve the pages from this database on a free port; gone when the block ends.

    Raises Trouble with what the server said when it does not start.
    """
    port = serve.free_port()
    log = folder / f"pages-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*serve.granian(port, workers=workers), "--access-log"],
            env=serve.pages_environment(urls, settings), stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=supervise.die_with_parent(),
        )
    site = Site(f"http://127.0.0.1:{port}", urls, log, process.pid)
    try:
        try:
            serve.wait_until_answering(f"{site.url}/", process)
        except supervise.Trouble as trouble:
            raise supervise.Trouble(f"{trouble}\n{site.said()[-4000:]}") from trouble
        yield site
    finally:
        supervise.end_group(process)
