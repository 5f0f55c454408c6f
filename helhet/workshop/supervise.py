"""Keeps a handful of children together: one prefix per line of their output, all gone when we go."""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType
from typing import IO

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 8.0


def die_with_parent(signal_number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: Linux sends this signal when the thread that started the child ends, however it ends."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(1, signal_number)


def end(process: "subprocess.Popen[bytes]", *steps: tuple[int, float]) -> None:
    """Send each signal in turn and wait that many seconds for the process to go."""
    for number, patience in steps:
        if process.poll() is not None:
            return
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End a child that leads its own session, and whatever it started, even if it died alone before."""
    end(process, (signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE))
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


_lost = threading.Event()  # set when nobody reads what we say any more


def say(text: str = "", ending: str = "\n") -> None:
    """Print, also when the terminal is already gone."""
    try:
        print(text, end=ending, flush=True)
    except (OSError, ValueError):
        # What could not be written waits in the buffer and would fail again, loudly, when Python ends.
        _lost.set()
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """A line for a step that may take long, closed with its seconds."""
    began = time.monotonic()
    say(f"  {what} …", ending="")
    try:
        yield
    except BaseException:
        say()
        raise
    say(f" {time.monotonic() - began:.1f} s")


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C, a polite kill and a closed terminal all become KeyboardInterrupt, once."""

    def stop(number: int, frame: FrameType | None) -> None:
        # A second Ctrl-C must not break the clearing up.
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    # Under nohup the terminal may close without us.
    heard = [number for number in STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminal_closed() -> bool:
    """Has the terminal we were started in gone? Not everything between it and us passes its signal on."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return False
    if _lost.is_set():
        return True
    looking = select.poll()
    try:
        looking.register(1, select.POLLHUP)
        return not os.isatty(1) and any(event & select.POLLHUP for _, event in looking.poll(0))
    except (OSError, ValueError):
        return True


class Trouble(Exception):
    """Something the person at the terminal can mend; the message says what is wrong and what helps."""


class Supervisor:
    """Use as a context manager; leaving it ends every child, last started first."""

    def __init__(self) -> None:
        self._children: list[tuple[str, subprocess.Popen[bytes]]] = []
        self._watched: list[tuple[str, subprocess.Popen[bytes]]] = []
        self._print = threading.Lock()

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *failure: object) -> None:
        for _, process in reversed(self._children):
            end_group(process)

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
        """Start a child in a session of its own; must be called from the main thread."""
        process = subprocess.Popen(
            list(command), env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=die_with_parent(),  # noqa: PLW1509
        )
        self._children.append((name, process))
        assert process.stdout is not None
        self._follow(name, process.stdout)
        return process

    def watch(self, name: str, process: "subprocess.Popen[bytes]") -> None:
        """Let `wait` tell of a child that somebody else starts and ends."""
        self._watched.append((name, process))

    def outlet(self, name: str) -> int:
        """A file descriptor whose lines are printed under this name, for a child started elsewhere."""
        reading, writing = os.pipe()
        self._follow(name, os.fdopen(reading, "rb"))
        return writing

    def wait(self) -> str:
        """Sleep until a child ends by itself; gives a sentence about it.

        Raises KeyboardInterrupt when the terminal closes; Ctrl-C interrupts as usual.
        """
        while True:
            for name, process in [*self._children, *self._watched]:
                if process.poll() is not None:
                    return f"'{name}' stopped by itself (exit status {process.returncode})."
            if _terminal_closed():
                raise KeyboardInterrupt
            time.sleep(0.2)

    def _follow(self, name: str, stream: IO[bytes]) -> None:
        threading.Thread(target=self._pump, args=(name, stream), daemon=True).start()

    def _pump(self, name: str, stream: IO[bytes]) -> None:
        for line in stream:
            with self._print:
                say(f"{name:<8} | {line.decode(errors='replace').rstrip()}")
