"""What the worker is built of."""

import pytest


@pytest.mark.django_db
def test_the_worker_has_every_job_once() -> None:
    from helhet.config import jobs
    from helhet.post import queue

    app = jobs.build()
    assert {queue.SEND, "post.fold", "post.sweep", "post.tidy", "clock.pass_days"} <= set(app.tasks)
    assert len(app.periodic_registry.periodic_tasks) == 5
