"""The pages of what is looked at afterwards, as each role meets them."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helhet.access import door as users
from helhet.access.models import Assignment, DirectoryRun
from helhet.kit import clock
from helhet.oversight.models import DirectoryFile, Round, Sample
from helhet.oversight.tests.test_review import drawn, reads, worker
from helhet.process.tests.cast import sign_in

HEAD = "unit_hsa_id;employee_hsa_id;name;title;role;purpose;from;to\n"


def as_(actor: Any) -> Client:
    client = Client()
    sign_in(client, actor)
    return client


def days(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_units_list_is_kept(cast: Any) -> None:
    boss, newcomer = worker(cast, "boss", "manager"), worker(cast, "newcomer", "staff", unit="misuse")
    client = as_(boss)
    assert "Stämmer listan?" in client.get("/enheten/").content.decode()
    answer = client.post("/enheten/lagg-till/", {"hsa_id": "newcomer", "role": "staff", **days("first", clock.today())})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/enheten/")
    assert "Nr newcomer" in client.get("/enheten/").content.decode()
    line = Assignment.objects.get(user_id=newcomer.user_id or 0, unit_id=boss.unit_id or 0)
    assert client.post(f"/enheten/{line.ref}/avsluta/", {"when": "later"}).status_code == 422
    assert client.post(f"/enheten/{line.ref}/avsluta/", {"when": "now"}).status_code == 303
    assert users.staff_actor(line.ref) is None
    page = client.get("/enheten/stammer-det/").content.decode()
    assert "Jonas Lind" in page
    refs = Assignment.objects.filter(unit_id=boss.unit_id or 0, valid_to__isnull=True).values_list("ref", flat=True)
    assert client.post("/enheten/stammer-det/", {}).status_code == 422
    assert client.post("/enheten/stammer-det/", {f"keep_{r}": "yes" for r in refs}).status_code == 303
    assert "Listan är bekräftad" in client.get("/enheten/").content.decode()


def test_a_round_is_gone_through_on_the_pages(cast: Any) -> None:
    reviewer = worker(cast, "reviewer", "log_reviewer")
    reads(cast.nurse, cast.adult)
    drawn()
    client, row, sample = as_(reviewer), Round.objects.get(), Sample.objects.get()
    assert client.get("/").headers["Location"] == "/granskning/"
    assert "Oktober 2026".lower() in client.get("/granskning/").content.decode().lower()
    assert "Lars Andersson" in client.get(f"/granskning/{row.ref}/").content.decode()
    here = f"/granskning/{row.ref}/{sample.ref}/"
    assert client.post(here, {"reasonable": "no", "words": ""}).status_code == 422
    assert client.post(here, {"reasonable": "yes"}).headers["Location"] == f"/granskning/{row.ref}/"
    assert client.post(f"/granskning/{row.ref}/underteckna/", {"sure": "on"}).status_code == 303
    assert "är undertecknad" in client.get(f"/granskning/{row.ref}/").content.decode()


def test_the_log_is_searched_without_a_number_in_any_address(cast: Any) -> None:
    reviewer = worker(cast, "reviewer", "log_reviewer")
    reads(cast.nurse, cast.adult)
    client = as_(reviewer)
    assert client.post("/loggen/", {}).status_code == 422
    answer = client.post("/loggen/", {"number": "19810101-2394"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/loggen/")
    page = client.get("/loggen/").content.decode()
    assert "Jonas Lind" in page and "Lars Andersson" in page
    assert "19810101" not in page
    assert "19810101" not in str(dict(client.session))
    assert client.get("/loggen/?sida=x").status_code == 404
    client.post("/loggen/", {"number": "19101219-9822"})
    assert "Inget i loggen" in client.get("/loggen/").content.decode()


def test_another_unit_of_work_begins_the_search_anew(cast: Any) -> None:
    reviewer, elsewhere = worker(cast, "r1", "log_reviewer"), worker(cast, "r2", "log_reviewer", unit="social")
    reads(cast.nurse, cast.adult)
    client = as_(reviewer)
    client.post("/loggen/", {"number": "19810101-2394"})
    sign_in(client, elsewhere)
    assert "Jonas Lind</" not in client.get("/loggen/").content.decode()


def test_the_directory_is_sent_looked_at_and_taken_in(cast: Any) -> None:
    from helhet.organisations.models import Unit

    Unit.objects.filter(pk=cast.units["psychiatry"]).update(hsa_id="SE0000000000-P")
    client = as_(worker(cast, "keeper", "directory_keeper"))
    body = HEAD + "SE0000000000-P;p1;Ann Ask;läkare;staff;care;2026-01-01;\n"
    answer = client.post("/katalogen/", {"file": SimpleUploadedFile("k.csv", body.encode())})
    assert answer.status_code == 303, answer.content.decode()
    here = answer.headers["Location"]
    assert "Ann Ask" in client.get(here).content.decode()
    assert not Assignment.objects.filter(user__subject="p1").exists()
    assert client.post(here, {}).status_code == 303
    assert Assignment.objects.filter(user__subject="p1", source="directory").exists()
    assert not DirectoryFile.objects.exists()
    assert [r.dry for r in DirectoryRun.objects.order_by("id")] == [True, False]
    assert client.get(here).status_code == 404
    faulty = client.post("/katalogen/", {"file": SimpleUploadedFile("k.csv", b"nonsense")}).headers["Location"]
    assert "Filen har ett fel" in client.get(faulty).content.decode()
    assert client.post(faulty, {}).status_code == 422


ROUTES = ("/enheten/", "/enheten/lagg-till/", "/enheten/stammer-det/", "/granskning/", "/loggen/", "/katalogen/")
MAY = {"manager": ROUTES[:5], "log_reviewer": ROUTES[3:5], "directory_keeper": ROUTES[5:], "staff": (),
       "reception": (), "coordinator": (), "archivist": (), "profile_keeper": ()}


@pytest.mark.parametrize("role", MAY)
def test_each_role_meets_only_its_own_pages(cast: Any, role: str) -> None:
    client = as_(worker(cast, "somebody", role))
    assert {r for r in ROUTES if client.get(r).status_code == 200} == set(MAY[role])
    assert all(client.get(r).status_code in (200, 404) for r in ROUTES)


def test_who_has_looked_is_read_and_printed_by_the_person(cast: Any) -> None:
    from helhet.people.tests.test_extract import at_home

    me = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    client = Client()
    sign_in(client, me)
    for path in ("/min-sip/vem-har-tittat/", "/min-sip/vem-har-tittat/utskrift/"):
        page = client.get(path).content.decode()
        assert "Jonas Lind" in page and "Psykiatriska mottagningen" in page and "Läste i SIP:en" in page
    assert client.get("/min-sip/vem-har-tittat/?sida=x").status_code == 404
    assert as_(cast.nurse).get("/min-sip/vem-har-tittat/").status_code == 404
