"""The only place that puts something in the outbox."""


def news(owner_kind: str, owner: int, *, at_once: bool) -> None:
    """There is something to read for a unit, a user or an individual (``owner_kind`` and its id).

    Runs in the caller's transaction. Nobody is told outside who has not asked for it; what is not ``at_once`` waits
    for the day's digest. Never says what.
    """
