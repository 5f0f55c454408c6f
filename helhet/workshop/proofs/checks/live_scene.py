"""Many meetings at once, with those who follow and write in each, as the proofs of live writing need them."""

import asyncio
import random
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from helhet.workshop.proofs.checks.live_net import Follower, Writer, signed_in

if TYPE_CHECKING:
    from helhet.access.actor import Actor
    from helhet.process.case.models import Case
    from helhet.process.tests.cast import Cast
    from helhet.workshop.served import Site

FIRST_SIGN = 0x4E00  # each edit carries a sign of its own, to be looked for afterwards
WORDS = ("sova ", "hela ", "natten ", "ring ", "måndag ", "åtta ", "hemma ", "lugnt ")
FOLLOWING = ("psychiatry", "psychiatry", "colleague", "social", "social", "health_centre", "health_centre")


@dataclass
class Meeting:
    """One meeting: seven who follow, and those who write in it."""

    case: "Case"
    draft: UUID
    row: UUID
    followers: list[Follower] = field(default_factory=list)
    writers: list[Writer] = field(default_factory=list)


def meetings(cast: "Cast", count: int) -> list[Meeting]:
    """Meetings that go on, each with a draft and an intervention of the municipality's in it."""
    from helhet.process.plan import actions as plan
    from helhet.process.plan.models import Draft
    from helhet.process.plan.tests.world import at_meeting, intervention

    made = []
    for n in range(count):
        case = at_meeting(cast, individual=(cast.adult, cast.elder)[n % 2])
        plan.open_draft(case.ref, by=cast.nurse)
        row = intervention(case, cast.social, None, "Stöd på morgonen")
        made.append(Meeting(case, Draft.objects.get(case=case).ref, row))
    return made


def seat(cast: "Cast", made: Iterable[Meeting], site: "Site") -> None:
    """Seven follow each meeting; four write: two of them in the same text."""
    from helhet.process.plan.tests.world import WORDS as GOAL

    for one in made:
        ref = str(one.case.ref)
        people = [signed_in(cast.actors[who]) for who in FOLLOWING]
        one.followers = [Follower(site.live, ref, who) for who in people]
        draft, row = str(one.draft), str(one.row)
        one.writers = [
            Writer(site.url, ref, people[0], draft, "goal", text=GOAL, n=1),
            Writer(site.url, ref, people[2], draft, "goal", text=GOAL, n=1),
            Writer(site.url, ref, people[2], draft, "help"),
            Writer(site.url, ref, people[3], row, "what", text="Stöd på morgonen", n=1),
        ]


class Signs:
    """A sign of its own for each edit."""

    def __init__(self) -> None:
        self.given = 0

    def next(self) -> str:
        self.given += 1
        return chr(FIRST_SIGN + self.given % 20_000)


async def write(writer: Writer, until: float, pause: float, rnd: random.Random, signs: Signs) -> None:
    """Write a word at a time, pausing at random, until the time is out."""
    await asyncio.sleep(rnd.random() * pause)
    while time.monotonic() < until:
        # In the text that must be short stands the sign alone; in a long one the words are taken away now and then.
        word = signs.next() + ("" if writer.name == "what" else rnd.choice(WORDS))
        if len(writer.text) > 4_000:
            await writer.send("".join(c for c in writer.text if ord(c) >= FIRST_SIGN))
        await writer.insert(word, rnd)
        await asyncio.sleep(rnd.expovariate(1 / pause))


async def settled(made: list[Meeting], within: float) -> bool:
    """Wait until every screen shows what its writers were answered last."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if all(_shows_all(one) for one in made):
            return True
        await asyncio.sleep(0.05)
    return False


def _shows_all(one: Meeting) -> bool:
    newest: dict[tuple[str, str], int] = {}
    for w in one.writers:
        newest[(w.row, w.name)] = max(newest.get((w.row, w.name), 0), w.n)
    return all(f.texts.get(name, (0, ""))[0] >= n for f in one.followers for name, n in newest.items() if n > 1)


def lags(made: list[Meeting]) -> list[float]:
    """Milliseconds from each save being sent to its standing on each screen."""
    found = []
    for one in made:
        for w in one.writers:
            for n, began, what in w.sent[w.begun:]:
                times = [f.when(w.row, w.name, n) for f in one.followers] if what else []
                found += [(at - began) * 1000 for at in times if at is not None]
    return found


def stands(by: "Actor", one: Meeting) -> dict[tuple[str, str], str]:
    """What the database holds of a meeting's texts, as one who may read them is shown it."""
    from helhet.process.live import door

    return {(str(c.row), c.field): c.text for c in door.changes(by, one.case.ref, 0).texts}


def spread(values: list[float]) -> str:
    cut = statistics.quantiles(values, n=100)
    return f"{statistics.median(values):.0f}, {cut[94]:.0f}, {max(values):.0f} ms"
