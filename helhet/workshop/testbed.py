"""Databases for tests and proofs: one template built by migrations, cheap clones of it.

A migrated cluster is kept, stopped, beside the demo's, named by a fingerprint of everything that shapes it.
A run copies that folder, starts the copy without fsync, and throws it away.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from helhet.workshop import roles
from helhet.workshop.binaries import find_programs, give_to_server, is_root, server_user
from helhet.workshop.database import DATABASE, Cluster, Urls, home_folder, url_with_database
from helhet.workshop.supervise import Trouble, die_with_parent

PACKAGE = Path(__file__).resolve().parents[1]
TEST_SETTINGS = "helhet.config.settings.test"
# How the template's addresses travel from whoever started it to each worker of the test runner.
TEMPLATE_ENV = {"app": "HELHET_TEST_APP_URL", "owner": "HELHET_TEST_OWNER_URL", "worker": "HELHET_TEST_WORKER_URL"}
_SHAPERS = ("database.py", "roles.py", "policies.py", "testbed.py", "binaries.py")
WORLD = "world"
# Any numbers; they name "somebody is cloning a template" and "somebody is building the world".
_CLONING, _BUILDING = 5_318_008, 5_318_009
_KEPT = 2


def fingerprint() -> str:
    """Names the template: changes when a migration, a table's class, shipped data or this machinery does."""
    digest = hashlib.sha256(find_programs().folder.as_posix().encode())
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        shapes = (
            "migrations" in inside.parts
            or path.suffix in (".csv", ".toml", ".sql")
            or path.suffix == ".py" and ("models" in (path.stem, *inside.parts) or inside.parts[0] == "config")
            or path.parent.name == "workshop" and path.name in _SHAPERS
            or path.name == "guards.py"
        )
        if shapes and path.is_file() and path.suffix != ".pyc":
            digest.update(str(inside).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def template_environment(urls: Urls) -> dict[str, str]:
    """The variables by which a test run finds a template that already stands."""
    return {name: getattr(urls, role) for role, name in TEMPLATE_ENV.items()}


def template_from_environment() -> Urls | None:
    """The template somebody else started, if any."""
    if TEMPLATE_ENV["owner"] not in os.environ:
        return None
    return Urls(**{role: os.environ[name] for role, name in TEMPLATE_ENV.items()})


def start() -> tuple[Cluster, Urls]:
    """A running throwaway cluster of our own; the addresses name its migrated template database."""
    shelf = home_folder() / "templates"
    shelf.mkdir(parents=True, exist_ok=True)
    kept = shelf / fingerprint()
    cluster = Cluster.temporary()
    try:
        with _locked(shelf / "lock"):
            if kept.exists():
                os.utime(kept)
                _copy(kept, cluster.home)
            else:
                _build(cluster, kept)
        return cluster, cluster.start()
    except BaseException:
        cluster.stop()
        raise


def _build(cluster: Cluster, kept: Path) -> None:
    began = time.monotonic()
    print("Building the test database …", end="", file=sys.stderr, flush=True)
    urls = cluster.start()
    migrate(urls)
    _let_tests_look(urls)
    home = cluster.halt()
    partial = kept.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    _copy(home, partial)
    partial.rename(kept)
    print(f" {time.monotonic() - began:.1f} s", file=sys.stderr)
    older = sorted((p for p in kept.parent.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in older[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def migrate(urls: Urls, settings: str = TEST_SETTINGS) -> None:
    """Run migrations and grants on a database, in a process of its own. Raises with what it printed."""
    environment = {**os.environ, **urls.env(), "DJANGO_SETTINGS_MODULE": settings}
    done = subprocess.run(
        [sys.executable, "-m", "helhet.workshop.migrate"],
        env=environment, cwd=PACKAGE.parent, capture_output=True, text=True,
    )
    if done.returncode:
        raise Trouble(f"The migrations failed:\n{done.stdout}{done.stderr}")


def _let_tests_look(urls: Urls) -> None:
    """Only here: tests look at tables directly while nobody has said who asks (policies, conftest.py)."""
    program = ("import sys, django; django.setup(); from helhet.workshop import policies;"
               " policies.make_for_tests(sys.argv[1])")
    environment = {**os.environ, **urls.env(), "DJANGO_SETTINGS_MODULE": TEST_SETTINGS}
    subprocess.run([sys.executable, "-c", program, urls.owner], env=environment, cwd=PACKAGE.parent, check=True)


def clone(urls: Urls, name: str, template: str = DATABASE) -> Urls:
    """A copy of the template under a new name, for all three roles."""
    with psycopg.connect(url_with_database(urls.owner, "postgres"), autocommit=True) as db:
        # PostgreSQL refuses two copies of one template at the same moment.
        db.execute("SELECT pg_advisory_lock(%s)", (_CLONING,))
        roles.create_database(url_with_database(urls.owner, "postgres"), name, template)
    return Urls(*(url_with_database(url, name) for url in (urls.app, urls.owner, urls.worker)))


def world(urls: Urls) -> str:
    """The name of a template that carries the demo world; built once per cluster, by whoever asks first."""
    maintenance = url_with_database(urls.owner, "postgres")
    with psycopg.connect(maintenance, autocommit=True) as db:
        db.execute("SELECT pg_advisory_lock(%s)", (_BUILDING,))
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", (WORLD,)).fetchone():
            build_world(clone(urls, "world_unfinished"), TEST_SETTINGS)
            db.execute("ALTER DATABASE world_unfinished RENAME TO world")
    return WORLD


def build_world(urls: Urls, settings: str) -> None:
    """Build the demo world in a process of its own, as the owner. Raises Trouble when it cannot."""
    program = "import django; django.setup(); from helhet.workshop.world import build_demo; build_demo()"
    environment = {**os.environ, **urls.as_owner(), "DJANGO_SETTINGS_MODULE": settings}
    done = subprocess.run([sys.executable, "-c", program], env=environment, preexec_fn=die_with_parent())
    if done.returncode:
        raise Trouble("The demo world could not be built; why is said above.")


def ensure_world(urls: Urls, settings: str) -> bool:
    """Give this database the demo world, whole or not at all; False when it has it.

    The world is built in a copy that takes the database's place when it is finished, so an interrupted build
    leaves nothing half done. What the database already holds is kept. Nobody else may be connected.
    """
    if _marked(urls):
        return False
    name = urls.owner.partition("?")[0].rpartition("/")[2]
    unfinished = f"{name}_unfinished"
    maintenance = url_with_database(urls.owner, "postgres")
    _execute(maintenance, "DROP DATABASE IF EXISTS {}", unfinished)
    build_world(clone(urls, unfinished, name), settings)
    _execute(maintenance, "DROP DATABASE {}", name)
    _execute(maintenance, "ALTER DATABASE {} RENAME TO {}", unfinished, name)
    return True


def _marked(urls: Urls) -> bool:
    with psycopg.connect(urls.owner) as db:
        row = db.execute("SELECT count(*) FROM kit_databasemark WHERE what = %s", (WORLD,)).fetchone()
    return bool(row and row[0])


def _execute(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy(source: Path, target: Path) -> None:
    """Copy a stopped cluster: its data and its passwords, never its socket."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source / "data", target / "data", symlinks=True)
    if is_root():
        user = server_user()
        for folder, _, files in os.walk(target / "data"):
            os.chown(folder, user.pw_uid, user.pw_gid)
            for file in files:
                os.chown(Path(folder) / file, user.pw_uid, user.pw_gid)
    give_to_server(target / "data")
    shutil.copy2(source / "passwords.json", target / "passwords.json")
