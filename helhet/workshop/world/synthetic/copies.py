"""Makes copy after copy of a template: fills the holes, and hands out the rows table by table."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from helhet.process.mapping.door import area_row
from helhet.workshop.world.synthetic.ground import Post
from helhet.workshop.world.synthetic.moulds import POST_FIELDS, Mould, shifted
from helhet.workshop.world.synthetic.names import person_name, person_number
from helhet.workshop.world.synthetic.patterns import Key
from helhet.workshop.world.synthetic.special import SEARCH_STAGE, Chains, lines_of, search_of, versions_of

Columns = tuple[str, ...]
Out = dict[tuple[str, Columns], list[str]]


class Copier:
    """All copies of one template. ``ids`` (the next free id of each table) and ``chains`` are shared."""

    def __init__(self, mould: Mould, ids: dict[str, int], chains: Chains) -> None:
        self.mould, self.ids, self.chains = mould, ids, chains
        self.versions = versions_of(mould)
        self.search = search_of(mould)
        self.lines = lines_of(mould)
        self.sheets = [(s.table, s.columns, s.pattern.writer()) for s in mould.sheets]
        for f in POST_FIELDS:
            for role in range(len(mould.team)):
                mould.slots["post", role, f]
        self._places()

    def _places(self) -> None:
        """Fix the order of the holes; nothing may ask for a new one after this."""
        slots, of = self.mould.slots, self.mould.slots.of
        hexes: list[tuple[Key, int]] = [(key, place) for key, place in of("hex")]
        self.hexes = [(place, slots[key[1]]) for key, place in hexes]  # type: ignore[index]
        for table in {m._meta.db_table for m in self.mould.rows}:
            for n in range(sum(len(r) for m, r in self.mould.rows.items() if m._meta.db_table == table)):
                if table != "access_searchentry":
                    slots["id", table, n]
        tables: dict[str, list[int]] = defaultdict(list)
        for key, place in of("id"):
            tables[str(key[1])].append(place)
            assert key[2] is not None
        self.tables = {t: self._ordered(t) for t in tables}
        self.uuids = [(place, int(str(key[1]))) for key, place in of("uuid")]
        self.times = [(place, key[1]) for key, place in of("time")]
        self.isos = [(place, datetime.fromisoformat(str(key[1]))) for key, place in of("iso")]
        self.areas = [(place, int(str(key[1])), str(key[2])) for key, place in of("area")]
        self.posts = [(place, int(str(key[1])), str(key[2])) for key, place in of("post")]
        self.persons = {str(key[1]): place for key, place in of("person")}
        self.number = next((place for _key, place in of("number")), None)
        self.case_id = slots["id", "process_case", 0]
        self.person_id = slots["id", "people_individual", 0]
        self.size = len(slots.places)
        self.year = self.mould.case.values["created_at"].year

    def _ordered(self, table: str) -> list[int]:
        found = sorted((int(str(k[2])), place) for k, place in self.mould.slots.of("id") if k[1] == table)
        return [place for _n, place in found]

    def copy(self, n: int, team: tuple[Post, ...], chance: random.Random, out: Out) -> None:
        """Append the rows of the ``n``:th person's case to ``out``, by table and columns."""
        delta = timedelta(seconds=chance.randint(self.mould.earliest, self.mould.latest))
        values = self._values(n, team, chance, delta)
        for version in self.versions:
            out[version.table, version.columns].append(version.write(values))
        for table, columns, write in self.sheets:
            out[table, columns].append(write(values))
        out[SEARCH_STAGE].append(self.search(values))
        person = int(values[self.person_id])
        out[Chains.table, Chains.columns].extend(self.chains.write(self.lines, values, person, delta))

    def _values(self, n: int, team: tuple[Post, ...], chance: random.Random, delta: timedelta) -> list[str]:
        values = [""] * self.size
        for table, places in self.tables.items():
            first = self.ids[table]
            for k, place in enumerate(places):
                values[place] = str(first + k)
            self.ids[table] = first + len(places)
        blob = chance.randbytes(16 * len(self.mould.refs)).hex()
        for place, k in self.uuids:
            values[place] = _uuid(blob[32 * k:32 * k + 32])
        for place, moment in self.times:
            values[place] = shifted(moment, delta)  # type: ignore[arg-type]
        for place, moment in self.isos:
            values[place] = shifted(moment, delta)
        for place, k, area in self.areas:
            values[place] = str(area_row(UUID(_uuid(blob[32 * k:32 * k + 32])), area))
        for place, role, field in self.posts:
            values[place] = str(getattr(team[role], field))
        self._person(values, n)
        for place, base in self.hexes:
            values[place] = values[base].encode().hex()
        return values

    def _person(self, values: list[str], n: int) -> None:
        given, family = person_name(n)
        born, number = person_number(n)
        said = {"given": given, "family": family, "number": number, "dashed": f"{number[:8]}-{number[8:]}",
                "born": born.isoformat()}
        for name, place in self.persons.items():
            values[place] = said[name]
        if self.number is not None:
            values[self.number] = f"{self.year}-{int(values[self.case_id]):06d}"


def _uuid(h: str) -> str:
    """A random reference in the form of version 4."""
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"
