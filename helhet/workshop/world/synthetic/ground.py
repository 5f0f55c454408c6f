"""Synthetic organisations: three pools of units, each with somebody who works there, and how unevenly they are busy."""

import random
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from uuid import UUID

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.rules import Purpose
from helhet.organisations import actions as organisations
from helhet.organisations import door as organisations_door
from helhet.organisations.rules import ControllerKind, UnitKind
from helhet.workshop.signin import ISSUER
from helhet.workshop.world.ground import World
from helhet.workshop.world.synthetic.names import worker_name

LARGEST = 0.18  # the share of the busiest unit of a pool: enough for five pages of a list also in a small world
PER_CONTROLLER = 4


@dataclass(frozen=True)
class Pool:
    """Units of one kind that can stand in for each other in a case."""

    key: str
    name: str
    kind: str
    controller: str
    controller_kind: str
    principal: str
    purpose: str
    title: str


POOLS = (
    Pool("clinic", "Psykiatrimottagning", UnitKind.ADULT_PSYCHIATRY, "Provsjukhuset", ControllerKind.CARE_PROVIDER,
         "14", Purpose.CARE, "sjuksköterska"),
    Pool("social", "Socialtjänstens mottagning", UnitKind.SOCIAL_SERVICES, "Provnämnden", ControllerKind.BOARD, "1482",
         Purpose.SUPPORT, "socialsekreterare"),
    Pool("centre", "Vårdcentral", UnitKind.HEALTH_CENTRE, "Provhälsan", ControllerKind.CARE_PROVIDER, "14",
         Purpose.CARE, "distriktssköterska"),
)


@dataclass(frozen=True)
class Post:
    """A unit and the one who works there: all that a case says of them."""

    unit: int
    unit_name: str
    controller: int
    user: int
    user_ref: UUID
    name: str
    assignment: int

    @classmethod
    def of(cls, actor: Actor) -> "Post":
        assert actor.unit_id and actor.controller_id and actor.user_id and actor.user_ref and actor.assignment_id
        return cls(actor.unit_id, actor.unit_name, actor.controller_id, actor.user_id, actor.user_ref, actor.name,
                   actor.assignment_id)


@dataclass(frozen=True)
class Ground:
    """The world of the templates, and for each pool its posts with their running weights."""

    world: World
    posts: tuple[tuple[Post, ...], ...]

    def team(self, chance: random.Random) -> tuple[Post, ...]:
        """One unit of each pool, the busiest most often."""
        return tuple(chance.choices(pool, cum_weights=weights(len(pool)))[0] for pool in self.posts)


def units_in_pool(n: int) -> int:
    """60 units in a small world, 300 in a large one."""
    return 20 if n < 20_000 else 100


def weights(size: int) -> list[float]:
    """Running weights: the first takes its share whatever the number of units, the rest fall off slowly."""
    rest = [1 / (k + 2) ** 0.7 for k in range(size - 1)]
    scale = (1 - LARGEST) / sum(rest)
    return list(accumulate([LARGEST, *(r * scale for r in rest)]))


def build_ground(today: date, per_pool: int) -> Ground:
    """Make the units and workers by the same verbs as the demo's. Keys: clinic0, social0, centre0, clinic1 …"""
    world, posts, made = World(today), [], 0
    for pool in POOLS:
        found = []
        for i in range(per_pool):
            actor = _post(world, pool, i, made)
            world.units[f"{pool.key}{i}"], world.workers[f"{pool.key}{i}"] = actor.unit_id or 0, actor
            found.append(Post.of(actor))
            made += 1
        posts.append(tuple(found))
    return Ground(world, tuple(posts))


def _post(world: World, pool: Pool, i: int, n: int) -> Actor:
    controller = organisations.add_controller(
        f"{pool.controller} {i // PER_CONTROLLER + 1:02d}", pool.controller_kind, _principal(pool.principal))
    unit = organisations.add_unit(
        f"{pool.name} {i + 1:03d}", pool.kind, controller, phone="031-390 06 00",
        municipality_code=pool.principal if len(pool.principal) == 4 else "", default_receiver=i == 0)
    user = access.add_user(kind="staff", name=worker_name(n), title=pool.title, issuer=ISSUER,
                           subject=f"synthetic-{pool.key}-{i}", phone="031-390 06 01")
    actor = access_door.staff_actor(access.assign(
        user=user, unit=unit, role="staff", purpose=pool.purpose, valid_from=world.day(900)))
    assert actor is not None
    return actor


def _principal(code: str) -> int:
    found = organisations_door.municipality(code) if len(code) == 4 else organisations_door.region(code)
    return found.id
