"""The worker: sends what waits in the outbox and lets days pass, whether or not anybody is signed in."""

import contextlib
import os
import sys

from helhet.workshop.database import Urls
from helhet.workshop.serve import database
from helhet.workshop.supervise import Supervisor, interruptible, say

# The roof is named, not imported; and run as a module of its own name, so that its jobs have theirs.
JOBS = "import sys; from helhet.config import jobs; sys.exit(jobs.main())"


def command() -> list[str]:
    """The command that works off the queue until it is asked to stop."""
    return [sys.executable, "-c", JOBS]


def environment(urls: Urls, settings: str, address: str = "") -> dict[str, str]:
    """What the worker may know: its own login; and the address that its notices lead to, when it is known here."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "PGOPTIONS")}
    if address:
        kept.setdefault("HELHET_ADDRESS", address)
    return kept | {"DATABASE_URL": urls.worker, "DJANGO_SETTINGS_MODULE": settings}


def work() -> int:
    """Work until interrupted. Settings from DJANGO_SETTINGS_MODULE, else production's."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")
    with interruptible(), contextlib.suppress(KeyboardInterrupt), database() as urls, Supervisor() as children:
        children.start("worker", command(), environment(urls, settings))
        say("The worker is started – Ctrl-C stops it.")
        say(children.wait())
        return 1
    return 0
