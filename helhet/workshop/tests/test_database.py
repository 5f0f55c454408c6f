"""The embedded database starts, survives being killed, and shuts out whoever lacks a password."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from helhet.workshop.database import ADMIN, Cluster, url_with_database


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster.temporary() as running:
        yield running


def _pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def _alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_what_was_committed_is_there_after_kill_9() -> None:
    cluster = Cluster.temporary(careless=False)
    cluster.start()
    with psycopg.connect(cluster.urls().owner) as db:
        db.execute("CREATE TABLE kept AS SELECT 1 AS n")
    os.kill(_pid(cluster), signal.SIGKILL)
    # The dead server keeps its number until its parent has seen it go; here that takes a second.
    threading.Timer(1, cluster.halt).start()
    again = Cluster(cluster.home, throwaway=True)  # knows nothing of the dead one, as a new process would
    try:
        with psycopg.connect(again.start().app) as db:
            assert db.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'kept'").fetchone() == (1,)
    finally:
        again.stop()


def test_a_second_start_uses_the_server_that_runs_and_leaves_it_running(cluster: Cluster) -> None:
    second = Cluster(cluster.home)
    second.start()
    assert second.process is None
    second.stop()
    psycopg.connect(cluster.urls().app).close()


def test_a_pid_file_that_names_another_program_is_no_obstacle() -> None:
    cluster = Cluster.temporary()
    cluster.start()
    text = (cluster.data / "postmaster.pid").read_text()
    cluster.halt()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *text.splitlines()[1:]]))
    try:
        psycopg.connect(cluster.start().app).close()
    finally:
        cluster.stop()


def test_a_throwaway_cluster_leaves_nothing() -> None:
    cluster = Cluster.temporary()
    cluster.start()
    pid = _pid(cluster)
    cluster.stop()
    cluster.stop()
    assert not cluster.home.exists()
    assert not _alive(pid)


@pytest.mark.parametrize("role", ["helhet_app", "helhet_owner", "helhet_worker", ADMIN])
def test_nobody_enters_without_the_password(cluster: Cluster, role: str) -> None:
    url = cluster.urls().app.replace("helhet_app:", f"{role}:wrong-")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_there_is_no_way_in_over_the_network(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(ADMIN, "postgres")) as db:
        assert db.execute("SHOW listen_addresses").fetchone() == ("",)
        rules = db.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert ("local", "scram-sha-256") in rules
    assert all(method in ("scram-sha-256", "reject") for _, method in rules)


def test_secrets_and_socket_are_private(cluster: Cluster) -> None:
    assert stat.S_IMODE((cluster.home / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.socket_folder.stat().st_mode) == 0o700
    assert not (cluster.socket_folder / "password").exists()


def test_swedish_letters_change_case(cluster: Cluster) -> None:
    with psycopg.connect(cluster.urls().app) as db:
        assert db.execute("SELECT upper('åäöé'), lower('ÅÄÖÉ')").fetchone() == ("ÅÄÖÉ", "åäöé")


def test_another_database_is_the_same_address_but_for_its_name() -> None:
    url = "postgresql://a:b@/helhet?host=%2Ftmp%2Fs&port=5432"
    assert url_with_database(url, "other") == "postgresql://a:b@/other?host=%2Ftmp%2Fs&port=5432"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_the_server_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from helhet.workshop.database import Cluster; c = Cluster.temporary(); c.start();"
        "print((c.data / 'postmaster.pid').read_text().split()[0], c.home, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid, home = parent.stdout.readline().split()
    assert _alive(int(pid))
    parent.kill()
    parent.wait()
    until = time.monotonic() + 10
    while _alive(int(pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _alive(int(pid))
    subprocess.run(["rm", "-rf", home], check=True)
