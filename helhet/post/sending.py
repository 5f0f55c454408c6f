"""The worker's side: folds what waits into notices, tries the notices, and finds those that nobody is trying.

An attempt is two transactions. The first sets ``trying``. The second takes the row again with its lock, hands the
notice over and writes the outcome. So two workers never try the same notice at once, and a worker that dies repeats
nothing, except between the receiver's yes and our commit: then with the same id, and marked ``perhaps_twice``.
"""

import os
import signal
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.people import door as people
from helhet.post import actions, letters, queue, rules
from helhet.post.carriers import Outcome, carry
from helhet.post.models import Outbox, Waiting, Way

BATCH = 500


def attempt(outbox: int) -> str:
    """Try one notice, if it is due and nobody else is trying it. Gives its state after, or ``busy``."""
    mark = uuid4()
    _boundary("fetched")
    with transaction.atomic():
        row = _take(outbox)
        if row is None:
            return "busy"
        if row.state != "waiting" or row.next_at > clock.now():
            return row.state
        if not _still_wanted(row.way):
            return _close(row, "dropped", "")
        held = rules.quiet_until(clock.now(), row.way.habits)
        if row.letter not in rules.ASKED_FOR and held > clock.now():
            return _hold(row, held)
        row.perhaps_twice = row.perhaps_twice or row.trying is not None
        row.trying, row.tries = mark, row.tries + 1
        row.save(update_fields=["perhaps_twice", "trying", "tries"])
    _boundary("marked")
    with transaction.atomic():
        row = _take(outbox)
        if row is None or row.trying != mark or row.state != "waiting":
            return "busy"
        outcome = carry(row.way.channel, row.way.address, _text(row), row.ref)
        _boundary("accepted")
        state = _conclude(row, outcome)
    _boundary("done")
    return state


def fold() -> int:
    """Make a notice of what waits for each way whose moment has come; gives how many. Safe with two workers."""
    made, last = 0, 0
    while True:
        ways = list(Waiting.objects.filter(way_id__gt=last).order_by("way_id").distinct("way_id")
                    .values_list("way_id", flat=True)[:BATCH])
        if not ways:
            return made
        made += sum(_fold_way(way) for way in ways)
        last = ways[-1]


def sweep() -> int:
    """Put every due notice in the queue again; a job that is already there is not doubled. Gives how many."""
    due = Outbox.objects.filter(state="waiting", next_at__lte=clock.now()).order_by("next_at", "id")
    found = list(due.values_list("pk", flat=True)[:BATCH])
    for outbox in found:
        queue.put(outbox)
    return len(found)


@transaction.atomic
def _fold_way(pk: int) -> int:
    way = Way.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if way is None:
        return 0
    rows = Waiting.objects.filter(way=way)
    if way.ended_at:
        rows.delete()
        return 0
    found = list(rows.order_by("at").values_list("pk", "at", "urgent"))
    waiting = rules.Waiting(found[0][1], any(urgent for _, _, urgent in found)) if found else None
    now = clock.now()
    letter = None if way.broken_at else rules.what_to_send(now, way.habits, way.told, waiting)
    if letter is None:
        return 0
    # One that has not left yet tells of this too.
    standing = Outbox.objects.select_for_update(skip_locked=True).filter(
        way=way, state="waiting", letter__in=(rules.Letter.DIGEST, rules.Letter.AT_ONCE)).first()
    if standing is None and _being_sent(way):
        return 0
    row = standing or actions.post(way, letter, f"{letter}:{way.pk}:{now:%Y%m%d%H%M}")
    if row is None:
        return 0
    told, _ = rows.filter(pk__in=[pk for pk, _, _ in found]).delete()
    Outbox.objects.filter(pk=row.pk).update(covers=row.covers + told)
    _remember(way, letter)
    return 0 if standing else 1


def _being_sent(way: Way) -> bool:
    """Somebody holds it this very moment: what has come since waits for the next round."""
    return Outbox.objects.filter(
        way=way, state="waiting", letter__in=(rules.Letter.DIGEST, rules.Letter.AT_ONCE)).exists()


def _remember(way: Way, letter: str) -> None:
    field = "last_digest" if letter == rules.Letter.DIGEST else "last_at_once"
    Way.objects.filter(pk=way.pk).update(**{field: clock.now()})


def _take(outbox: int) -> Outbox | None:
    """The row, locked; None when somebody else has it."""
    return Outbox.objects.select_for_update(skip_locked=True, of=("self",)).select_related("way").filter(
        pk=outbox).first()


def _still_wanted(way: Way) -> bool:
    """Ended, or somebody who may read nothing any longer: then nothing goes there, however long it has waited."""
    if way.ended_at or way.individual is None:
        return way.ended_at is None
    near = way.owner if way.owner_kind == "relation" else None
    asks = Actor(None, None, "", way.owner_kind, individual_id=way.individual, relation_id=near)
    stands = people.relation_of(asks, way.individual, clock.today())
    return stands is not None and not stands.must_not_know and (stands.own or bool(stands.kinds))


def _text(row: Outbox) -> letters.Text:
    return letters.text(row.letter, for_unit=row.way.owner_kind == "unit", code=row.way.code)


def _conclude(row: Outbox, outcome: Outcome) -> str:
    row.error = outcome.why
    if outcome.result == "sent":
        if row.letter not in rules.ASKED_FOR:
            _remember(row.way, row.letter)
        return _close(row, "sent", "")
    if outcome.result == "never":
        Way.objects.filter(pk=row.way_id).update(broken_at=clock.now())
        return _close(row, "dead", outcome.why)
    row.perhaps_twice = row.perhaps_twice or outcome.unsure
    row.trying = None
    following = rules.next_try(row.tries, clock.now())
    if following is None:
        return _close(row, "dead", outcome.why)
    row.next_at = following
    row.save(update_fields=["error", "perhaps_twice", "trying", "next_at"])
    return "waiting"


def _close(row: Outbox, state: str, error: str) -> str:
    row.state, row.error, row.done_at, row.trying = state, error, clock.now(), None
    row.save(update_fields=["state", "error", "done_at", "trying", "perhaps_twice"])
    return state


def _hold(row: Outbox, until: object) -> str:
    row.next_at = until  # type: ignore[assignment]
    row.save(update_fields=["next_at"])
    return "waiting"


def _boundary(name: str) -> None:
    """Where the proof lets a worker die. Never outside tests: no other settings name a point."""
    if name == settings.POST_CRASH_AT:
        os.kill(os.getpid(), signal.SIGKILL)


