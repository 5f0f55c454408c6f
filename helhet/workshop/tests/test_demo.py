"""`helhet demo` opens, says where, and leaves nothing behind however it is ended."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helhet.workshop.serve import PortTaken, free_port, require_port
from helhet.workshop.supervise import STOPPING

HELHET = [sys.executable, "-m", "helhet.workshop.cli"]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="helhet-home-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_", "HELHET_"))}
    return kept | {"HELHET_HOME": str(home)}


def _family(home: Path) -> list[str]:
    """Every living process that was started with this home, whoever its parent is now."""
    mark = f"HELHET_HOME={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def _hear_again() -> None:
    """A suite started in the background, or under nohup, hands on that it ignores Ctrl-C; a demo so started is right
    to ignore it too, so here it must hear.
    """
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)


def _open(home: Path, port: int) -> "subprocess.Popen[str]":
    demo = subprocess.Popen(
        [*HELHET, "demo", "--empty", "--port", str(port)], env=_environment(home), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_hear_again,
    )
    assert demo.stdout is not None
    said = ""
    for line in demo.stdout:
        said += line
        if "is open on" in line:
            return demo
    raise AssertionError(f"The demo did not open:\n{said}")


@pytest.mark.journey
@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_when_the_demo_ends(home: Path, number: int) -> None:
    demo = _open(home, free_port())
    assert len(_family(home)) >= 4  # the command, the database, the server and its workers
    demo.send_signal(number)
    rest, _ = demo.communicate(timeout=30)
    if number != signal.SIGKILL:
        assert demo.returncode == 0
        assert "Everything is stopped" in rest
    until = time.monotonic() + 15
    while _family(home) and time.monotonic() < until:
        time.sleep(0.1)
    assert _family(home) == []


@pytest.mark.journey
@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_nothing_is_left_when_the_terminal_closes_and_nobody_passes_it_on(home: Path) -> None:
    terminal, inside = os.openpty()
    demo = subprocess.Popen(
        [*HELHET, "demo", "--empty", "--port", str(free_port())], env=_environment(home),
        stdout=inside, stderr=inside, start_new_session=True, preexec_fn=_hear_again,
    )
    os.close(inside)
    said = b""
    while b"is open on" not in said:
        said += os.read(terminal, 4096)
    os.close(terminal)
    assert demo.wait(timeout=30) == 0
    assert _family(home) == []


def test_a_port_in_use_is_named_with_the_remedy(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*HELHET, "demo", "--port", str(port)], env=_environment(home), capture_output=True, text=True
        )
        with pytest.raises(PortTaken):
            require_port("127.0.0.1", port, "helhet demo")
    assert done.returncode == 1
    assert re.search(rf"Port {port} .*in use.*helhet demo --port {port + 1}", done.stderr)
    assert "Traceback" not in done.stderr
