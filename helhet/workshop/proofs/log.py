"""Every page that shows something about a person leaves its row in the log; without the log there is no page.

HSLF-FS 2016:40 4 kap. 9 § asks for what was done, at which unit, when, by whom and about whom.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.access.actor import Actor
    from helhet.audit.reading import Asked
    from helhet.workshop.proofs.matrix.judging import Cell
    from helhet.workshop.proofs.matrix.stage import Stage
    from helhet.workshop.proofs.matrix.truth import Truth

SHOWN = 20  # faults printed
LOOKERS = 4  # who open each route, of those who may
# The demo's own choice of who to be, where everybody's name stands; in production there is no such page.
OF_THE_DEMO = frozenset({"sign-in", "sign-out", "mailbox", "parts", "screen", "own"})
PERSONS, READINGS = 10, 300
ROWS, PATIENCE = 1_000_000, 60.0


@dataclass(frozen=True)
class Page:
    """A page that showed something about these persons (by id) to somebody."""

    cell: "Cell"
    about: frozenset[int]


@proof("log", "each page with something about a person is logged in full, is not shown when it cannot be, and the "
              "person's own extract is the truth")
def log(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        pages = _each_is_logged(proof, stage, LOOKERS)
        _shut_without_a_log(proof, stage, pages, proof.urls.owner)
        _extracts(proof, stage.truth)


def _each_is_logged(proof: Proof, stage: "Stage", lookers: int) -> list[Page]:
    """Open every page that the table opens to somebody, as so many of them; gives those that showed a person."""
    individuals = {key: stage.truth.one("SELECT individual_id FROM process_case WHERE ref = %s", ref)
                   for key, ref in stage.refs.items()}
    pages, faults, asked = [], [], 0
    for cell in _opened(stage, lookers):
        before = stage.truth.newest_event()
        seen = stage.askers[cell.who].ask("GET", cell.path)
        asked += 1
        about = frozenset(individuals[key] for key in _spoken_of(stage, cell.who, seen.text))
        if not about:
            continue
        pages.append(Page(cell, about))
        rows = stage.truth.rows(
            "SELECT e.event, e.actor, e.actor_name, e.unit, e.unit_name, e.at, e.purpose, e.assignment, s.individual"
            " FROM audit_auditevent e JOIN audit_auditsubject s ON s.event = e.id WHERE e.id > %s", before)
        faults += [f"{cell.route} for {cell.who}: {fault}" for fault in _wanting(rows, about)]
    for fault in faults[:SHOWN]:
        print(f"    {fault}")
    routes = {p.cell.route for p in pages}
    proof.figure("pages opened, of them about a person", f"{asked}, {len(pages)}")
    proof.figure("routes that show a person", len(routes))
    proof.expect(f"every page about a person left its row with every field ({len(faults)} did not)", not faults)
    proof.expect("there are routes to speak of", len(routes) >= 30)
    return pages


def _opened(stage: "Stage", lookers: int) -> Iterator["Cell"]:
    """Each route for some of those who may open it, not always the same: in the fullest case it can be asked of."""
    from helhet.workshop.proofs.matrix import table

    found: dict[str, dict[str, Cell]] = {}
    for row in sorted(table.rows(), key=lambda r: r.case != "vera"):
        if "GET" in row.methods:
            for cell in stage.cells(row, ("GET",)):
                if cell.word == table.OPENS and cell.route not in OF_THE_DEMO:
                    found.setdefault(cell.route, {}).setdefault(cell.who, cell)
    dice = random.Random(20_261_122)  # noqa: S311 - not for secrets
    for _route, by in sorted(found.items()):
        yield from dice.sample(sorted(by.values(), key=lambda c: c.who), min(lookers, len(by)))


def _spoken_of(stage: "Stage", who: str, text: str) -> set[str]:
    """Whose planted words stand on a page. The name of who is signed in stands in the frame of their own pages."""
    from helhet.workshop.proofs.matrix import scene

    own_door = stage.askers[who].ask("GET", "/min-sip/").status == 200 if who not in _doors else _doors[who]
    _doors[who] = own_door
    return {key for key in stage.refs for kind, word in scene.planted(key).items()
            if word in text and not (own_door and kind == "who")}


_doors: dict[str, bool] = {}


def _wanting(rows: list[tuple[Any, ...]], about: frozenset[int]) -> Iterator[str]:
    """What the law asks for and the rows do not say."""
    for individual in about:
        theirs = [r for r in rows if r[8] == individual]
        if not theirs:
            yield f"nothing about person {individual}"
        for event, actor, name, unit, unit_name, at, purpose, assignment, _individual in theirs:
            needs = {"what": event, "who": actor, "their name": name, "when": at, "why": purpose}
            needs |= {"unit": unit, "unit's name": unit_name} if assignment else {}
            yield from (f"{event} does not say {what}" for what, said in needs.items() if not said)


@contextmanager
def _no_log(owner: str) -> Iterator[None]:
    """Nobody can write in the log meanwhile: the only way a row comes in is shut."""
    import psycopg

    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("REVOKE EXECUTE ON FUNCTION audit_append FROM PUBLIC, helhet_app")
        try:
            yield
        finally:
            db.execute("GRANT EXECUTE ON FUNCTION audit_append TO helhet_app")


def _shut_without_a_log(proof: Proof, stage: "Stage", pages: list[Page], owner: str) -> None:
    """The same pages again with no log to write in: none is shown, and no word of a person leaves the house."""
    from helhet.workshop.proofs.matrix import scene

    words = [word for key in stage.refs for word in scene.planted(key).values()]
    shown, leaked, sent = [], [], 0
    with _no_log(owner):
        for page in pages:
            seen = stage.askers[page.cell.who].ask("GET", page.cell.path)
            shown += [str(page.cell)] if seen.status < 500 else []
            found = sum(seen.text.count(word) * len(word.encode()) for word in words)
            leaked += [str(page.cell)] if found else []
            sent += found
    for line in (shown + leaked)[:SHOWN]:
        print(f"    {line}")
    proof.figure("without a log: pages asked, shown, bytes of person data", f"{len(pages)}, {len(shown)}, {sent}")
    proof.expect("without a log no page about a person is answered", not shown)
    proof.expect("without a log no byte about a person is sent", not leaked)
    again = stage.askers[pages[0].cell.who].ask("GET", pages[0].cell.path)
    proof.expect("with the log back the page is back", again.status == 200)


def _extracts(proof: Proof, truth: "Truth") -> None:
    """Readings by many of many, some written in several chains: the extract of each person is what happened."""
    from helhet.access import door
    from helhet.access.actor import Actor
    from helhet.audit import log as audit
    from helhet.people.extract import extract
    from helhet.process.case import events

    _more_persons()
    persons = [row[0] for row in truth.rows("SELECT id FROM people_individual ORDER BY id LIMIT %s", PERSONS)]
    refs = [r for (r,) in truth.rows("SELECT ref FROM access_assignment WHERE valid_to IS NULL ORDER BY id LIMIT 30")]
    staff = [actor for actor in map(door.staff_actor, refs) if actor]
    dice, codes = random.Random(20_261_122), (events.READ, events.PRINTED, events.LISTED, events.SEARCHED)  # noqa: S311
    for _turn in range(READINGS):
        by = dice.choice(staff)
        audit.record(dice.choice(codes), by=by, individuals=dice.sample(persons, dice.choice((1, 1, 1, 3))),
                     ground="NEED-11", also=[dice.choice(staff).controller_id or 0] * dice.choice((0, 1)))
    wrong, lines, began = [], 0, time.monotonic()
    for individual in persons:
        actor = Actor(user_id=None, user_ref=None, name="prov", kind="individual", purpose="individual",
                      individual_id=individual)
        happened = truth.rows(
            "SELECT e.at, e.actor_name, e.unit_name FROM audit_auditevent e JOIN audit_auditsubject s ON s.event = e.id"
            " WHERE s.individual = %s AND coalesce(e.actor_controller, e.controller) = e.controller"
            " ORDER BY s.at DESC, s.event DESC", individual)
        told, after = [], ""
        while True:
            page = extract(actor, after)
            told += [(line.at, line.who, line.unit) for line in page.lines]
            after = page.next
            if not after:
                break
        lines += len(told)
        same = len(told) == len(happened) and all(
            t[0] == h[0] and t[2] == h[2] and t[1] in (h[1], "Helhet, av sig självt") for t, h in zip(told, happened,
                                                                                                   strict=True))
        wrong += [] if same else [individual]
    proof.figure("extracts, lines in them, time for each",
                 f"{len(persons)}, {lines}, {(time.monotonic() - began) / len(persons) * 1000:.0f} ms")
    proof.expect(f"{len(persons)} extracts are the truth ({wrong})", not wrong and len(persons) == PERSONS)


def _more_persons() -> None:
    """Enough persons; those of the small world are fewer."""
    from helhet.kit.refusals import Refused
    from helhet.people import actions as people
    from helhet.workshop.world.ground import MAKER
    from helhet.workshop.world.numbers import numbers

    for number in list(numbers().values())[-PERSONS:]:
        try:
            people.register(number=number, given_name="Prov", family_name="Personlund", by=MAKER)
        except Refused:  # written in already
            continue


@proof("log-large", "whose data was touched in a window of time, among a million rows of the log", large=True,
       timed=True)
def log_large(proof: Proof) -> None:
    assert proof.urls is not None
    from datetime import timedelta

    from django.db import transaction

    from helhet.access.context import set_context
    from helhet.audit import reading
    from helhet.audit.reading import Asked
    from helhet.kit import clock
    from helhet.process.tests import cast
    from helhet.workshop.proofs.matrix.truth import truth

    nurse = cast.build().nurse
    who, chain = _reviewer(nurse), nurse.controller_id or 0
    with truth(proof.urls.owner) as seen:
        _fill(seen, chain, nurse.unit_id or 0)
    day = clock.now() - timedelta(days=180)

    def asked(what: str, question: "Asked") -> None:
        with transaction.atomic():
            set_context(who)
            began = time.monotonic()
            found = reading.touched(chain, question)
            page = reading.search(chain, question)
            took = time.monotonic() - began
        proof.figure(what, f"{len(found)} persons, first page of {len(page.rows)} in {took:.2f} s")
        proof.expect(f"{what}: answered in {PATIENCE:.0f} s", took < PATIENCE and bool(found))

    asked("a day", Asked(day, day + timedelta(days=1)))
    asked("a day, one unit", Asked(day, day + timedelta(days=1), unit=nurse.unit_id))
    asked("a month, one reader", Asked(day, day + timedelta(days=30), actor=nurse.user_ref))
    asked("a year", Asked(day - timedelta(days=185), day + timedelta(days=185)))
    asked("a person", Asked(individual=4711))


def _reviewer(nurse: "Actor") -> "Actor":
    """Somebody who looks through the log at the nurse's unit."""
    from helhet.access import actions, door
    from helhet.kit import clock

    user = actions.add_user(kind="staff", name="Granskare", issuer="test", subject="granskare")
    found = door.staff_actor(actions.assign(user=user, unit=nurse.unit_id or 0, role="log_reviewer", purpose="care",
                                            valid_from=clock.today()))
    assert found is not None
    return found


def _fill(truth: "Truth", controller: int, unit: int) -> None:
    """A million rows over a year, one controller's; not chained, for nothing here reads the chain."""
    truth.db.execute(
        "INSERT INTO audit_auditevent (controller, n, at, event, actor, actor_name, assignment, unit, unit_name,"
        " purpose, ground, data, prev_hash, hash, version) SELECT %s, i,"
        " now() - interval '1 year' + i * interval '31 seconds',"
        " 'case.read', CASE WHEN i %% 50 = 0 THEN (SELECT ref FROM access_user WHERE subject = 'psychiatry') ELSE"
        " md5((i %% 200)::text)::uuid END, 'Nr ' || i %% 200, i %% 200, CASE WHEN i %% 3 = 0 THEN %s ELSE i %% 40 END,"
        " 'Enhet', 'care', 'NEED-11', '{}', sha256(i::text::bytea), sha256((i + 1)::text::bytea), 2"
        " FROM generate_series(1, %s) AS i", (controller, unit, ROWS))
    truth.db.execute(
        "INSERT INTO audit_auditsubject (event, individual, at) SELECT id, n % 40000, at FROM audit_auditevent")
    truth.db.execute("ANALYZE audit_auditevent, audit_auditsubject")
