"""Builds places, workers and persons, and hands out Actors by key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor, system
from helhet.access.rules import Purpose
from helhet.kit import clock
from helhet.organisations import actions as organisations
from helhet.organisations import door as organisations_door
from helhet.organisations.rules import Side, side
from helhet.people import actions as people
from helhet.people import door as people_door
from helhet.workshop.signin import ISSUER
from helhet.workshop.world.places import EMERGENCY, PLACES, WORKERS

MAKER = system("world")


@dataclass
class World:
    """The demo world while it is built: ids of units and persons, Actors of workers, and its present day."""

    today: date
    units: dict[str, int] = field(default_factory=dict)
    workers: dict[str, Actor] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    users: dict[str, Actor] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, worker: str) -> Actor:
        return self.workers[worker]

    def day(self, days_ago: int) -> date:
        """A day counted back from the world's today; negative lies ahead."""
        return self.today - timedelta(days=days_ago)

    @contextmanager
    def on(self, days_ago: int, hour: int = 9, minute: int = 0) -> Iterator[None]:
        """Let what happens inside happen that day, at that time on a Swedish wall clock."""
        with clock.travel(self.moment(days_ago, hour, minute)):
            yield

    def moment(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        return clock.at(self.day(days_ago), hour, minute)


def build_ground(today: date) -> World:
    """Organisations, units and everybody who works there."""
    world = World(today)
    for place in PLACES:
        controller = organisations.add_controller(place.controller, place.controller_kind, _principal(place.principal))
        if place.controller in EMERGENCY:
            organisations.choose_access(controller, emergency=True)
        world.units[place.key] = organisations.add_unit(
            place.name, place.kind, controller, address=place.address, phone=place.phone,
            municipality_code=place.principal if len(place.principal) == 4 else "",
            default_receiver=place.default_receiver, uses_helhet=place.uses_helhet, hsa_id=hsa_id(place.key),
        )
    kinds = {place.key: place.kind for place in PLACES}
    for worker in WORKERS:
        user = access.add_user(kind="staff", name=worker.name, title=worker.title, issuer=ISSUER, subject=worker.key,
                               phone=next(p.phone for p in PLACES if p.key == worker.places[0]))
        refs = [
            access.assign(user=user, unit=world.units[p], role=worker.role, purpose=_purpose(kinds[p]),
                          valid_from=world.day(900))
            for p in worker.places
        ]
        for place_key, ref in zip(worker.places, refs, strict=True):
            actor = access_door.staff_actor(ref)
            assert actor is not None  # noqa: S101 - just made
            world.workers.setdefault(worker.key, actor)
            world.workers[f"{worker.key}@{place_key}"] = actor
    return world


def hsa_id(place: str) -> str:
    """An invented HSA-id of a place."""
    return f"SE0000000000-{place.replace('_', '').upper()}"


def _principal(code: str) -> int | None:
    if len(code) == 4:
        return organisations_door.municipality(code).id
    return organisations_door.region(code).id if code else None


def _purpose(kind: str) -> str:
    if kind == "school":
        return Purpose.SCHOOLING
    where = side(kind)
    return {Side.REGION: Purpose.CARE, Side.MUNICIPALITY: Purpose.SUPPORT}.get(where, Purpose.OTHER)


def add_person(world: World, key: str, number: str, given: str, family: str, **details: str) -> int:
    """A person of the demo, with their own sign-in."""
    individual = people.register(number=number, given_name=given, family_name=family, by=MAKER, **details)  # type: ignore[arg-type]
    world.persons[key] = individual
    _let_in(world, key, f"{given} {family}", individual, None, "individual")
    return individual


def add_relation(
    world: World, key: str, person: str, kind: str, name: str, *, sign_in: bool = False, **more: object
) -> int:
    """Somebody beside a person, with a sign-in of their own if asked."""
    individual = world.persons[person]
    relation = people.add_relation(individual=individual, kind=kind, name=name, by=MAKER, **more)  # type: ignore[arg-type]
    world.relations[key] = relation
    if sign_in:
        _let_in(world, key, name, individual, relation, "relation")
    return relation


def _let_in(world: World, key: str, name: str, individual: int, relation: int | None, kind: str) -> None:
    title = "" if kind == "individual" else "vårdnadshavare eller närstående"
    user = access.add_user(kind=kind, name=name, title=title, issuer=ISSUER, subject=f"{kind}-{key}")
    people.link_sign_in(user=user, individual=individual, by=MAKER, relation=relation)
    card = access_door.user_named(ISSUER, f"{kind}-{key}")
    assert card is not None  # noqa: S101 - just made
    ways = people_door.sign_ins(card.ref)
    actor = people_door.resolve(card.ref, ways[0].relation_ref if ways else None)
    if actor is not None:
        world.users[key] = actor
