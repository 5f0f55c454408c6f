"""The papers that rooms lead to: the same sheet as page and as a file that can be listened to, at the old addresses."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from helhet.audit.models import AuditEvent
from helhet.people import actions as people
from helhet.process.case.models import Case
from helhet.process.closing import actions as closing_actions
from helhet.process.consent.tests import scenes
from helhet.process.follow_up.tests.scenes import call, done, followed, fresh, in_force
from helhet.process.invitation.models import Receiver
from helhet.process.invitation.tests.scenes import called, kin, row
from helhet.process.papers.tests.judging import faults
from helhet.process.papers.tests.reading import lacking
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
EASY = "?svenska=latt"


def get(client: Client, name: str, *args: Any, easy: bool = False, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args) + (EASY if easy else ""))
    assert answer.status_code == status, (name, answer.status_code)
    return html.unescape(answer.content.decode())


def invited(cast: Cast) -> tuple[Case, int]:
    mother = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Greta Andersson", label="mamma",
                                 participation=True, by=cast.nurse)
    return called(cast, kin(mother)), mother


@pytest.mark.rule("CALL-19", "CALL-20", "CALL-21", "CALL-08", "CALL-06")
@pytest.mark.parametrize("easy", [False, True])
def test_the_letters_of_the_call(client: Client, cast: Cast, easy: bool) -> None:
    case, mother = invited(cast)
    sign_in(client, cast.nurse)
    theirs = get(client, "invitation-letter", case.ref, row(case, cast.unit("social")).ref, easy=easy)
    assert lacking("kallelse", theirs) == [] and "regel CALL-18" in theirs
    kins = get(client, "invitation-letter", case.ref, Receiver.objects.get(relation_id=mother).ref, easy=easy)
    assert lacking("inbjudan", kins) == [] and "ska komma till mötet" not in kins
    own = get(client, "invitation-print", case.ref, easy=easy)
    assert lacking("inbjudan", own) == [] and "Ditt SIP-möte" in own and ("Det heter SIP" in own) == easy


@pytest.mark.rule("CON-08")
@pytest.mark.parametrize("easy", [False, True])
def test_the_consent_filled_and_made_ready(client: Client, cast: Cast, easy: bool) -> None:
    case = scenes.prepared(cast, not_agreed="Tiden på avdelningen")
    sign_in(client, cast.nurse)
    assert lacking("samtycke", get(client, "consent-print", case.ref, easy=easy)) == []
    ready = get(client, "consent-print-blank", case.ref, easy=easy)
    assert lacking("samtycke", ready) == [] and "Lars Andersson" in ready and "Tiden på avdelningen" not in ready
    assert AuditEvent.objects.filter(event="consent.printed").count() == 2


def test_one_who_is_called_gets_the_form_and_nothing_that_was_answered(client: Client, cast: Cast) -> None:
    case = scenes.called(cast, not_agreed="Tiden på avdelningen", obtained_how="I köket")
    sign_in(client, cast.social)
    shown = get(client, "consent-print", case.ref)
    assert "(ringa in)" in shown and "I köket" not in shown and "Tiden på avdelningen" not in shown
    assert "Här finns inget att skriva ut för er än" in get(client, "paper", case.ref, "samtycke")


@pytest.mark.parametrize("easy", [False, True])
def test_each_paper_is_a_file_that_can_be_listened_to(client: Client, cast: Cast, easy: bool) -> None:
    case, _mother = invited(cast)
    sign_in(client, cast.nurse)
    for code in ("samtycke", "kallelse", "inbjudan", "checklista"):
        answer = client.get(reverse("paper-pdf", args=[case.ref, code]) + (EASY if easy else ""))
        assert answer.content.startswith(b"%PDF-") and faults(answer.content) == [], code


def test_the_follow_up_and_the_last_letter_are_files_too(client: Client, cast: Cast) -> None:
    sign_in(client, cast.social)
    case = call(cast, in_force(cast))
    assert faults(client.get(reverse("paper-pdf", args=[case.ref, "uppfoljning"])).content) == []


@pytest.mark.rule("CLOSE-07", "CLOSE-10")
def test_the_record_and_the_letter_after_the_ending(client: Client, cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    sign_in(client, cast.social)
    assert lacking("uppfoljning", get(client, "paper", case.ref, "uppfoljning")) == []
    get(client, "closing-letter", case.ref, status=404)
    closing_actions.close(case.ref, ground="goals_met", where_to_turn="Amina Berg", by=cast.social)
    assert lacking("avslut", get(client, "closing-letter", fresh(case).ref)) == []
    assert faults(client.get(reverse("paper-pdf", args=[case.ref, "avslut"])).content) == []
    sign_in(client, cast.stranger)
    get(client, "closing-letter", case.ref, status=404)
