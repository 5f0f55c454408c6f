"""What the worker is built of."""

import pytest


@pytest.mark.django_db
def test_the_worker_has_every_job_once() -> None:
    from helhet.config import jobs
    from helhet.post import queue

    app = jobs.build()
    comes_back = {"post.fold", "post.sweep", "post.tidy", "clock.pass_days", "clock.recompute_all", "log.checkpoint",
                  "log.look_through", "access.tidy", "kit.tidy"}
    assert comes_back | {queue.SEND} <= set(app.tasks)
    known = [task.task.name for task in app.periodic_registry.periodic_tasks.values()]
    assert len(known) == len(set(known)) >= len(comes_back)
