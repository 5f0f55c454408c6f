"""The pages of the call: what they lead to, what they keep, and whom they shut out."""

import re
from typing import Any

import pytest
from django.test import Client

from helhet.kit import clock, workdays
from helhet.people import actions as people
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.invitation import actions
from helhet.process.invitation.models import Answer, Call, Receiver
from helhet.process.invitation.rules import Reply
from helhet.process.invitation.tests.scenes import SAYS, called, fresh, kin, listed, planned, row, wanted
from helhet.process.tests.cast import Cast, sign_in

ONCE = "7e6ad4a3-5a5c-4a2a-9a55-0d3c64d3a111"


def as_(client: Client, actor: Any) -> Client:
    sign_in(client, actor)
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.rule("CALL-20", "CALL-08", "ATT-08", "ATT-09", "CALL-12", "CALL-21", "ATT-02", "CALL-06", "CH-21")
def test_from_the_list_to_the_sent_call(client: Client, cast: Cast) -> None:
    case = planned(cast)
    as_(client, cast.nurse)
    base = f"/sip/{case.ref}/kallelse/"
    assert "Listan är tom" in text(client.get(base))
    unit = client.get(f"{base}lagg-till/enhet/")
    assert "Mottagningsenheten" in text(unit) and "personen har samtyckt" in text(unit)
    assert "Vårdcentralen Solgärde" in text(unit)  # proposed: nobody there knows the person
    who = re.search(r'value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Mottagningsenheten', unit.content.decode())
    assert who
    form = {"who": who[1], "duty": "call", "why": "Känner ekonomin", "contribution": "Berätta", "spoken": "later",
            "wished_profession": "socialsekreterare"}
    added = client.post(f"{base}lagg-till/enhet/", form)
    assert added.status_code == 303
    assert "Prata med dem först" in text(client.get(base))
    listed_row = Receiver.objects.get(call__case=case)
    day = clock.today()
    changed = client.post(f"{base}mottagare/{listed_row.ref}/", {
        **form, "spoken": "yes", "spoken_on_day": day.day, "spoken_on_month": day.month, "spoken_on_year": day.year})
    assert changed.status_code == 303
    page = client.get(f"{base}skicka/")
    assert "Jonas Lind" in page.content.decode() and page.status_code == 200
    sent = client.post(f"{base}skicka/", {**SAYS, "kind": "new", "list_agreed_with_person": "on"})
    assert sent.status_code == 303
    assert fresh(case).state == State.CALLED
    assert "Vi väntar på: Mottagningsenheten" in text(client.get(base))


@pytest.mark.rule("PREP-10")
def test_a_refused_call_keeps_what_was_written(client: Client, cast: Cast) -> None:
    case = planned(cast)
    actions.prepare_list(case.ref, receivers=[wanted(cast, spoken_on=None)], by=cast.nurse)
    answer = as_(client, cast.nurse).post(
        f"/sip/{case.ref}/kallelse/skicka/", {**SAYS, "kind": "new", "list_agreed_with_person": "on"})
    assert answer.status_code == 422
    assert SAYS["purpose"] in answer.content.decode()
    assert "Prata med Mottagningsenheten" in text(answer)
    empty = client.post(f"/sip/{case.ref}/kallelse/skicka/", {**SAYS, "purpose": ""})
    assert empty.status_code == 422 and SAYS["questions"] in empty.content.decode()
    assert fresh(case).state == State.PREPARING


def test_two_clicks_send_once(client: Client, cast: Cast) -> None:
    case = listed(cast)
    form = {**SAYS, "kind": "new", "list_agreed_with_person": "on", "once": ONCE}
    as_(client, cast.nurse)
    answers = [client.post(f"/sip/{case.ref}/kallelse/skicka/", form) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert Call.objects.filter(case=case, sent_at__isnull=False).count() == 1


@pytest.mark.rule("CALL-03", "CALL-04")
def test_the_insurance_agency_reads_why_it_cannot_call(client: Client, cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    as_(client, cast.actors["fk"])
    page = client.get(f"/sip/{case.ref}/kallelse/skicka/")
    assert "Försäkringskassan kan inte kalla" in text(page) and "<textarea" not in page.content.decode()
    tried = client.post(f"/sip/{case.ref}/kallelse/skicka/", {**SAYS, "kind": "new", "list_agreed_with_person": "on"})
    assert tried.status_code == 422 and "Försäkringskassan kan inte kalla" in text(tried)
    assert SAYS["purpose"] in tried.content.decode()


@pytest.mark.rule("LAW-16", "ATT-03", "ATT-06")
def test_called_and_invited_read_two_different_things(client: Client, cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False), units=("social", "fk"))
    social = text(as_(client, cast.social).get(f"/sip/{case.ref}/kallelse/"))
    assert "Ni är kallade" in social and "Ni är inbjudna" not in social
    assert "Svara på kallelsen" in text(client.get(f"/sip/{case.ref}/kallelse/svara/"))
    fk = text(as_(client, cast.actors["fk"]).get(f"/sip/{case.ref}/kallelse/"))
    assert "Ni är inbjudna" in fk and "Ni är kallade" not in fk and "frivilligt" in fk


def test_the_answer_of_a_tired_person(client: Client, cast: Cast) -> None:
    case = called(cast)
    as_(client, cast.social)
    address = f"/sip/{case.ref}/kallelse/svara/"
    nothing = client.post(address, {"answer": "comes"})
    assert nothing.status_code == 422 and "Skriv vem som kommer" in text(nothing)
    me = client.post(address, {"answer": "comes", "who": str(cast.social.user_id), "once": ONCE})
    again = client.post(address, {"answer": "comes", "who": str(cast.social.user_id), "once": ONCE})
    assert me.status_code == again.status_code == 303
    assert Answer.objects.filter(receiver__call__case=case).count() == 1
    assert "Amina Berg" in text(as_(client, cast.nurse).get(f"/sip/{case.ref}/kallelse/"))


@pytest.mark.rule("ATT-04", "ATT-01")
def test_a_no_is_met_with_what_to_do(client: Client, cast: Cast) -> None:
    case = called(cast)
    as_(client, cast.social)
    address = f"/sip/{case.ref}/kallelse/svara/"
    unknown = client.post(address, {"answer": "hinder", "not_known": "on"})
    assert unknown.status_code == 422 and "även om ni inte känner personen" in text(unknown)
    bare = client.post(address, {"answer": "hinder"})
    assert bare.status_code == 422 and "någon från er ska komma" in text(bare)
    assert client.post(address, {"answer": "hinder", "other_time": "Efter tre"}).status_code == 303
    assert client.post(address, {"answer": "hinder", "substitute": "Bo Ek"}).status_code == 303
    shown = text(as_(client, cast.nurse).get(f"/sip/{case.ref}/kallelse/"))
    assert "ersättare kommer" in shown and "Bo Ek" in shown


def test_passing_on_by_the_pages(client: Client, cast: Cast) -> None:
    case = called(cast)
    as_(client, cast.social)
    assert client.post(f"/sip/{case.ref}/kallelse/svara/", {"answer": "not_us"}).url.endswith("/lamna-vidare/")
    page = client.get(f"/sip/{case.ref}/kallelse/lamna-vidare/?enhet=miss")
    found = re.findall(r'name="to_unit"[^>]*value="([0-9a-f-]{36})"', page.content.decode())
    assert len(found) == 1 and "Vårdcentralen" not in text(page)
    address = f"/sip/{case.ref}/kallelse/lamna-vidare/?enhet=miss"
    none = client.post(address, {"message": "Ring mig"})
    assert none.status_code == 422 and "Ring mig" in none.content.decode()
    assert client.post(address, {"to_unit": found[0], "asked_sender": "yes"}).status_code == 303


def test_a_forwarded_unit_knows_that_a_call_exists_and_nothing_more(client: Client, cast: Cast) -> None:
    case = called(cast)
    actions.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    as_(client, cast.stranger)
    page = client.get(f"/sip/{case.ref}/kallelse/mottagen/")
    shown = text(page)
    assert "Psykiatriska mottagningen" in shown and "Jonas Lind" in shown
    for secret in ("Lars", "Andersson", "198101012394", SAYS["purpose"], SAYS["questions"], "Vårdcentralen, rum 4"):
        assert secret not in page.content.decode()
    for address in ("kallelse/", "kallelse/svara/", "", "mote/"):
        assert client.get(f"/sip/{case.ref}/{address}").status_code == 404
    address = f"/sip/{case.ref}/kallelse/mottagen/"
    assert client.post(address, {"takes": "no"}).status_code == 422
    assert client.post(address, {"takes": "yes", "who_name": "Peter Ek"}).status_code == 303
    assert "frågar nu personen" in text(client.get(address))


def test_a_stranger_sees_nothing_anywhere(client: Client, cast: Cast) -> None:
    case = called(cast)
    theirs = row(case, cast.unit("social")).ref
    as_(client, cast.stranger)
    for page in ("", "lagg-till/enhet/", f"mottagare/{theirs}/", "skicka/", "svara/", f"svara/{theirs}/",
                 "lamna-vidare/", "mottagen/", "utskrift/", f"utskrift/{theirs}/", "ta-bort/", "lamnad/"):
        address = f"/sip/{case.ref}/kallelse/{page}"
        assert client.get(address).status_code == 404, page
        assert client.post(address, {"answer": "comes"}).status_code == 404, page


def _letter(client: Client, case: Case, receiver: Any = None) -> Any:
    return client.get(f"/sip/{case.ref}/kallelse/utskrift/" + (f"{receiver}/" if receiver else ""))


@pytest.mark.rule("CALL-19", "LAW-16", "CALL-12")
def test_the_two_letters_and_the_persons_own(client: Client, cast: Cast) -> None:
    mother = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Greta Andersson", label="mamma",
                                 participation=True, phone="070-123", by=cast.nurse)
    people.set_contact(individual=cast.adult, by=cast.nurse, phone="0303-111 22")
    case = called(cast, kin(mother))
    Call.objects.update(comment="Ring på klockan")
    as_(client, cast.nurse)
    call = _letter(client, case, row(case, cast.unit("social")).ref)
    invitation = _letter(client, case, Receiver.objects.get(relation_id=mother).ref)
    for page in (call, invitation):
        html = page.content.decode()
        for words in ("Ny SIP", "19810101-2394", "Lars Andersson", "0303-111\u00a022", "kl. 14.00",
                      "Vårdcentralen, rum 4", "Ring på klockan", "Mottagningsenheten", "Greta Andersson",
                      SAYS["purpose"], SAYS["questions"], "Jonas Lind", "0303-23\u00a080\u00a010", "Välkommen!",
                      "bilaga 3", "Att kunna ha kvar gården"):
            assert words in html, words
    assert "Kallelse till SIP-möte" in text(call) and "Någon från er ska komma" in text(call)
    assert "ersättare" in text(call) and "Ni känner Lars ekonomi" in text(call)
    assert "Inbjudan till SIP-möte" in text(invitation) and "frivilligt" in text(invitation)
    assert "ska komma" not in text(invitation)
    own = _letter(client, case)
    assert "Ditt SIP-möte" in text(own) and "Ni känner Lars ekonomi" in text(own)


@pytest.mark.rule("PART-04")
def test_no_letter_to_one_who_must_not_know(client: Client, cast: Cast) -> None:
    brother = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Bror Andersson",
                                  participation=True, by=cast.nurse)
    case = called(cast, kin(brother))
    ref = Receiver.objects.get(relation_id=brother).ref
    as_(client, cast.nurse)
    assert _letter(client, case, ref).status_code == 200
    people.mark_must_not_know(relation=brother, by=cast.nurse)
    assert _letter(client, case, ref).status_code == 404
    assert "Bror" not in text(as_(client, cast.social).get(f"/sip/{case.ref}/kallelse/"))
    join = as_(client, cast.nurse).get(f"/sip/{case.ref}/deltagare/lagg-till/nara/")
    assert "Bror" not in text(join)
    from helhet.kit.refusals import Refused

    with pytest.raises(Refused) as refused:
        actions.participant_add(case.ref, wanted=kin(brother), list_agreed_with_person=True, by=cast.nurse)
    assert refused.value.rules == ("PART-04",)


def test_one_receiver_does_not_read_anothers_letter_or_words(client: Client, cast: Cast) -> None:
    case = called(cast, wanted(cast, "fk", duty=False, why="Hemligt skäl"), units=("social", "fk"))
    actions.answer(case.ref, answer=Reply.OTHER_TIME, message="Vi har semester då", by=cast.actors["fk"])
    as_(client, cast.social)
    shown = text(client.get(f"/sip/{case.ref}/kallelse/"))
    assert "Försäkringskassan Kungälv" in shown and "Hemligt skäl" not in shown and "semester" not in shown
    assert _letter(client, case, row(case, cast.unit("fk")).ref).status_code == 404
    assert _letter(client, case, row(case, cast.unit("social")).ref).status_code == 200
    assert _letter(client, case).status_code == 404


def test_papers_are_ticked_off(client: Client, cast: Cast) -> None:
    case = called(cast)
    as_(client, cast.nurse)
    assert client.post(f"/sip/{case.ref}/kallelse/lamnad/", {"once": ONCE}).status_code == 303
    assert "lämnad" in text(client.get(f"/sip/{case.ref}/kallelse/"))
    assert client.get(f"/sip/{case.ref}/kallelse/lamnad/").status_code == 404


def test_joining_and_leaving_by_the_pages(client: Client, cast: Cast) -> None:
    case = called(cast, units=("social", "school"))
    as_(client, cast.nurse)
    page = client.get(f"/sip/{case.ref}/deltagare/lagg-till/enhet/?enhet=Ytterby").content.decode()
    school = re.search(r'value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Ytterbyskolans', page)
    assert school
    form = {"who": school[1], "duty": "call", "why": "Skolan", "contribution": "Frånvaro", "spoken": "no",
            "not_spoken_why": "Ingen svarar"}
    address = f"/sip/{case.ref}/deltagare/lagg-till/enhet/?enhet=Ytterby"
    assert client.post(address, form).status_code == 422
    assert client.post(address, {**form, "list_agreed_with_person": "on"}).status_code == 303
    people_ = {p.unit_id: p.ref for p in fresh(case).participants.all()}
    leaving = f"/sip/{case.ref}/deltagare/{people_[cast.unit('school')]}/lamnar/"
    assert client.post(leaving, {"reason": ""}).status_code == 422
    assert client.post(leaving, {"reason": "Slutat"}).status_code == 303
    away = f"/sip/{case.ref}/deltagare/{people_[cast.unit('social')]}/inte-med/"
    assert client.get(away).status_code == 200
    assert client.post(away, {"agreed_with_person": "on"}).status_code == 303
    assert as_(client, cast.social).get(f"/sip/{case.ref}/kallelse/").status_code == 404


def test_queries_do_not_grow_with_receivers(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    keys = ("social", "school", "fk", "health_centre", "home_care")
    case = called(cast, *(wanted(cast, k, duty=k != "fk") for k in keys[1:]), units=keys)
    as_(client, cast.nurse)
    client.get(f"/sip/{case.ref}/kallelse/")
    with django_assert_max_num_queries(55):
        client.get(f"/sip/{case.ref}/kallelse/")
    assert workdays.after(clock.today(), 5) == Call.objects.get(case=case).answer_by
