"""The embedded PostgreSQL: one small cluster that we create, start and stop ourselves.

No TCP, a socket in a folder only the server's account may enter, generated passwords, never `trust`.
The server is our child and dies with us, also when we are killed.
"""

import atexit
import contextlib
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import psycopg

from helhet.workshop import roles
from helhet.workshop.binaries import (
    ROOT_HOME,
    DatabaseTrouble,
    find_programs,
    give_to_server,
    is_root,
    run_as_server,
    server_user,
)
from helhet.workshop.supervise import die_with_parent, end

ADMIN = "postgres"
AS_OWNER = "-c helhet.work=owner"  # PGOPTIONS of the owner's own connections: see policies.py
DATABASE = "helhet"
PATIENCE = 10.0
_PORT = 5432  # only the name of the socket file
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Urls:
    """Addresses of one database for each role."""

    app: str
    owner: str
    worker: str

    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.app, "DATABASE_OWNER_URL": self.owner, "DATABASE_WORKER_URL": self.worker}

    def as_owner(self) -> dict[str, str]:
        """The same for the owner's own work: Django is the owner, and the second guard lets it see everything."""
        return {**self.env(), "DATABASE_URL": self.owner, "PGOPTIONS": AS_OWNER}


def checkout_key() -> str:
    """A short name for this checkout, so that two checkouts never share a database."""
    return hashlib.sha256(str(_CHECKOUT).encode()).hexdigest()[:12]


def home_folder() -> Path:
    """Where this checkout keeps its database: `.helhet/`, or for root a folder `nobody` can reach.

    HELHET_HOME moves it; for root that folder must be one `nobody` can pass through.
    """
    chosen = os.environ.get("HELHET_HOME")
    if chosen:
        return Path(chosen)
    return ROOT_HOME / checkout_key() if is_root() else _CHECKOUT / ".helhet"


def demo_cluster() -> "Cluster":
    """The lasting cluster of this checkout."""
    return Cluster(home_folder() / "demo")


@dataclass
class Cluster:
    """A PostgreSQL cluster in `home`. `throwaway` ones are removed when stopped, `careless` ones fast and unsafe."""

    home: Path
    throwaway: bool = False
    careless: bool = False
    output: IO[bytes] | int | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _passwords: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def temporary(cls, careless: bool = True) -> "Cluster":
        """A cluster of its own, gone when stopped or when this process ends."""
        short = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108 - sockets need it
        _sweep(short)
        home = tempfile.mkdtemp(prefix=f"helhet-{os.getpid()}-", dir=short)
        cluster = cls(Path(home), throwaway=True, careless=careless)
        atexit.register(cluster.stop)
        return cluster

    def __enter__(self) -> "Cluster":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket_folder(self) -> Path:
        inside = self.home / "s"
        if len(str(inside)) < 85:
            return inside
        key = hashlib.sha256(str(self.home).encode()).hexdigest()[:10]
        return Path(f"/tmp/helhet-s{os.geteuid()}-{key}")  # noqa: S108 - checked by _own_folder

    @property
    def created(self) -> bool:
        return (self.home / "passwords.json").exists()

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The server, if this object started it and must stop it; None if it ran already."""
        return self._process

    def url(self, role: str, database: str = DATABASE) -> str:
        password = quote(self._passwords[role], safe="")
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket_folder), safe='')}&port={_PORT}"

    def urls(self, database: str = DATABASE) -> Urls:
        return Urls(*(self.url(role, database) for role in (roles.APP, roles.OWNER, roles.WORKER)))

    def start(self) -> Urls:
        """Create what is missing, start the server unless it already runs, and return its addresses.

        Raises DatabaseTrouble with what the server said when it cannot be started.
        """
        self._prepare_folders()
        if not self.created:
            self._create()
        self._passwords = json.loads((self.home / "passwords.json").read_text())
        if not self._runs_already():
            self._launch()
        self._make_roles_and_database()
        return self.urls()

    def stop(self) -> None:
        """Stop the server if we started it; remove a throwaway cluster. Safe to call twice."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            end(process, (signal.SIGINT, PATIENCE), (signal.SIGQUIT, PATIENCE), (signal.SIGKILL, PATIENCE))
        if process is not None and self.socket_folder.parent != self.home:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        if self.throwaway:
            atexit.unregister(self.stop)
            shutil.rmtree(self.home, ignore_errors=True)

    def halt(self) -> Path:
        """Stop the server but keep its folder, also of a throwaway cluster. Returns the folder."""
        keep, self.throwaway = self.throwaway, False
        self.stop()
        self.throwaway = keep
        return self.home

    def forget(self) -> None:
        """Throw away everything the cluster holds. Raises DatabaseTrouble while a server runs on it."""
        if _is_postgres(_read_pid(self.data / "postmaster.pid")):
            raise DatabaseTrouble(f"The database in {self.home} is running. Stop what uses it and try again.")
        shutil.rmtree(self.home, ignore_errors=True)

    # -- creating ----------------------------------------------------------------------------------

    def _prepare_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if is_root():
            for folder in (self.home, *self.home.parents):
                if ROOT_HOME in (folder, *folder.parents):
                    folder.chmod(0o711)
            self.home.chmod(0o711)
        else:
            self.home.chmod(0o700)
        give_to_server(_own_folder(self.socket_folder))

    def _create(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        give_to_server(self.data)
        passwords = {name: secrets.token_urlsafe(24) for name in (ADMIN, roles.OWNER, roles.APP, roles.WORKER)}
        programs = find_programs()
        # In the socket's folder, so that the server's account can read it; gone as soon as it is read.
        secret = self.socket_folder / "password"
        _write_private(secret, passwords[ADMIN], for_server=True)
        command = [
            programs.path("initdb"), "--pgdata", str(self.data), "--username", ADMIN,
            "--pwfile", str(secret), "--auth-local=scram-sha-256", "--auth-host=reject",
            "--encoding=UTF8", "--no-instructions", *_locale(programs.major),
        ]
        if self.careless:
            command += ["--no-sync", "--wal-segsize=1"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, **run_as_server())
        finally:
            secret.unlink(missing_ok=True)
        if done.returncode:
            raise DatabaseTrouble(f"The database could not be created in {self.data}:\n{done.stderr.strip()}")
        # Written last: its presence says that the cluster is whole.
        _write_private(self.home / "passwords.json", json.dumps(passwords))

    def _make_roles_and_database(self) -> None:
        admin = self.url(ADMIN, "postgres")
        with psycopg.connect(admin) as db:
            if db.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
                return
        roles.create(admin, self._passwords)
        roles.create_database(self.url(roles.OWNER, "postgres"), DATABASE)

    # -- starting ----------------------------------------------------------------------------------

    def _answers(self) -> bool:
        try:
            # Asked before it says it is ready, it would complain in its log.
            if "ready" not in (self.data / "postmaster.pid").read_text():
                return False
            psycopg.connect(self.url(ADMIN, "postgres"), connect_timeout=3).close()
        except (psycopg.OperationalError, OSError):
            return False
        return True

    def _runs_already(self) -> bool:
        """True when a living server has our data; waits for a dead one to be buried (its pid stays a while)."""
        pid_file = self.data / "postmaster.pid"
        until = time.monotonic() + PATIENCE
        while pid_file.exists() and time.monotonic() < until:
            if self._answers():
                return True
            if not _is_postgres(_read_pid(pid_file)):
                # The number may by now belong to another program, which PostgreSQL would take for a server.
                pid_file.unlink(missing_ok=True)
                (self.socket_folder / f".s.PGSQL.{_PORT}.lock").unlink(missing_ok=True)
                return False
            time.sleep(0.1)
        return False

    def _launch(self) -> None:
        programs = find_programs()
        output = self.output
        log = None
        if output is None:
            # A file, not a pipe: nobody may be there to read.
            log = output = (self.home / "server.log").open("wb")
        try:
            self._process = subprocess.Popen(
                [programs.path("postgres"), "-D", str(self.data), *self._options()],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True, **run_as_server(die_with_parent(signal.SIGINT)),
            )
        finally:
            if log:
                log.close()
        until = time.monotonic() + 6 * PATIENCE  # recovery after a crash may take a while
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop_after_failure()
            time.sleep(0.02)

    def stop_after_failure(self) -> None:
        log = self.home / "server.log"
        said = log.read_text(errors="replace")[-2000:].strip() if log.exists() else "see its lines above"
        self.stop()
        raise DatabaseTrouble(f"The database in {self.home} did not start: {said}")

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "port": str(_PORT),
            "timezone": "UTC",
            "log_min_messages": "fatal",
            # A failing statement may carry a person's words: never in a log.
            "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": "0",
        }
        if self.careless:
            settings |= {
                "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
                "max_wal_size": "256MB", "autovacuum_naptime": "1h",
            }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _locale(major: int) -> list[str]:
    if major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _own_folder(folder: Path) -> Path:
    """Refuse a socket folder that somebody else made for us."""
    if folder.is_symlink() or folder.exists() and folder.stat().st_uid not in (os.geteuid(), server_user().pw_uid):
        raise DatabaseTrouble(f"{folder} belongs to somebody else. Remove it and try again.")
    return folder


def _sweep(folder: Path) -> None:
    """Remove what runs left that were killed so hard that they could not clear up after themselves."""
    for left in folder.glob("helhet-*-*"):
        pid = left.name.split("-")[1]
        with contextlib.suppress(OSError):
            old = time.time() - left.stat().st_mtime > 3600 and left.stat().st_uid == os.geteuid()
            if old and pid.isdigit() and not _is_alive(int(pid)):
                shutil.rmtree(left, ignore_errors=True)


def _write_private(path: Path, text: str, for_server: bool = False) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    if for_server and is_root():
        user = server_user()
        os.chown(path, user.pw_uid, user.pw_gid)


def _read_pid(pid_file: Path) -> int:
    try:
        return int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _is_postgres(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "linux":
        try:
            return "(postgres)" in Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
    return _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def url_with_database(url: str, database: str) -> str:
    """The same address, another database."""
    front, _, query = url.partition("?")
    return f"{front.rpartition('/')[0]}/{database}?{query}"


def environment(urls: Urls, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for a child: the given one with the addresses put in."""
    return {**(base if base is not None else os.environ), **urls.env()}
