"""A follow-up on the screens: its own way through, what was said last time, and the plan it may change."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.process.case import door as cases
from helhet.process.follow_up.tests.scenes import call, done, in_force, opened
from helhet.process.live import screens
from helhet.process.live.actions import leading
from helhet.process.live.models import Parked
from helhet.process.meeting.models import Meeting
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


def test_what_nobody_answered_last_time_comes_along(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    last = clock.now() - timedelta(days=40)
    for text, answered in (("Vem ringer på lördag?", None), ("Får jag köra bil?", last)):
        Parked.objects.create(meeting=Meeting.objects.get(case=case), text=text, by_name="Lars", at=last,
                              answered_at=answered)
    case = opened(cast, call(cast, case))
    leading.start(case.ref, by=cast.social)
    sign_in(client, cast.social)
    for page in ("live-write", "live-sum-up"):
        shown = client.get(reverse(page, args=[case.ref])).content.decode()
        assert "Vem ringer på lördag? <span class=\"h-muted\">Lars, från förra mötet</span>" in shown
        assert "Får jag köra bil?" not in shown
    leading.answer_parked(case.ref, n=1, by=cast.social)
    assert "Vem ringer på lördag?" not in client.get(reverse("live-write", args=[case.ref])).content.decode()
