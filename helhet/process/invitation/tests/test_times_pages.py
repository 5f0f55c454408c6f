"""The pages of finding a time: what they lead to, what they keep, and whom they shut out."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor, person
from helhet.kit import clock
from helhet.people import actions as people
from helhet.process.case.rules import State
from helhet.process.invitation import actions
from helhet.process.invitation.models import TimeAnswer, TimeAsked, TimePoll
from helhet.process.invitation.rules.times import Fits
from helhet.process.invitation.tests.scenes import called, fresh, wanted
from helhet.process.invitation.tests.test_pages import as_, text
from helhet.process.invitation.tests.test_times import ask, options, proposed, ready, says
from helhet.process.tests.cast import Cast

pytestmark = pytest.mark.django_db


def form(*days: int, **changes: Any) -> dict[str, Any]:
    """What one types on the page that proposes times."""
    by = clock.today() + timedelta(days=3)
    data: dict[str, Any] = {"length": "75", "how": "room", "place": "Stadshuset, rum 2", "answer_by_day": by.day,
                            "answer_by_month": by.month, "answer_by_year": by.year,
                            "list_agreed_with_person": "on"}
    for n, ahead in enumerate(days, 1):
        day = clock.today() + timedelta(days=ahead)
        data |= {f"day_{n}_day": day.day, f"day_{n}_month": day.month, f"day_{n}_year": day.year,
                 f"starts_{n}": "14.00"}
    return data | changes


def the_person(cast: Cast) -> Actor:
    user = access.add_user(kind="individual", name="Lars Andersson", issuer="test", subject="lars")
    people.link_sign_in(user=user, individual=cast.adult, by=cast.nurse)
    card = access_door.user_named("test", "lars")
    found = person(card.ref, None) if card else None
    assert found is not None
    return found


@pytest.mark.rule("CALL-14")
def test_from_the_question_to_the_sent_call(client: Client, cast: Cast) -> None:
    case = ready(cast)
    base = f"/sip/{case.ref}/kallelse/tider/"
    as_(client, cast.nurse)
    assert "Ingen har fått frågan än" in text(client.get(base))
    assert "högst" not in text(client.get(f"{base}foresla/"))
    asked = client.post(f"{base}foresla/", form(9, 11))
    assert asked.status_code == 303 and asked["Location"] == base
    assert "har inte svarat" in text(client.get(base))
    # The unit that is asked reads its own page, and says what suits
    unit = as_(client, cast.social).get(f"{base}svara/")
    assert "Lars Andersson" in text(unit) and "Stadshuset, rum 2" in text(unit)
    names = [f"t_{o.hex}" for o in options(case)]
    half = client.post(f"{base}svara/", {names[0]: "fits"})
    assert half.status_code == 422 and "Svara om tiden passar" in text(half)
    assert client.post(f"{base}svara/", {names[0]: "no", names[1]: "fits"}).status_code == 303
    # The person says it at their own door
    lars = as_(Client(), the_person(cast))
    own = lars.get(f"/min-sip/{case.ref}/tider/")
    assert "Vad du säger om tiderna väger tyngst" in text(own)
    assert "Svara vilka tider som passar" in text(lars.get("/min-sip/"))
    assert lars.post(f"/min-sip/{case.ref}/tider/", {names[0]: "if_needed", names[1]: "fits"}).status_code == 303
    # The convener sees the best first, and one click is enough
    page = text(as_(client, cast.nurse).get(base))
    assert "Alla har svarat." in page and "alla kan" in page and "Lars: passar" in page
    assert page.index("alla kan") < page.index("Passar inte: Mottagningsenheten")
    fixed = client.post(f"{base}bestam/", {"option": str(options(case)[1])})
    assert fixed.status_code == 303 and fixed["Location"] == f"/sip/{case.ref}/kallelse/"
    assert fresh(case).state == State.CALLED
    assert "Tiden är bestämd" in text(as_(client, cast.social).get(f"{base}svara/"))


@pytest.mark.rule("CALL-16")
def test_what_a_choice_lacks_is_asked_for_and_nothing_is_booked(client: Client, cast: Cast) -> None:
    case = ready(cast, discovered=15)
    ask(case, cast.nurse, proposed(10))
    as_(client, cast.nurse)
    base = f"/sip/{case.ref}/kallelse/tider/"
    assert "behöver ett skäl" in text(client.get(base))
    lacks = client.post(f"{base}bestam/", {"option": str(options(case)[0])})
    assert lacks.status_code == 422
    assert "reason_for_time" in lacks.content.decode() and "agreed_how" in lacks.content.decode()
    assert TimePoll.objects.get(case=case).closed_at is None
    whole = {"option": str(options(case)[0]), "reason_for_time": "Lars var sjuk", "agreed_how": "Vi ringer honom"}
    assert client.post(f"{base}bestam/", whole).status_code == 303
    assert client.get(f"{base}bestam/").status_code == 303


def test_a_booked_meeting_without_a_whole_call_leads_to_what_is_missing(client: Client, cast: Cast) -> None:
    case = ready(cast, written=False)
    ask(case, cast.nurse)
    asked = TimeAsked.objects.get(poll__case=case, kind="individual").ref
    says(case, cast.nurse, Fits.FITS, Fits.FITS, asked=asked)
    as_(client, cast.nurse)
    done = client.post(f"/sip/{case.ref}/kallelse/tider/bestam/", {"option": str(options(case)[0])})
    assert done.status_code == 303 and done["Location"].endswith("/kallelse/skicka/")
    shown = text(client.get(done["Location"]))
    assert "Kallelsen är inte skickad än" in shown and "Skriv varför ni ska träffas" in shown


def test_a_question_that_lacks_something_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    case = ready(cast)
    as_(client, cast.nurse)
    address = f"/sip/{case.ref}/kallelse/tider/foresla/"
    wrong = client.post(address, form(9, starts_1="", place="Stadshuset, rum 2"))
    assert wrong.status_code == 422 and "Stadshuset, rum 2" in wrong.content.decode()
    assert "Skriv vilken tid mötet börjar" in text(wrong)
    nothing = client.post(address, form())
    assert nothing.status_code == 422 and "Föreslå minst en tid" in text(nothing)
    past = client.post(address, form(9, answer_by_year=clock.today().year - 1))
    assert past.status_code == 422 and "redan varit" in text(past)
    screen = client.post(address, form(9, how="digital", place=""))
    assert screen.status_code == 422 and "inte sagt ja till möte på skärm" in text(screen)
    many = form(*range(9, 17))
    assert client.post(address, many).status_code == 303
    assert TimePoll.objects.get(case=case).options.count() == 8


def test_the_convener_notes_what_somebody_said_and_takes_the_question_back(client: Client, cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    as_(client, cast.nurse)
    base = f"/sip/{case.ref}/kallelse/tider/"
    asked = TimeAsked.objects.get(poll__case=case, kind="individual").ref
    names = [f"t_{o.hex}" for o in options(case)]
    assert "Vad säger Lars om tiderna?" in text(client.get(f"{base}svara/{asked}/"))
    assert client.post(f"{base}svara/{asked}/", dict.fromkeys(names, "fits")).status_code == 303
    assert TimeAnswer.objects.filter(asked__ref=asked, by_name="Jonas Lind").count() == 2
    assert client.post(f"{base}ta-tillbaka/", {}).status_code == 303
    assert "Frågan togs tillbaka" in text(client.get(base))
    assert "Frågan är stängd" in text(as_(client, cast.social).get(f"{base}svara/"))


def test_two_clicks_choose_once(client: Client, cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    asked = TimeAsked.objects.get(poll__case=case, kind="individual").ref
    says(case, cast.nurse, Fits.FITS, Fits.FITS, asked=asked)
    as_(client, cast.nurse)
    click = {"option": str(options(case)[0]), "once": "7e6ad4a3-5a5c-4a2a-9a55-0d3c64d3a112"}
    answers = [client.post(f"/sip/{case.ref}/kallelse/tider/bestam/", click) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]


def test_nobody_else_finds_the_question(client: Client, cast: Cast) -> None:
    case = ready(cast, wanted(cast, "school"))  # the school is on the list, and not in the consent
    ask(case, cast.nurse)
    base = f"/sip/{case.ref}/kallelse/tider/"
    asked = TimeAsked.objects.get(poll__case=case, unit_id=cast.unit("social")).ref
    for actor in (cast.stranger, cast.actors["school"], cast.social):
        as_(client, actor)
        for page in ("", "foresla/", f"svara/{asked}/", "bestam/", "ta-tillbaka/"):
            assert client.post(f"{base}{page}", {"option": str(options(case)[0])}).status_code in (404, 405), page
        if actor is not cast.social:
            assert client.get(f"{base}svara/").status_code == 404
    assert as_(Client(), the_person(cast)).get(base).status_code == 404


def test_a_unit_reads_nothing_of_the_others(client: Client, cast: Cast) -> None:
    case = ready(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    ask(case, cast.nurse)
    says(case, cast.actors["fk"], Fits.NO, Fits.NO)
    shown = text(as_(client, cast.social).get(f"/sip/{case.ref}/kallelse/tider/svara/"))
    assert "Försäkringskassan" not in shown and "Ingen ser helheten" not in shown
    # and before the call the question opens nothing else
    for page in ("", "mote/", "kallelse/", "kartlaggning/"):
        assert client.get(f"/sip/{case.ref}/{page}").status_code == 404, page


def test_names_stand_in_no_list_before_the_call(client: Client, cast: Cast) -> None:
    case = ready(cast)
    ask(case, cast.nurse)
    home = text(as_(client, cast.social).get("/"))
    assert "Svara vilka mötestider som passar" in home and "Lars" not in home
    inbox = text(client.get(reverse("inbox")))
    assert "Ni får frågan vilka mötestider som passar" in inbox and "Lars" not in inbox


def test_a_passed_on_call_names_nobody_in_any_list(client: Client, cast: Cast) -> None:
    case = called(cast)
    actions.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    as_(client, cast.stranger)
    for page in (reverse("home"), reverse("inbox"), reverse("cases")):
        shown = text(client.get(page))
        assert "Lars" not in shown and "Andersson" not in shown, page


@pytest.mark.rule("CALL-18")
def test_a_substitute_for_the_one_who_was_named(client: Client, cast: Cast) -> None:
    case = called(cast)
    actions.answer(case.ref, answer="comes", who_name="Amina Berg", by=cast.social)
    as_(client, cast.social)
    address = f"/sip/{case.ref}/kallelse/svara/"
    assert "Ni har svarat att Amina Berg kommer" in text(client.get(address))
    same = client.post(address, {"answer": "hinder", "substitute": "Amina Berg"})
    assert same.status_code == 422 and "Skriv den som kommer i stället" in text(same)
    assert client.post(address, {"answer": "hinder", "substitute": "Bo Ek"}).status_code == 303
    shown = text(as_(client, cast.nurse).get(f"/sip/{case.ref}/kallelse/"))
    assert "Bo Ek" in shown and "i stället för Amina Berg" in shown


@pytest.mark.rule("CALL-17")
def test_the_sender_sees_how_long_nobody_has_answered_and_whom_to_ring(client: Client, cast: Cast) -> None:
    with clock.travel(clock.now() - timedelta(days=12)):
        case = called(cast, days=30)
    shown = as_(client, cast.nurse).get(f"/sip/{case.ref}/kallelse/")
    assert re.search(r"inget svar, \d+ dagar sent", text(shown)) and "Ring dem som inte har svarat" in text(shown)
    assert 'href="tel:0303-238000"' in shown.content.decode()


def test_questions_do_not_grow_with_who_is_asked(client: Client, cast: Cast) -> None:
    keys = ("social", "school", "fk", "health_centre", "home_care")
    small = ready(cast, individual=cast.elder)
    ask(small, cast.nurse, proposed(9))
    large = ready(cast, *(wanted(cast, k, duty=k != "fk") for k in keys[1:]), units=keys)
    ask(large, cast.nurse, *(proposed(9 + n) for n in range(8)))
    for case in (small, large):
        for key in keys:
            if times_row(case, cast.unit(key)):
                says(case, cast.actors[key], *[Fits.FITS] * len(options(case)))
    for by, page in ((cast.nurse, ""), (cast.social, "svara/")):
        as_(client, by)
        few, many = (counted(client, f"/sip/{case.ref}/kallelse/tider/{page}") for case in (small, large))
        assert many <= few <= 40, page


def times_row(case: Any, unit: int) -> bool:
    return TimeAsked.objects.filter(poll__case=case, unit_id=unit).exists()


def counted(client: Client, page: str) -> int:
    """Questions of the second look."""
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)
