"""Builds the synthetic world: ground, templates, copies, and what a load leaves to be put right."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable

from django.db import transaction

from helhet.kit import clock
from helhet.kit.models import DatabaseMark
from helhet.people.models import Individual
from helhet.people.rules import NumberKind
from helhet.workshop.supervise import Trouble
from helhet.workshop.world.synthetic import storage
from helhet.workshop.world.synthetic.copies import Copier
from helhet.workshop.world.synthetic.ground import Ground, build_ground, units_in_pool
from helhet.workshop.world.synthetic.moulds import Mould
from helhet.workshop.world.synthetic.rows import rows_of, tables
from helhet.workshop.world.synthetic.special import Chains
from helhet.workshop.world.synthetic.templates import Template, tell_all

MARK = "world"
CHUNK = 250  # copies in memory at a time
WITHOUT_INDEXES = 3_000  # from here on it is cheaper to build the indexes anew
EVERY = 5.0  # seconds between lines of progress
Say = Callable[[str], None]


def build_world(n: int, say: Say, seed: int) -> None:
    """See ``synthetic.build``."""
    began = time.monotonic()
    _may_be_built()
    with transaction.atomic():
        ground = build_ground(clock.today(), units_in_pool(n))
        say(f"  {sum(map(len, ground.posts))} units, each with a worker")
        templates = tell_all(ground.world, n)
        _settle(templates)
        say(f"  {len(templates)} cases made by the verbs, {time.monotonic() - began:.1f} s")
        _multiply(n, ground, templates, say, seed)
        DatabaseMark.objects.get_or_create(what=MARK, defaults={"built_on": clock.today(), "at": clock.now()})
    storage.analyze(tables())
    say(f"  {n} plans in {time.monotonic() - began:.1f} s")


def _may_be_built() -> None:
    invented = Individual.objects.filter(number_kind=NumberKind.SYNTHETIC)
    if invented.exists():
        raise Trouble("This database already holds a synthetic world.")
    if Individual.objects.exists() and not DatabaseMark.objects.filter(what=MARK).exists():
        raise Trouble("This database holds people and is not marked as an invented world; nothing is added to it.")


def _settle(templates: tuple[Template, ...]) -> None:
    """Let the templates' obligations be those of today, as after a night."""
    from helhet.process.case.actions import touch
    from helhet.process.case.models import Case

    for case in Case.objects.filter(ref__in=[t.case for t in templates]):
        touch(case)


def _multiply(n: int, ground: Ground, templates: tuple[Template, ...], say: Say, seed: int) -> None:
    """COPY ``n`` cases less the templates, which are plans of the world themselves."""
    chance = random.Random(seed)  # noqa: S311 - figures of a measurement, not a secret
    ids, chains = storage.next_ids(tables()), Chains()
    team = tuple(pool[0] for pool in ground.posts)
    copiers = [Copier(Mould(rows_of(t.case, t.person), team), ids, chains) for t in templates]
    shares = [t.share for t in templates]
    todo = max(n - len(templates), 0)
    began = told = time.monotonic()
    storage.make_search_stage()
    written: Counter[str] = Counter()
    with storage.without_indexes(tables(), on=n >= WITHOUT_INDEXES):
        for first in range(0, todo, CHUNK):
            out: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
            for i in range(first, min(first + CHUNK, todo)):
                chance.choices(copiers, shares)[0].copy(i, ground.team(chance), chance, out)
            for (table, columns), rows in out.items():
                storage.copy_in(table, columns, rows)
                written[table] += sum(r.count("\n") for r in rows)
            if time.monotonic() - told > EVERY:
                told = time.monotonic()
                done = min(first + CHUNK, todo)
                say(f"  {done} of {todo} copies, {done / (told - began):.0f} a second")
        storage.fold_search_stage()
        if n >= WITHOUT_INDEXES:
            say("  building the indexes anew, and checking every key …")
    storage.settle_sequences(ids)
    say(f"  {sum(written.values())} rows in {len(written)} tables")
