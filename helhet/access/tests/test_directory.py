"""The directory's files: what they may say, what they would change, and that nothing is taken in by halves."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from helhet.access import actions as access
from helhet.access import door
from helhet.access.actor import system
from helhet.access.directory import actions
from helhet.access.directory.reading import read
from helhet.access.models import Assignment, DirectoryRun, User
from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations import actions as organisations
from helhet.organisations import door as units

BY = system("directory")
HEAD = "unit_hsa_id;unit_name;employee_hsa_id;name;title;phone;commission_hsa_id;role;purpose;from;to"
ONE, TWO = "SE2321000131-E1", "SE2321000131-E2"


def csv(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def works(person: str, name: str, unit: str = ONE, role: str = "staff", to: str = "", first: str = "2026-01-01") -> str:
    return f"{unit};;{person};{name};sjuksköterska;;;{role};Vård och behandling;{first};{to}"


@pytest.fixture
def places(db: None) -> dict[str, int]:
    controller = organisations.add_controller("Närvården", "care_provider", units.region("14").id)
    return {hsa: organisations.add_unit(name, "health_centre", controller, hsa_id=hsa)
            for hsa, name in ((ONE, "Ett"), (TWO, "Två"))}


def of(unit: int) -> set[str]:
    today = clock.today()
    rows = Assignment.objects.filter(unit_id=unit, valid_from__lte=today).select_related("user")
    return {r.user.subject for r in rows if r.valid_to is None or r.valid_to > today}


def test_a_dry_run_says_what_would_change_and_changes_nothing(places: dict[str, int]) -> None:
    changes = actions.dry_run(csv(works("p1", "Ann Ask"), works("p2", "Bo Berg")), by=BY)
    assert [p.name for p in changes.added_people] == ["Ann Ask", "Bo Berg"]
    assert len(changes.added) == 2
    assert not User.objects.filter(subject__in=["p1", "p2"]).exists()
    assert DirectoryRun.objects.get().dry


def test_what_is_applied_counts_at_once_and_is_logged(places: dict[str, int]) -> None:
    body = csv(works("p1", "Ann Ask", role="manager"))
    actions.apply(body, by=BY)
    user = User.objects.get(subject="p1")
    assert [a.unit for a in door.assignments(user.ref)] == ["Ett"]
    assert not DirectoryRun.objects.get().dry
    assert AuditEvent.objects.filter(event="access.directory_changed").count() == 2  # the run's chain, the controller's
    assert not actions.apply(body, by=BY).anything


def test_json_and_csv_say_the_same(places: dict[str, int]) -> None:
    as_json = json.dumps({
        "units": [{"hsaId": ONE, "name": "Ett"}], "people": [{"employeeHsaId": "p1", "name": "Ann Ask", "title": "s"}],
        "commissions": [{"employeeHsaId": "p1", "unitHsaId": ONE, "role": "staff", "purpose": "care",
                         "from": "2026-01-01", "commissionHsaId": "SE1-C1"}]}, indent=1).encode()
    actions.apply(as_json, by=BY)
    assert of(places[ONE]) == {"p1"}
    assert Assignment.objects.get(unit=places[ONE]).commission == "SE1-C1"


def test_who_is_missing_ends_but_only_in_units_that_the_file_names(places: dict[str, int]) -> None:
    everybody = [works(f"p{n}", f"Nr {n}") for n in range(4)] + [works("q", "Q", unit=TWO)]
    actions.apply(csv(*everybody), by=BY)
    actions.apply(csv(*everybody[:3]), by=BY)
    assert of(places[ONE]) == {"p0", "p1", "p2"}
    assert of(places[TWO]) == {"q"}
    ended = Assignment.objects.get(user__subject="p3")
    assert ended.valid_to == clock.today()
    assert ended.ended_by == actions.WHO
    assert door.staff_actor(ended.ref) is None


def test_what_the_house_added_is_never_touched(places: dict[str, int]) -> None:
    user = access.add_user(kind="staff", name="Egen", issuer="demo", subject="own")
    access.assign(user=user, unit=places[ONE], role="staff", purpose="care", valid_from=date(2020, 1, 1))
    changes = actions.apply(csv(works("p1", "Ann Ask"), works("own", "Egen")), by=BY)
    assert of(places[ONE]) == {"own", "p1"}
    assert [c.person for c in changes.kept] == ["own"]
    actions.apply(csv(f"{ONE};Ett;;;;;;;;;"), by=BY, many=True)
    assert of(places[ONE]) == {"own"}


def test_more_than_a_third_gone_is_asked_about(places: dict[str, int]) -> None:
    six = [works(f"p{n}", f"Nr {n}") for n in range(6)]
    actions.apply(csv(*six), by=BY)
    actions.apply(csv(*six[:4]), by=BY)  # two of six is a third, not more
    with pytest.raises(Refused, match="tredjedel"):
        actions.apply(csv(*six[:2]), by=BY)
    assert len(of(places[ONE])) == 4
    actions.apply(csv(*six[:2]), by=BY, many=True)
    assert len(of(places[ONE])) == 2


def test_a_change_of_role_is_not_leaving(places: dict[str, int]) -> None:
    actions.apply(csv(works("p1", "Ann Ask")), by=BY)
    actions.apply(csv(works("p1", "Ann Ask", role="coordinator")), by=BY)
    user = User.objects.get(subject="p1")
    assert [a.role for a in door.assignments(user.ref)] == ["Samordningsansvarig"]


def test_the_last_day_counts_and_the_next_does_not(places: dict[str, int]) -> None:
    today = clock.today()
    actions.apply(csv(works("p1", "Ann Ask", to=today.isoformat())), by=BY)
    assert of(places[ONE]) == {"p1"}
    with clock.travel(clock.at(today + timedelta(days=1), 0, 1)):
        assert of(places[ONE]) == set()


@pytest.mark.parametrize(("line", "words"), [
    (works("p1", "Ann", role="boss"), "finns inte"),
    (works("p1", "Ann", role="directory_keeper"), "utses på enheten"),
    (works("p1", "Ann", role="profile_keeper"), "utses på enheten"),
    (works("p1", ""), "namn"),
    (works("p1", "A\x07nn"), "namn"),
    (works("p1", "Ann", to="2025-01-01"), "före den första"),
    (works("p1", "Ann", first="1/1 2026"), "2026-11-22"),
    (works("p1", "Ann", to="9999-12-31"), "2026-11-22"),
    (works("p1", "Ann", unit="SE0000000000-NO"), "finns inte i Helhet"),
    (works("p1", "Ann").replace("Vård och behandling", "Nyfikenhet"), "Ändamålet"),
    (works("p1", "Ann", unit=""), "enhetens HSA-id"),
    (works("p0", "Annan"), "annat namn"),
    (works("p0", "Noll"), "står redan"),
])
def test_a_fault_is_named_by_its_line_and_nothing_is_taken_in(places: dict[str, int], line: str, words: str) -> None:
    body = csv(works("p0", "Noll"), line)
    fault = actions.dry_run(body, by=BY).faults[0]
    assert fault.line == 3
    assert words in str(fault.sentence)
    with pytest.raises(Refused, match="fel"):
        actions.apply(body, by=BY)
    assert not of(places[ONE])


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b"{}", b"[1]", b"a;b\n1;2", b'{"units": 1}', b"\0",
                                  b'{"units":[1],"people":["x"],"commissions":[null]}', HEAD.encode() + b'\n"',
                                  b'{"units":[],"people":[{"employeeHsaId":"\\ud800","name":"x"}],"commissions":[]}'])
def test_any_rubbish_is_a_fault_or_nothing(body: bytes) -> None:
    roster = read(body)
    assert roster.faults or not roster.commissions


def test_lines_of_json_are_counted(places: dict[str, int]) -> None:
    text = '{"units": [],\n "people": [],\n "commissions": [\n  {"role": "staff"},\n  {"role": "x"}\n ]}'
    assert [f.line for f in read(text.encode()).faults] == [4, 5]


def test_only_who_keeps_the_directory(cast: Any) -> None:
    with pytest.raises(NotThere):
        actions.dry_run(b"", by=cast.nurse)
    with pytest.raises(NotThere):
        actions.apply(b"", by=cast.nurse)
