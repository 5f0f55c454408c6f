"""A follow-up on the screens: its own way through, what was said last time, and the plan it may change."""

import pytest
from django.test import Client
from django.urls import reverse

from helhet.process.case import door as cases
from helhet.process.follow_up.tests.scenes import call, done, in_force, opened
from helhet.process.live import screens
from helhet.process.live.actions import leading
from helhet.process.plan.models import Draft
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.rule("MEET-21", "MEET-16")
def test_a_follow_up_goes_through_what_was_said_and_what_has_come_of_it(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    case = opened(cast, call(cast, case))
    leading.start(case.ref, by=cast.social)
    with cases.visit(cast.social, case.ref) as v:
        shown = screens.screen(v)
    assert shown is not None
    assert shown.follows_up
    assert [str(p.title) for p in shown.going.parts] == [
        "Ramar", "Förra gången", "Vad har hänt", "Vad är kvar", "Nya behov", "Avslutning"]
    assert shown.agenda == shown.profile.follow_up_agenda
    assert shown.before is not None  # the plan as it was established, beside the one that is written
    assert shown.content is not None
    assert shown.content.sub_goals == shown.before.content.sub_goals
    leading.turn_to(case.ref, part="hant", by=cast.social)
    sign_in(client, cast.social)
    page = client.get(reverse("live-big", args=[case.ref])).content.decode()
    assert "Ett delmål i taget: blev det som vi sa, och hjälpte det?" in page
    assert shown.content.sub_goals[0].title in page
    ends = client.get(reverse("live-sum-up", args=[case.ref])).content.decode()
    assert reverse("follow-up-record", args=[case.ref]) in ends
    assert "Upprätta planen" not in ends
    assert Draft.objects.filter(case=case, closed_at=None).count() == 1
    # And what was written on the screens does not stand in the way of writing the follow-up down.
    done(case, cast.social)
    assert client.get(reverse("live-big", args=[case.ref])).content.decode().count("Mötet är slut. Tack!") == 1
