"""A time for the follow-up is found first, and the page of its call begins from it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.process.follow_up.tests import scenes
from helhet.process.invitation import actions, times
from helhet.process.invitation.models import TimeAsked, TimePoll
from helhet.process.invitation.rules.times import Fits, Proposed
from helhet.process.tests.cast import Cast, sign_in


@pytest.mark.django_db
def test_the_chosen_time_stands_on_the_page_of_the_call(client: Client, cast: Cast) -> None:
    case, by = scenes.in_force(cast), cast.social
    starts = clock.at(clock.today() + timedelta(days=9), 10, 30)
    actions.ask_times(case.ref, times=[Proposed(starts, starts + timedelta(hours=1), "room", "Stadshuset, rum 2")],
                      answer_by=clock.today() + timedelta(days=3), list_agreed_with_person=True, by=by)
    poll = TimePoll.objects.get(case=case)
    units = set(TimeAsked.objects.filter(poll=poll, unit__isnull=False).values_list("unit_id", flat=True))
    assert cast.unit("psychiatry") in units and cast.unit("social") not in units
    assert times.asked_of(cast.nurse, case.ref).open
    option = poll.options.get().ref
    person = TimeAsked.objects.get(poll=poll, kind="individual").ref
    actions.answer_times(case.ref, replies={option: Fits.FITS}, asked=person, by=by)
    assert actions.fix_time(case.ref, option=option, by=by).outcome == "to_call"
    assert times.chosen(case.pk) is not None
    sign_in(client, by)
    page = client.get(reverse("follow-up-call", args=[case.ref])).content.decode()
    assert 'value="10.30"' in page and "Stadshuset, rum 2" in page
