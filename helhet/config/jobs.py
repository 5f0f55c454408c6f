"""What the worker does, and when: `helhet worker` calls `main`.

The times are said in UTC, as the queue counts; each job is idempotent, so that one too many does no harm.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException

EACH_MINUTE, EACH_HOUR, NIGHT = "* * * * *", "7 * * * *", "0 1 * * *"
# Just past midnight in Sweden, winter and summer, and again every ten minutes.
DAYS = "1,11,21,31,41,51 * * * *"
PATIENCE = 5.0  # seconds that a job may finish in when the worker is asked to stop
BETWEEN = 2.0  # seconds before the database is asked again when it has gone
log = logging.getLogger("helhet.worker")


def build() -> App:
    """The worker's jobs, each that comes back by itself under a name that only one waiting job can have."""
    from procrastinate.contrib.django import DjangoApp
    from procrastinate.contrib.django.utils import connector_params
    from procrastinate.psycopg_connector import PsycopgConnector

    from helhet.access import actions as access
    from helhet.access.context import in_job
    from helhet.audit import checkpoints, watch
    from helhet.clock import actions as clock
    from helhet.kit import once
    from helhet.oversight import drawing
    from helhet.post import queue, sending

    app = DjangoApp(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=10))

    @app.task(name=queue.SEND, queue=queue.QUEUE)
    def send(outbox: int) -> None:
        with in_job(queue.SEND):
            sending.attempt(outbox)

    _each(app, EACH_MINUTE, "post.sweep", sending.sweep)
    _each(app, EACH_MINUTE, "post.fold", sending.fold)
    _each(app, EACH_MINUTE, "post.tidy", queue.tidy)
    _each(app, DAYS, "clock.pass_days", clock.pass_days)
    _each(app, NIGHT, "clock.recompute_all", clock.recompute_all)
    _each(app, EACH_HOUR, "log.checkpoint", checkpoints.take)
    _each(app, NIGHT, "access.tidy", access.tidy)
    _each(app, NIGHT, "kit.tidy", once.tidy)
    _each(app, NIGHT, "log.look_through", watch.look_through)
    _each(app, NIGHT, "oversight.draw", drawing.draw_all)
    return app


def _each(app: App, cron: str, name: str, act: Callable[[], object]) -> None:
    from helhet.access.context import in_job

    def job(timestamp: int) -> None:
        with in_job(name):
            act()

    app.periodic(cron=cron)(app.task(name=name, queue=name.partition(".")[0], queueing_lock=name)(job))


async def work() -> None:
    """Work until asked to stop. A database that goes away is waited for."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        working = asyncio.create_task(_once())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            working.cancel()
        asked.cancel()
        try:
            await working
        except asyncio.CancelledError:
            return
        except (ConnectorException, psycopg.Error, OSError) as error:
            log.warning("The database does not answer (%s); the worker waits for it.", type(error).__name__)
            await _pause(stop)


async def _once() -> None:
    app = build()
    async with app.open_async():
        log.warning("The worker is at work.")
        await app.run_worker_async(
            name="helhet", concurrency=2, delete_jobs="successful", fetch_job_polling_interval=10,
            shutdown_graceful_timeout=PATIENCE, install_signal_handlers=False,
        )


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), BETWEEN)
    except TimeoutError:
        return


def main() -> int:
    """Give the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")
    import django

    django.setup()
    asyncio.run(work())
    return 0
