"""Random histories of several who write in one text at once, by the verb itself, on connections of their own.

Each replica is a browser's text (kit/assets/js/live/text.js): it sends from what it sent last, keeps letters that are
typed while an answer is under way, and asks again with the same key when an answer is lost.
"""

import os
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import astuple, dataclass, field
from functools import reduce
from itertools import repeat
from multiprocessing import get_context
from operator import add
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from helhet.access.actor import Actor
    from helhet.process.live.actions.writing import Saved
    from helhet.process.tests.cast import Cast

TOGETHER = 3
OF_EACH = 2  # edits of each replica in one history
A_CASE = 50  # histories in each case; then its plan is established
SIGNS = range(0x4E00, 0x9000)
SPICE = ("sova ", "åäö", "👨‍👩‍👧", "שלום", "e\u0301\u0323", "\n", "🇸🇪", " ", "\u202e", "👍🏽")
FIELDS = ("goal", "others_goal", "before", "how_short", "how_long", "help")

Save = Callable[[str, str, UUID], "Saved"]


@dataclass
class Found:
    histories: int = 0
    edits: int = 0
    twice: int = 0
    texts: int = 0
    plans: int = 0
    merged: int = 0
    differ: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    plan_differs: list[str] = field(default_factory=list)


@dataclass
class Replica:
    """One browser's text, and which signs its writer has put there and taken away."""

    save: Save
    rnd: random.Random
    box: str
    base: str = ""
    n: int = 0
    put: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    twice: int = 0

    def __post_init__(self) -> None:
        self.base = self.box

    def go(self, signs: list[str]) -> None:
        """Write once for each sign, sometimes while an answer is under way; then until all is answered."""
        while signs or self.box != self.base:
            if signs and (self.box == self.base or self.rnd.random() < 0.5):
                self.edit(signs.pop())
            sent, key = self.box, uuid4()
            answer = self.save(self.base, sent, key)
            if self.rnd.random() < 0.15:  # it never came
                self.twice += 1
                answer = self.save(self.base, sent, key)
            if signs and self.rnd.random() < 0.3:
                self.edit(signs.pop())
            self.base = sent
            if self.box == sent:
                self.box = self.base = answer.text
                self.n = answer.n

    def edit(self, sign: str) -> None:
        from helhet.process.live.merging import signs

        whole = list(signs(self.box))
        at = self.rnd.randint(0, len(whole))
        if self.rnd.random() < 0.4:
            gone = whole[at:at + self.rnd.randint(1, 6)]
            self.taken |= {c for c in gone if ord(c[0]) in SIGNS}
            del whole[at:at + len(gone)]
        whole[at:at] = [self.rnd.choice(SPICE), sign, self.rnd.choice(SPICE)]
        self.put.add(sign)
        self.box = "".join(whole)


def run(cast: "Cast", count: int) -> Found:
    """So many histories, on as many processes as the machine has cores: each has its own cases in the one database."""
    from django.db import connections

    processes = min(os.cpu_count() or 1, max(1, count // A_CASE))
    shares = [len(range(n, count, processes)) for n in range(processes)]
    connections.close_all()  # none is shared with those that begin here
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        parts = list(pool.map(_share, repeat(cast), shares, range(21, 21 + processes)))
    return Found(*(reduce(add, each) for each in zip(*map(astuple, parts), strict=True)))


def _share(cast: "Cast", count: int, seed: int) -> Found:
    found, rnd = Found(), random.Random(seed)  # noqa: S311 - the same each time
    with ThreadPoolExecutor(TOGETHER) as threads:
        while found.histories < count:
            _case(cast, found, rnd, threads, min(A_CASE, count - found.histories))
        list(threads.map(_close, range(TOGETHER * 4)))
    return found


def _close(_n: int) -> None:
    from django.db import connection

    connection.close()


def _case(cast: "Cast", found: Found, rnd: random.Random, threads: ThreadPoolExecutor, count: int) -> None:
    from helhet.process.plan import actions as plan
    from helhet.process.plan.models import Draft
    from helhet.process.plan.tests.world import at_meeting, fill

    case = at_meeting(cast)
    fill(cast, case)
    draft = Draft.objects.get(case=case, closed_at__isnull=True).ref
    writers = (cast.nurse, cast.colleague, cast.nurse)
    screen: dict[str, str] = {}
    for _ in range(count):
        name = rnd.choice(FIELDS)
        before = _stands(writers[0], case.ref).get((draft, name), "")
        if len(before) > 2_000:
            before = _save(case.ref, draft, name, writers[0])(before, WORDS_AGAIN, uuid4()).text
        screen[name] = _history(found, rnd, threads, case.ref, draft, name, writers, before)
    found.texts += len(screen)
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=writers[0])
    found.plans += 1
    content = _established(writers[0], case.ref)
    found.plan_differs += [name for name, text in screen.items() if getattr(content, name) != text]


WORDS_AGAIN = "Att orka."


def _history(
    found: Found, rnd: random.Random, threads: ThreadPoolExecutor, ref: UUID, draft: UUID, name: str,
    writers: tuple["Actor", ...], before: str,
) -> str:
    """Let them write at once; when all is answered they are told what stands, as by the stream."""
    replicas = [Replica(_save(ref, draft, name, by), random.Random(rnd.random()), before) for by in writers]  # noqa: S311
    signs = [chr(n) for n in rnd.sample(SIGNS, TOGETHER * OF_EACH)]
    started = set(before)
    signs = [s for s in signs if s not in started]
    shares = [signs[n::TOGETHER] for n in range(TOGETHER)]
    given = sum(map(len, shares))
    list(threads.map(lambda pair: pair[0].go(pair[1]), zip(replicas, shares, strict=True)))
    stands = _stands(writers[0], ref)[(draft, name)]
    newest = max(replicas, key=lambda one: one.n)
    found.histories += 1
    found.edits += given
    found.twice += sum(one.twice for one in replicas)
    found.merged += sum(bool(one.put) and one.put <= set(stands) | one.taken for one in replicas) == TOGETHER
    if newest.box != stands:
        found.differ.append(f"{name}: {newest.box!r} is not {stands!r}")
    taken = {sign for one in replicas for sign in one.taken}
    put = {sign for one in replicas for sign in one.put}
    gone = put - taken - set(stands)
    if gone:
        found.lost.append(f"{name}: {gone} not in {stands!r}")
    return stands


def _save(ref: UUID, draft: UUID, name: str, by: "Actor") -> Save:
    from helhet.process.live.actions.writing import write_field

    return lambda base, text, key: write_field(ref, row=draft, field=name, base=base, text=text, key=key, by=by)


def _stands(by: "Actor", ref: UUID) -> dict[tuple[UUID, str], str]:
    from helhet.process.live import door

    return {(c.row, c.field): c.text for c in door.changes(by, ref, 0).texts}


def _established(by: "Actor", ref: UUID) -> object:
    from helhet.process.case import door as cases
    from helhet.process.plan import door as plan

    with cases.visit(by, ref) as v:
        card = plan.newest(v)
    assert card is not None
    return card.content
