"""How the texts of a world lie: read straight from the tables, and opened by the keys."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db import connection, transaction

from helhet.kit import clock, keys
from helhet.kit.models import DataKey
from helhet.kit.text import PersonText, decode
from helhet.people.models import Individual
from helhet.workshop import turning

SEEN = 60  # texts looked for in the dump
PAIRS = 500
Swaps = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Lying:
    """One text as it lies."""

    place: str
    id: int
    raw: bytes

    @property
    def key(self) -> int:
        return keys.key_id(self.raw)

    def text(self) -> str:
        return decode(self.raw, self.place)


def texts() -> list[Lying]:
    """Every text about a person in the database."""
    return [Lying(f.place, id, raw) for f in turning.columns() for id, raw in turning.lying(f)]


def planted(found: list[Lying]) -> list[str]:
    """Some texts in plain words, long enough to be nobody else's."""
    long = [t.text() for t in found if len(t.raw) > 80 and not t.text().startswith("{")]
    chance = random.Random(4)  # noqa: S311 - which texts are looked for, not a secret
    return chance.sample(long, min(SEEN, len(long)))


def found_in_dump(words: list[str]) -> list[str]:
    """Which of the texts stand readable somewhere in a dump of every table, as letters or as bytes."""
    needles = [n for w in words for n in (w.encode(), w.encode().hex().encode())]
    hits = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.copy(f'COPY (SELECT t::text FROM "{table}" t) TO STDOUT') as out:  # noqa: S608 - their names
                dump = b"".join(bytes(part) for part in out)
            hits += [f"{table}: {n.decode()[:20]}" for n in needles if n in dump]
    return hits


def under_another_key(found: list[Lying]) -> list[str]:
    """Texts that do not lie under the key of the person they are about, by the catalogue's own paths."""
    from helhet.keeping import finding

    owners = dict(DataKey.objects.values_list("pk", "individual"))
    under = {(t.place, t.id): owners.get(t.key) for t in found}
    wrong = []
    for person in Individual.objects.values_list("pk", flat=True):
        for name, here in finding.everything(person).items():
            fields = [f for f in finding.models()[name]._meta.local_fields
                      if isinstance(f, PersonText) and not f.of_house]
            wrong += [f"{f.place} {row.pk}" for f in fields for row in here.rows
                      if under.get((f.place, row.pk), person) != person]
    return wrong


def swaps(found: list[Lying]) -> Swaps:
    """Each text moved to another column, and to another person: how many were tried, and how many opened."""
    chance = random.Random(5)  # noqa: S311 - which texts are moved, not a secret
    whose = {k: (c, i) for k, c, i in DataKey.objects.values_list("pk", "controller", "individual")}
    places, people = sorted({t.place for t in found}), sorted({i for _c, i in whose.values() if i})
    some = [chance.choice(found) for _ in range(PAIRS)]
    elsewhere = [(t, chance.choice([p for p in places if p != t.place])) for t in some]
    of_somebody = [t for t in some if whose[t.key][1]]
    return {
        "texts moved to another column": (len(elsewhere), sum(
            _opens(partial(decode, t.raw, p)) for t, p in elsewhere)),
        "texts moved to another person": (len(of_somebody), sum(
            _opens(partial(_as_of, chance.choice([p for p in people if p != whose[t.key][1]]), t))
            for t in of_somebody)),
        "texts with one bit changed": (len(some), sum(
            _opens(partial(decode, _bent(t.raw, chance), t.place)) for t in some)),
    }


def _as_of(person: int, text: Lying) -> str:
    with keys.within(person):
        return text.text()


def _bent(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(9, len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1:]


def _opens(read: Callable[[], str]) -> bool:
    try:
        read()
    except keys.Unreadable:
        return False
    return True


def destroyed() -> tuple[int, int, bool]:
    """Destroy one person's keys: how many texts that was, how many still open, and whether all others do."""
    counts = dict.fromkeys(Individual.objects.values_list("pk", flat=True), 0)
    whose = dict(DataKey.objects.values_list("pk", "individual"))
    found = texts()
    for t in found:
        if whose[t.key] in counts:
            counts[whose[t.key]] += 1
    person = max(counts, key=lambda p: counts[p])
    DataKey.objects.filter(individual=person, destroyed_at=None).update(
        wrapped=b"", destroyed_at=clock.now(), retired_at=clock.now())
    keys.forget_opened()
    mine = [t for t in found if whose[t.key] == person]
    others = [t for t in found if whose[t.key] != person]
    return len(mine), sum(t.text() != str(keys.GONE) for t in mine), all(t.text() != str(keys.GONE) for t in others)


@dataclass
class Work:
    """Somebody who reads everything of one person after another and writes a text now and then."""

    stop: bool = False
    done: int = 0
    failed: list[str] = field(default_factory=list)

    def go_on(self) -> None:
        turning._at_work()
        people = list(Individual.objects.values_list("pk", flat=True))
        while not self.stop:
            for person in people:
                if self.stop:
                    break
                try:
                    self._one(person)
                    self.done += 1
                except Exception as error:  # noqa: BLE001 - whatever fails is a failed request
                    self.failed.append(repr(error))
        connection.close()

    def _one(self, person: int) -> None:
        from helhet.people.models import Details

        with transaction.atomic():
            keys.writing(1, person)
            everything(person)
            Details.objects.create(individual_id=person, address="Nya vägen 3", at=clock.now(), by_name="–")


def everything(person: int) -> int:
    """Read every text about a person, as a page would."""
    from helhet.keeping import finding

    found = finding.everything(person)
    return sum(bool(getattr(row, f.attname)) for here in found.values() for row in here.rows
               for f in row._meta.local_fields if isinstance(f, PersonText))


def cost() -> tuple[float, float]:
    """CPU milliseconds for everything about a person, with encrypted texts and with the same texts plain."""
    people = list(Individual.objects.values_list("pk", flat=True))
    encrypted = _cpu(people)
    _make_plain()
    return encrypted, _cpu(people)


def _cpu(people: list[int]) -> float:
    took: list[float] = []
    for _round in range(4):
        for person in people:
            began = time.thread_time()
            everything(person)
            took.append(1000 * (time.thread_time() - began))
    return statistics.median(took[len(people):])


def _make_plain() -> None:
    for each in turning.columns():
        table, column = each.model._meta.db_table, each.column
        for id, raw in turning.lying(each):
            with connection.cursor() as cursor:
                cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s',  # noqa: S608 - ours
                               [b"\0" + decode(raw, each.place).encode(), id])
