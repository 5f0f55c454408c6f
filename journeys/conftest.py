"""The stage of every journey: a served site on its own database, the demo's places and people, real browsers."""

from collections.abc import Iterator
from datetime import date

import pytest

from helhet.kit import clock
from helhet.workshop.served import Site
from helhet.workshop.world.ground import World, build_ground
from journeys.browsing import Somebody, Stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def world(site: Site) -> World:
    """Places and those who work there; each journey adds its own persons."""
    return build_ground(clock.today())


@pytest.fixture
def stage(site: Site, world: World, browser: object) -> Iterator[Stage]:
    """Opens a browser of their own for each one who acts; all are closed, and checked, at the end."""
    with Stage(site, world, browser) as opened:
        yield opened


@pytest.fixture
def today(world: World) -> date:
    return world.today


__all__ = ["Somebody"]
