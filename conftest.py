"""Fixtures of the whole suite: the database as the app sees it, a served site, a browser.

Tests connect as helhet_app, which owns nothing and cannot truncate. So `django_db` tests run in a rolled-back
transaction, on an empty clone or on one where the `cast` already stands; and whatever needs real commits or a served
site takes `fresh_database`, a clone for its module.
"""

import copy
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from helhet.workshop import browser as browsers
from helhet.workshop import testbed
from helhet.workshop.database import DATABASE, Cluster, Urls
from helhet.workshop.served import Site, served

pytest_plugins = ["helhet.rulebook.pytest_rules"]
_started: list[Cluster] = []
_with_cast: set[Path] = set()  # the files where some test takes the cast


def _template() -> Urls:
    """The migrated template database: the one in the environment, else of a cluster we start now."""
    standing = testbed.template_from_environment()
    if standing:
        return standing
    cluster, urls = testbed.start()
    _started.append(cluster)
    os.environ.update(testbed.template_environment(urls))
    return urls


# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    # Workers of xdist share one cluster, so it must stand before they do; otherwise it waits until needed.
    if not hasattr(config, "workerinput") and getattr(config.option, "numprocesses", None):
        _template()


def pytest_unconfigure(config: pytest.Config) -> None:
    while _started:
        _started.pop().stop()
        for name in testbed.TEMPLATE_ENV.values():
            os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "cast" in getattr(item, "fixturenames", ()):
            _with_cast.add(item.path)
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: transaction=True truncates, which the app may not. Use the fixture fresh_database."
            )


def _name(text: str) -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return re.sub(r"[^a-z0-9]+", "_", f"t_{worker}_{text}_{os.getpid()}".lower())[:60]


def _point_at(urls: Urls) -> None:
    """Turn the default connection, in every thread, to another database."""
    from django.db import connections

    from helhet.config.database import parse_url
    from helhet.rulebook import door as rulebook

    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(parse_url(urls.app))
    os.environ["DATABASE_URL"] = urls.app
    # A process remembers versions by their number, and two databases number theirs alike.
    rulebook._kept.cache_clear()
    rulebook._standing.cache_clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Names are given by the clone; pytest-django has nothing to suffix."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[Urls]:
    """This worker's own clone of the template, seen as helhet_app; gives its addresses."""
    from django.db import connections

    from helhet.workshop import guarding

    urls = testbed.clone(_template(), _name("shared"))
    guarding.let_tests_look()
    with django_db_blocker.unblock():
        _point_at(urls)
    yield urls
    with django_db_blocker.unblock():
        connections["default"].close()


@pytest.fixture(scope="session")
def cast_database(django_db_setup: Urls, django_db_blocker: Any) -> Iterator[tuple[Urls, Any]]:
    """A clone where the cast has been built and committed, once for this worker; gives its addresses and the cast."""
    from helhet.process.tests import cast as casting

    urls = testbed.clone(_template(), _name("cast"))
    with django_db_blocker.unblock():
        _point_at(urls)
        built = casting.build()
        _point_at(django_db_setup)
    yield urls, built


@pytest.fixture(scope="module", autouse=True)
def standing(request: pytest.FixtureRequest) -> Iterator[None]:
    """A file that takes the cast stands on the database that has it: before its first transaction begins."""
    if request.path not in _with_cast:
        yield
        return
    empty, (urls, _cast) = request.getfixturevalue("django_db_setup"), request.getfixturevalue("cast_database")
    _point_at(urls)
    yield
    _point_at(empty)


@pytest.fixture(scope="module")
def fresh_database(request: pytest.FixtureRequest, django_db_setup: Urls, django_db_blocker: Any) -> Iterator[Urls]:
    """A clone for one module, where commits are real. The default connection points at it meanwhile.

    It is empty but for what migrations bring, or carries the demo world where the module says `WORLD = True`.
    """
    template = testbed.world(_template()) if getattr(request.module, "WORLD", False) else DATABASE
    urls = testbed.clone(_template(), _name(request.module.__name__.rpartition(".")[2]), template)
    with django_db_blocker.unblock():
        _point_at(urls)
        yield urls
        _point_at(django_db_setup)


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, fresh_database: Urls, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The served pages of one module, on its fresh database, which the test itself also sees.

    With the live stream of meetings where the module says `LIVE = True`.
    """
    live = getattr(request.module, "LIVE", False)
    with served(fresh_database, tmp_path_factory.mktemp("site"), live=live) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole worker."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; Django would take an ordinary query for one inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browsers.require(), args=list(browsers.QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any, site: Site) -> Iterator[Any]:
    """Opens pages, each as another person: `new_page()` or `new_page(viewport=…, java_script_enabled=False)`."""
    contexts = []

    def open_page(**choices: Any) -> Any:
        context = browser.new_context(base_url=site.url, locale="sv-SE", timezone_id="Europe/Stockholm", **choices)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Any) -> Any:
    """One page of one person."""
    return new_page()


_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _inside(this: socket.socket, address: Any) -> None:
    if this.family in (socket.AF_INET, socket.AF_INET6) and not re.match(r"127\.|::1$|localhost$", str(address[0])):
        raise RuntimeError(f"A test tried to reach {address[0]}; tests reach nothing outside this machine.")


@pytest.fixture(scope="session", autouse=True)
def nothing_outside() -> Iterator[None]:
    """No test reaches another machine."""

    def connect(this: socket.socket, address: Any) -> None:
        _inside(this, address)
        _connect(this, address)

    def connect_ex(this: socket.socket, address: Any) -> int:
        _inside(this, address)
        return _connect_ex(this, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        yield


@pytest.fixture
def cast(cast_database: tuple[Urls, Any], db: None) -> Any:
    """The fixed cast: units in three regions, one worker in each, three persons. A test may change its own."""
    from helhet.process.tests import cast as casting

    urls, built = cast_database
    return copy.deepcopy(built) if os.environ["DATABASE_URL"] == urls.app else casting.build()  # a `fresh_database`
