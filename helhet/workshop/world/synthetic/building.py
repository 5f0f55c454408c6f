"""Builds the synthetic world: ground, templates, copies, and what a load leaves to be put right."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from helhet.clock.models import InboxItem, Obligation, Taken
from helhet.clock.taken import settle
from helhet.kit import clock, keys
from helhet.kit.models import DatabaseMark
from helhet.people.models import Individual
from helhet.people.rules import NumberKind
from helhet.process.case.actions import touch
from helhet.process.case.models import Case
from helhet.workshop.supervise import Trouble
from helhet.workshop.world.synthetic import storage
from helhet.workshop.world.synthetic.copies import Copier
from helhet.workshop.world.synthetic.ground import Ground, build_ground, units_in_pool
from helhet.workshop.world.synthetic.moulds import Mould
from helhet.workshop.world.synthetic.rows import rows_of, tables
from helhet.workshop.world.synthetic.special import Chains
from helhet.workshop.world.synthetic.templates import stages

MARK = "world"
CHUNK = 250  # copies in memory at a time
WITHOUT_INDEXES = 3_000  # from here on it is cheaper to build the indexes anew
EVERY = 5.0  # seconds between lines of progress
Say = Callable[[str], None]


def build_world(n: int, say: Say, seed: int) -> None:
    """See ``synthetic.build``."""
    began = time.monotonic()
    _may_be_built()
    with keys.plain(), transaction.atomic():
        ground = build_ground(clock.today(), units_in_pool(n))
        say(f"  {sum(map(len, ground.posts))} units, each with a worker")
        moulds = _moulds(ground, n)
        say(f"  {len(moulds)} cases made by the verbs, {time.monotonic() - began:.1f} s")
        _multiply(n - Case.objects.count(), ground, moulds, say, seed)
        DatabaseMark.objects.get_or_create(what=MARK, defaults={"built_on": clock.today(), "at": clock.now()})
    storage.analyze(tables())
    say(f"  {n} plans in {time.monotonic() - began:.1f} s")


def _may_be_built() -> None:
    invented = Individual.objects.filter(number_kind=NumberKind.SYNTHETIC)
    if invented.exists():
        raise Trouble("This database already holds a synthetic world.")
    if Individual.objects.exists() and not DatabaseMark.objects.filter(what=MARK).exists():
        raise Trouble("This database holds people and is not marked as an invented world; nothing is added to it.")


def _moulds(ground: Ground, first_number: int) -> list[tuple[int, Mould]]:
    """Each stage of the templates with its share, read while it stands so."""
    team, made = tuple(pool[0] for pool in ground.posts), []
    for stage in stages(ground.world, first_number):
        if stage.share:
            # What is owed is what is owed today, as after a night.
            touch(Case.objects.get(ref=stage.case))
            _looked_after(stage.case, ground)
            made.append((stage.share, Mould(rows_of(stage.case, stage.person), team)))
    return made


def _looked_after(case: UUID, ground: Ground) -> None:
    """As at a unit that keeps up: the elder half of what has been told is acknowledged, and one thing is taken on."""
    workers = {pool[0].unit: pool[0] for pool in ground.posts}
    told = list(InboxItem.objects.filter(subject=case).order_by("at", "id"))
    for item in told[: len(told) // 2]:
        who = workers[item.unit_id]
        InboxItem.objects.filter(pk=item.pk).update(
            acknowledged_at=item.at + timedelta(minutes=20), acknowledged_name=who.name, assigned_to=who.user,
            assigned_name=who.name)
    owed = Obligation.objects.filter(subject=case).order_by("id").first()
    if owed is not None and not Taken.objects.filter(subject=case).exists():
        who = workers[owed.unit_id]
        Taken.objects.create(unit_id=owed.unit_id, subject=case, code=owed.code, user=who.user, user_name=who.name,
                             at=clock.now())
        settle([case])


def _multiply(todo: int, ground: Ground, moulds: list[tuple[int, Mould]], say: Say, seed: int) -> None:
    """COPY that many cases: the ones the verbs made are plans of the world themselves."""
    chance = random.Random(seed)  # noqa: S311 - figures of a measurement, not a secret
    ids, chains = storage.next_ids(tables()), Chains()
    copiers = [Copier(mould, ids, chains) for _share, mould in moulds]
    shares = [share for share, _mould in moulds]
    began = told = time.monotonic()
    storage.make_search_stage()
    written: Counter[str] = Counter()
    with storage.unguarded(tables()), storage.without_indexes(tables(), on=todo >= WITHOUT_INDEXES):
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
        if todo >= WITHOUT_INDEXES:
            say("  building the indexes anew, and checking every key …")
    storage.settle_sequences(ids)
    say(f"  {sum(written.values())} rows in {len(written)} tables")
