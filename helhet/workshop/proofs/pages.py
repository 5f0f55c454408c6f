"""What the main pages cost in a small world and in a large one: it must be the same, whatever the size."""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helhet.workshop.database import ADMIN, Cluster, Urls
from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks import meter
from helhet.workshop.proofs.checks.meter import Cost
from helhet.workshop.proofs.checks.visitor import Answer, Visitor, token_of

if TYPE_CHECKING:
    from helhet.workshop.proofs.checks.busiest import Busiest

SETTINGS = "helhet.config.settings.demo"  # as it is run: templates without the tests' guard
SIZES, SMALL = (1_000, 100_000), (1_000, 3_000)
WORST = 1.5
TURN = 3  # requests of one size before the other has its turn
_NEXT = re.compile(r"sida=([^\"&]+)")
_ROW = re.compile(r"<tr\b")


@dataclass
class Place:
    """One served world: a worker of its busiest unit, one of that unit's cases, and the person whose it is."""

    plans: int
    site: object
    database: str
    worker: Visitor
    person: Visitor
    case: str
    individual: str
    number: str
    user: str
    after: str = ""
    pids: frozenset[int] = frozenset()
    costs: dict[str, Cost] = field(default_factory=dict)


Ask = Callable[[Place], Answer]


def _page(path: str) -> Ask:
    return lambda place: place.worker.get(path.format(p=place))


def _search(place: Place) -> Answer:
    token = token_of(place.worker.get("/sok/").page)
    return place.worker.post("/sok/", {"text": place.number}, token)


PAGES: dict[str, Ask] = {
    "home": _page("/"), "inbox": _page("/inkorg/"), "inbox, read": _page("/inkorg/?lasta=1"),
    "inbox, late": _page("/inkorg/?typ=late"),
    "list": _page("/oversikt/"), "list of one step": _page("/oversikt/?steg=active"),
    "list, a later page": _page("/oversikt/?steg=&sida={p.after}"), "search": _search,
    "case": _page("/sip/{p.case}/"), "person": _page("/person/{p.individual}/"),
    "consent": _page("/sip/{p.case}/samtycke/"), "plan": _page("/sip/{p.case}/plan/"),
    "history": _page("/sip/{p.case}/historia/"), "my SIP": lambda place: place.person.get("/min-sip/"),
}
EMPTY = {"list without rows": _page("/oversikt/?steg=refused"), "page without data": _page("/uppdrag/")}


@proof("pages", f"what the main pages cost at {SIZES[0]:,} and at {SIZES[1]:,} plans, in five rounds",
       needs_database=False, large=True, timed=True)
def pages(proof: Proof) -> None:
    sizes = tuple(int(n) for n in os.environ.get("HELHET_PROVE_SIZES", "").split(",") if n) or SIZES
    measure(proof, sizes, rounds=5, requests=21, page=5)


@proof("pages-small", f"the same at {SMALL[0]:,} and {SMALL[1]:,} plans, three short rounds", needs_database=False,
       timed=True)
def pages_small(proof: Proof) -> None:
    measure(proof, SMALL, rounds=3, requests=6, page=2)


def measure(proof: Proof, sizes: tuple[int, ...], rounds: int, requests: int, page: int) -> None:
    """Build the worlds, serve both, and let them take turns."""
    with contextlib.ExitStack() as closing:
        cluster, urls = own_cluster(closing)
        admin = cluster.url(ADMIN, "postgres")
        places = {n: _place(closing, proof, urls, admin, n, page) for n in sizes}
        every = {**PAGES, **EMPTY}
        for place in places.values():
            for name, ask in every.items():
                warm(proof, place, name, ask, admin)
        for number in range(rounds):
            for name, ask in every.items():
                take_turns(list(places.values()), name, ask, requests, number)
        _judge(proof, places[sizes[0]], places[sizes[-1]])
        _beside(proof, places[sizes[-1]])


def own_cluster(closing: contextlib.ExitStack) -> tuple[Cluster, Urls]:
    """A cluster of our own that keeps account of its statements."""
    import psycopg

    from helhet.workshop import testbed

    cluster, _urls = testbed.start()
    closing.callback(cluster.stop)
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as db:
        db.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        db.execute("ALTER SYSTEM SET shared_buffers = '512MB'")
        db.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
    cluster.halt()
    urls = cluster.start()
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as db:
        db.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    return cluster, urls


def _place(closing: contextlib.ExitStack, proof: Proof, urls: Urls, admin: str, n: int, page: int) -> Place:
    from helhet.workshop.proofs.checks import database

    name = f"pages_{n}"
    made = database.synthetic(urls, name, n)
    with as_owner_of(made):
        from helhet.workshop.proofs.checks.busiest import busiest

        who = busiest()
    proof.figure(f"{n} plans: the busiest unit takes part in", f"{who.cases} cases")
    return serve_place(closing, proof, made, admin, who, n, page)


def serve_place(
    closing: contextlib.ExitStack, proof: Proof, made: Urls, admin: str, who: "Busiest", n: int, page: int,
    settings: str = SETTINGS,
) -> Place:
    """Serve a world that has been built, and sign both in there."""
    from helhet.workshop import served

    name = urlsplit(made.app).path.lstrip("/")
    folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="helhet-pages-")))
    site = closing.enter_context(served.served(made, folder, workers=1, settings=settings))
    worker, person = Visitor(site.url), Visitor(site.url)
    worker.sign_in(who.worker)
    person.sign_in(who.person_user)
    place = Place(n, site, name, worker, person, who.case, who.individual, who.number, who.worker)
    place.after = _later(worker, page)
    proof.expect(f"{n} plans: the list has {page} pages", bool(place.after))
    place.pids = meter.tree(site.pid) | meter.backends(admin, name)
    return place


@contextlib.contextmanager
def as_owner_of(urls: Urls) -> Iterator[None]:
    """Django in this process, as the owner of a database."""
    from django.db import connections

    if "DJANGO_SETTINGS_MODULE" not in os.environ or not _ready():
        os.environ.update({**urls.as_owner(), "DJANGO_SETTINGS_MODULE": SETTINGS})
        import django

        django.setup()
    from helhet.workshop.proofs.checks.database import look_at

    look_at(urls)
    yield
    connections["default"].close()


def _ready() -> bool:
    from django.apps import apps

    return apps.ready


def _later(worker: Visitor, page: int) -> str:
    """The cursor of a later page of the list, followed link by link."""
    cursor, address = "", "/oversikt/"
    for _ in range(page - 1):
        found = _NEXT.search(worker.get(address).page)
        if found is None:
            return ""
        cursor = found[1]
        address = f"/oversikt/?steg=&sida={cursor}"
    return cursor


def warm(proof: Proof, place: Place, name: str, ask: Ask, admin: str) -> None:
    """Ask until everything is in memory, see that it is the right page, and count the blocks."""
    answer = ask(place)
    proof.expect(f"{place.plans} plans: {name} answers", answer.status == 200)
    for _ in range(3):
        ask(place)
    buffers = meter.Buffers(admin, place.database)
    before = buffers.read()
    times = 4
    for _ in range(times):
        ask(place)
    cost = place.costs.setdefault(name, Cost())
    cost.buffers = (buffers.read() - before) / times
    cost.rows = len(_ROW.findall(answer.page))


def take_turns(places: list[Place], name: str, ask: Ask, requests: int, number: int) -> None:
    """One round of a page: the places take turns after every few requests, so that all meet the same neighbours."""
    spent = {p.database: 0.0 for p in places}
    for place in places:
        place.costs[name].seconds.append([])
    for turn in range(requests // TURN):
        for place in meter.alternating(places, number + turn):
            before = meter.cpu(place.pids)
            place.costs[name].seconds[-1] += [ask(place).seconds for _ in range(TURN)]
            spent[place.database] += meter.cpu(place.pids) - before
    for place in places:
        place.costs[name].cpu.append(spent[place.database] / (requests // TURN * TURN))


def _judge(proof: Proof, small: Place, large: Place) -> None:
    """Print each page at both sizes, and hold the ratios to the gate."""
    print(line("small / large", "median ms", "p95 ms, best", "CPU ms", "buffers", "p95 CPU buffers"))
    for name in PAGES:
        a, b = small.costs[name], large.costs[name]
        ratios = {
            "p95": min(by_round(_p95(a), _p95(b))),
            "CPU": meter.percentile(by_round(a.cpu, b.cpu), 0.5), "buffers": b.buffers / a.buffers,
        }
        pairs = ((a.median, b.median), (a.p95, b.p95), (a.cpu_median, b.cpu_median))
        print(line(name, *(f"{x:.1f} / {y:.1f}" for x, y in pairs), f"{a.buffers:.0f} / {b.buffers:.0f}",
                    " ".join(f"{r:.2f}" for r in ratios.values())), flush=True)
        proof.expect(f"{name}: as many rows at both sizes ({a.rows}, {b.rows})", a.rows == b.rows)
        for what, ratio in ratios.items():
            proof.expect(f"{name}: {what} at {large.plans} plans is {ratio:.2f} of that at {small.plans}",
                         ratio <= WORST)


def by_round(small: list[float], large: list[float]) -> list[float]:
    """Round by round, how many times the small the large is; 0 where nothing could be measured."""
    return [b / a if a else 0.0 for a, b in zip(small, large, strict=True)]


def line(name: str, *cells: str) -> str:
    return f"  {name:<22}" + "".join(f"{cell:>18}" for cell in cells)


def _p95(cost: Cost) -> list[float]:
    return [meter.percentile(one, 0.95) for one in cost.seconds]


def _beside(proof: Proof, place: Place) -> None:
    """The hot list page beside a page without rows, one without data, and its rows in a bare template."""
    from helhet.workshop.proofs.checks.bare import bare

    for name in ("list", *EMPTY):
        proof.figure(f"{name}: CPU ms at {place.plans} plans", f"{place.costs[name].cpu_median:.2f}")
    with as_owner_of(place.site.database):  # type: ignore[attr-defined]
        rows, fetch, render = bare(place.user)
    proof.figure(f"the list's {rows} rows fetched and logged, CPU ms", f"{fetch:.2f}")
    proof.figure(f"the same {rows} rows in a bare template, CPU ms", f"{render:.3f}")
