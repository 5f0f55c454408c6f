"""Whose ages hold: those of the case's profile, and where no case is at hand those of the person's cases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations import door as organisations
from helhet.people import actions as people
from helhet.people import door as persons
from helhet.people import extract
from helhet.people.models import Individual
from helhet.people.rules import birthday
from helhet.process.case import actions, door
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent.tests import scenes
from helhet.process.tests.cast import Cast, _worker, sign_in
from helhet.rulebook import actions as rulebook
from helhet.rulebook import door as profiles
from helhet.rulebook.changes import Wish

BORN = date(2011, 2, 25)


@pytest.fixture
def other(cast: Cast) -> int:
    """The id of a region's own profile where the ages are 12 and 16."""
    keeper = _worker("keeper", cast.units["health_centre"], "other", "profile_keeper")
    wishes = {"name": Wish("Halland"), "counties": Wish(["13"]), "guardian_insight_age": Wish(12),
              "own_voice_age": Wish(16)}
    return profiles.current(rulebook.make(base="NAT", wishes=wishes, by=keeper))[0]


@pytest.fixture
def mother(cast: Cast) -> Actor:
    with clock.travel(_midnight(11)):
        relation = people.add_relation(individual=cast.child, kind="guardian", name="Mamma", insight=True, consent=True,
                                       participation=True, by=cast.nurse)
    return Actor(user_id=None, user_ref=uuid4(), name="Mamma", kind="relation", purpose="relation",
                 individual_id=cast.child, relation_id=relation)


def _midnight(age: int) -> clock.datetime:
    return clock.at(birthday(BORN, age), 0)


def _case(cast: Cast, version: int | None = None) -> Case:
    with transaction.atomic():
        case = actions.start(individual=cast.child, verb="need.notice", to=State.NOTICED, by=cast.nurse)
        if version:
            case.profile_version_id = version
            case.save(update_fields=["profile_version"])
    return case


def _reads(by: Actor, case: Case) -> bool:
    try:
        with door.visit(by, case.ref) as v:
            return v.take(Kind.NEED)
    except NotThere:
        return False


def test_a_guardian_reads_until_midnight_of_the_age_of_the_cases_profile(
    cast: Cast, mother: Actor, other: int
) -> None:
    usual, early = _case(cast), _case(cast, other)
    eve, seen = timedelta(minutes=1), {}
    for age in (12, 13, 18):
        for moment in (_midnight(age) - eve, _midnight(age)):
            with clock.travel(moment):
                seen[moment] = (_reads(mother, early), _reads(mother, usual))
    assert list(seen.values()) == [(True, True), (False, True), (False, True), (False, False), (False, False),
                                   (False, False)]


def test_what_is_agreed_and_written_down_goes_before_every_age_but_eighteen(cast: Cast, mother: Actor) -> None:
    case = _case(cast)
    people.decide_insight(relation=mother.relation_id or 0, insight=True, basis="Bedömt med Alex", by=cast.nurse)
    for age, reads in ((13, True), (15, True), (18, False)):
        with clock.travel(_midnight(age)):
            assert _reads(mother, case) is reads


def test_the_list_names_only_the_cases_that_are_read(cast: Cast, mother: Actor, other: int) -> None:
    usual, early = _case(cast), _case(cast, other)
    with clock.travel(_midnight(12) - timedelta(minutes=1)):
        assert {ref for ref, _at in door.cases_of(mother, cast.child)} == {usual.ref, early.ref}
    with clock.travel(_midnight(12)):
        assert [ref for ref, _at in door.cases_of(mother, cast.child)] == [usual.ref]
    with clock.travel(_midnight(13)), pytest.raises(NotThere):
        door.cases_of(mother, cast.child)


def test_without_a_case_it_is_the_countrys(cast: Cast, mother: Actor) -> None:
    with clock.travel(_midnight(13) - timedelta(minutes=1)):
        assert door.cases_of(mother, cast.child) == ()
    with clock.travel(_midnight(13)), pytest.raises(NotThere):
        door.cases_of(mother, cast.child)


def test_the_whole_log_is_shown_only_where_every_case_is(cast: Cast, mother: Actor, other: int) -> None:
    _case(cast)
    with clock.travel(_midnight(12)):
        assert not extract.extract(mother).own
    _case(cast, other)
    with clock.travel(_midnight(12) - timedelta(minutes=1)):
        assert not extract.extract(mother).own
    with clock.travel(_midnight(12)), pytest.raises(NotThere):
        extract.extract(mother)


def test_a_notice_goes_to_whoever_reads_in_some_case(cast: Cast, mother: Actor, other: int) -> None:
    usual, early = _case(cast), _case(cast, other)
    day = birthday(BORN, 12)
    for case, told in ((usual, {mother.relation_id}), (early, set())):
        with transaction.atomic():
            ages = profiles.profile(case.profile_version_id)
            assert persons.near_who_read(cast.child, Kind.NEED, day, ages) == told
    found = persons.relation_of(mother, cast.child, day)
    assert found is not None and found.kinds


def test_the_persons_page_asks_by_age(cast: Cast, client: Client, mother: Actor) -> None:
    _case(cast)
    sign_in(client, cast.nurse)
    page = reverse("person", args=[Individual.objects.get(pk=cast.child).ref])

    def says(born: date) -> str:
        Individual.objects.filter(pk=cast.child).update(born=born)
        return client.get(page).content.decode()

    today = clock.today()
    for age, words in ((12, None), (13, "har fyllt 13 år"), (15, "har fyllt 15 år")):
        body = says(date(today.year - age, today.month, min(today.day, 28)))
        assert (words or "har fyllt") in body if words else "har fyllt" not in body
        assert ("läser inte" in body) is bool(words)
        assert ("Fråga alltid Alex själv" in body) is (age == 15)
    assert "har fyllt" not in says(date(today.year - 18, today.month, min(today.day, 28)))


def test_who_is_written_in_is_asked_by_the_age_of_the_units_county(cast: Cast) -> None:
    with clock.travel(_midnight(13)), pytest.raises(Refused) as refused:
        people.add_relation(individual=cast.child, kind="guardian", name="Pappa", insight=True, by=cast.nurse)
    assert refused.value.refusals[0].field == "insight_basis"


def test_the_form_of_a_consent_says_that_the_young_person_is_asked(cast: Cast, client: Client, mother: Actor) -> None:
    case = scenes.started(cast, cast.child)
    sign_in(client, cast.nurse)
    unit = organisations.unit_by_id(cast.unit("social")).ref
    body = client.get(f"{reverse('consent-record', args=[case.ref])}?enhet={unit}").content.decode()
    assert "Vad säger Alex själv?" in body and "Alex har fyllt 15 år." in body and 'data-rule="CH-02"' in body
    Individual.objects.filter(pk=cast.child).update(born=clock.today() - timedelta(days=14 * 365))
    body = client.get(f"{reverse('consent-record', args=[case.ref])}?enhet={unit}").content.decode()
    assert "Vad säger barnet eller den unga?" in body and "har fyllt" not in body
