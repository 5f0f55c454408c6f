"""The queue: what is deferred in a transaction exists when it is committed, and not otherwise.

A job carries the id of a notice and nothing else. Should one be lost the sweep finds the notice again. What the jobs
do is the worker's affair (`config/jobs.py`); here they are only put in.
"""

from django.db import connection, transaction
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued

QUEUE, SEND = "post", "post.send"
_app = App(connector=DjangoConnector())


def put(outbox: int) -> None:
    """Let a worker try this notice once the caller's transaction is committed. A second job for it is no job."""
    task = _app.configure_task(SEND, queue=QUEUE, queueing_lock=f"post:{outbox}")
    try:
        with transaction.atomic():
            task.defer(outbox=outbox)
    except AlreadyEnqueued:
        return


def tidy() -> int:
    """Forget jobs that failed, or whose worker is dead: what they were about is found by the sweep. Gives how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM jobs.procrastinate_jobs WHERE status IN ('failed', 'cancelled', 'aborted')"
            " OR (status = 'doing' AND worker_id IS NULL)"
        )
        return cursor.rowcount
