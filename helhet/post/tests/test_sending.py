"""From what has happened to what arrives: opted in, folded, tried, and never a word too much."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from helhet.access.actor import system
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.post import actions, owners, sending
from helhet.post.models import Captured, Outbox, Waiting, Way
from helhet.post.owners import Owner
from helhet.post.tests.receivers import Receiver

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 3, 10, 9, tzinfo=clock.STOCKHOLM)  # a Wednesday


def all_tried() -> None:
    for outbox in Outbox.objects.filter(state="waiting").values_list("pk", flat=True):
        sending.attempt(outbox)


def opted_in(owner: Owner, by: Any, channel: str = "mail", address: str = "nils@post.example", **habits: Any) -> Way:
    """A way that is confirmed, with its code out of the way."""
    ref = actions.add(owner=owner, channel=channel, address=address, by=by)
    way = Way.objects.get(ref=ref)
    actions.confirm(owner=owner, ref=ref, code=way.code, by=by)
    Outbox.objects.filter(way=way).delete()
    Way.objects.filter(pk=way.pk).update(**habits)
    return Way.objects.get(ref=ref)


def told_later(hours: float = 0, days: int = 0) -> Any:
    """What the worker does that much after the morning."""
    with clock.travel(MORNING + timedelta(days=days, hours=hours)):
        sending.fold()
        all_tried()


def test_nobody_is_told_who_has_not_asked(cast: Any, mail: Receiver) -> None:
    actions.news("unit", cast.unit("psychiatry"), at_once=True)
    assert not Waiting.objects.exists()


def test_nobody_is_told_before_the_code_is_back(cast: Any, mail: Receiver) -> None:
    owner = owners.own(cast.nurse)
    ref = actions.add(owner=owner, channel="mail", address="nils@post.example", by=cast.nurse)
    all_tried()
    assert len(mail.got) == 1 and "Din kod" in mail.said
    actions.news("unit", cast.unit("psychiatry"), at_once=True)
    assert not Waiting.objects.exists()
    actions.guess(owner=owner, ref=ref)
    with pytest.raises(Refused):
        actions.confirm(owner=owner, ref=ref, code="no", by=cast.nurse)
    actions.confirm(owner=owner, ref=ref, code=mail.code, by=cast.nurse)
    actions.news("unit", cast.unit("psychiatry"), at_once=True)
    assert Waiting.objects.count() == 1


def test_a_code_is_not_guessed(cast: Any) -> None:
    owner = owners.own(cast.nurse)
    ref = actions.add(owner=owner, channel="mail", address="nils@post.example", by=cast.nurse)
    for _ in range(6):
        actions.guess(owner=owner, ref=ref)
    with pytest.raises(Refused, match="Be om en ny"):
        actions.confirm(owner=owner, ref=ref, code=Way.objects.get(ref=ref).code, by=cast.nurse)


def test_a_digest_goes_once_a_day_however_much_has_happened(cast: Any, mail: Receiver) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse)
        for _ in range(40):
            actions.news("unit", cast.unit("psychiatry"), at_once=False)
    told_later(hours=3)
    assert mail.got == []
    told_later(days=1)
    told_later(days=1, hours=5)
    assert len(mail.got) == 1
    assert Outbox.objects.get().covers == 40 and not Waiting.objects.exists()


def test_what_cannot_wait_goes_at_once_to_unit_and_staff_and_no_word_too_much(
    cast: Any, mail: Receiver, sms: Receiver
) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse, "sms", "070-174 06 51")
        opted_in(owners.of_unit(cast.nurse), cast.nurse, "mail", "enheten@post.example")
        opted_in(owners.own(cast.social), cast.social, "mail", "annan@post.example")
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    told_later()
    assert [g.to for g in mail.got] == ["enheten@post.example"]
    assert [g.to for g in sms.got] == ["+46701740651"]
    assert "Ni har något att läsa" in mail.said
    for word in (cast.nurse.name, cast.nurse.unit_name, "psykiatri", "SIP", "198101012394"):
        assert word.lower() not in (mail.said + sms.said).lower()


def test_the_quiet_holds_until_it_ends(cast: Any, mail: Receiver) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse)
    with clock.travel(MORNING + timedelta(hours=12)):
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    told_later(hours=12.1)
    assert mail.got == []
    told_later(hours=22.1)
    assert len(mail.got) == 1


def test_a_notice_that_waited_for_a_mail_server_is_not_sent_in_the_night(cast: Any, mail: Receiver) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "busy"
    told_later(hours=10.9)  # 19.54
    mail.manner = "accept"
    told_later(hours=11.5)  # 20.30
    assert mail.got == [] and Outbox.objects.get().tries == 1
    told_later(hours=23)
    assert len(mail.got) == 1


def test_a_server_that_is_down_costs_nothing_but_time(cast: Any, mail: Receiver) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "busy"
    for minutes in (0, 0.5, 1.2, 3, 6.4, 7):
        told_later(hours=minutes / 60)
    row = Outbox.objects.get()
    assert (row.state, row.tries, row.error) == ("waiting", 3, "smtp 451")
    # what comes meanwhile is told by the same notice
    with clock.travel(MORNING + timedelta(minutes=70)):
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "accept"
    told_later(hours=1.5)
    assert len(mail.got) == 1
    row.refresh_from_db()
    assert (row.state, row.covers, row.perhaps_twice) == ("sent", 2, False)


def test_after_the_last_try_it_is_dead_and_can_be_tried_again(cast: Any, mail: Receiver) -> None:
    owner = owners.own(cast.nurse)
    with clock.travel(MORNING):
        opted_in(owner, cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "busy"
    for hours in (0, 0.1, 0.3, 1, 4, 24):
        told_later(hours=hours)
    row = Outbox.objects.get()
    assert (row.state, row.tries) == ("dead", 6)
    with pytest.raises(NotThere):
        actions.try_again(owner=owners.own(cast.social), letter=row.ref, by=cast.social)
    mail.manner = "accept"
    with clock.travel(MORNING + timedelta(hours=25)):
        actions.try_again(owner=owner, letter=row.ref, by=cast.nurse)
        all_tried()
    assert len(mail.got) == 1


def test_an_address_that_does_not_exist_is_marked_and_left_alone(cast: Any, mail: Receiver) -> None:
    with clock.travel(MORNING):
        way = opted_in(owners.own(cast.nurse), cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "no"
    told_later()
    way.refresh_from_db()
    assert way.broken_at and Outbox.objects.get().state == "dead"
    actions.news("unit", cast.unit("psychiatry"), at_once=True)
    assert not Waiting.objects.exists()


def test_a_connection_cut_after_the_letter_is_tried_again_by_the_same_name_and_said_so(
    cast: Any, mail: Receiver
) -> None:
    with clock.travel(MORNING):
        opted_in(owners.own(cast.nurse), cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
    mail.manner = "cut"
    told_later()
    mail.manner = "accept"
    told_later(hours=0.1)
    assert len(mail.got) == 2 and len({g.ref for g in mail.got}) == 1
    assert Outbox.objects.get().perhaps_twice


def test_nothing_goes_to_one_who_has_said_stop(cast: Any, mail: Receiver) -> None:
    owner = owners.own(cast.nurse)
    with clock.travel(MORNING):
        way = opted_in(owner, cast.nurse)
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
        sending.fold()
        actions.news("unit", cast.unit("psychiatry"), at_once=True)
        actions.end(owner=owner, ref=way.ref, by=cast.nurse)
        all_tried()
        assert sending.fold() == 0
    assert mail.got == [] and not Waiting.objects.exists()
    with pytest.raises(NotThere):
        actions.send_test(owner=owner, ref=way.ref, by=cast.nurse)


def test_the_person_and_those_near_are_told_and_only_as_long_as_they_stand_there(
    cast: Any, mail: Receiver
) -> None:
    from helhet.people import actions as people
    from helhet.people.models import Relation

    mother = Owner("relation", _mother_of(cast.child, cast.nurse), cast.child)
    with clock.travel(MORNING):
        opted_in(Owner("individual", cast.child, cast.child), cast.nurse, quiet_weekends=False)
        opted_in(mother, cast.nurse, address="mor@post.example")
        actions.news("individual", cast.child, at_once=True)
        actions.news("individual", cast.adult, at_once=True)
    told_later()
    assert sorted(g.to for g in mail.got) == ["mor@post.example", "nils@post.example"]
    with clock.travel(MORNING + timedelta(hours=2)):
        actions.news("individual", cast.child, at_once=True)
        people.end_relation(relation=mother.id, by=system("test"))
        assert Relation.objects.get(pk=mother.id).valid_to
    told_later(hours=2)
    assert sorted(g.to for g in mail.got) == ["mor@post.example", "nils@post.example", "nils@post.example"]


def _mother_of(child: int, by: Any) -> int:
    from helhet.people.models import Relation

    return Relation.objects.create(
        individual_id=child, kind="guardian", name="Mor", valid_from=clock.today() - timedelta(days=400),
        insight=True, insight_kinds=["plan"], insight_basis="Vi är överens.",
        added_at=clock.now(), added_by=by.name,
    ).pk


def test_the_demo_keeps_what_would_have_been_sent(cast: Any) -> None:
    actions.add(owner=owners.own(cast.nurse), channel="sms", address="070-174 06 51", by=cast.nurse)
    all_tried()
    assert "Din kod" in Captured.objects.get().body


def test_codes_do_not_fill_a_telephone(cast: Any) -> None:
    owner = owners.own(cast.nurse)
    ref = actions.add(owner=owner, channel="sms", address="070-174 06 51", by=cast.nurse)
    for _ in range(4):
        actions.send_code_again(owner=owner, ref=ref, by=cast.nurse)
    with pytest.raises(Refused, match="fem koder"):
        actions.send_code_again(owner=owner, ref=ref, by=cast.nurse)
    with pytest.raises(Refused, match="fem koder"):
        actions.add(owner=owners.own(cast.social), channel="sms", address="0046701740651", by=cast.social)


def test_habits_are_ones_own(cast: Any) -> None:
    way = opted_in(owners.own(cast.nurse), cast.nurse)
    wish = {"quiet_from": time(22), "quiet_to": time(6), "quiet_weekends": False, "digest_at": time(12),
            "at_once": False}
    with pytest.raises(NotThere):
        actions.change(owner=owners.own(cast.social), ref=way.ref, by=cast.social, **wish)  # type: ignore[arg-type]
    actions.change(owner=owners.own(cast.nurse), ref=way.ref, by=cast.nurse, **wish)  # type: ignore[arg-type]
    way.refresh_from_db()
    assert way.habits.quiet_from == time(22) and not way.at_once


def test_the_log_says_which_way_and_never_the_address(cast: Any) -> None:
    from helhet.audit.models import AuditEvent

    way = opted_in(owners.own(cast.nurse), cast.nurse)
    said = str(list(AuditEvent.objects.filter(event__startswith="post.").values_list("data", flat=True)))
    assert str(way.ref) in said and "nils" not in said


def test_a_job_is_put_once_in_the_transaction(cast: Any) -> None:
    from django.db import connection

    actions.add(owner=owners.own(cast.nurse), channel="mail", address="nils@post.example", by=cast.nurse)
    assert sending.sweep() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM jobs.procrastinate_jobs")
        jobs = cursor.fetchall()
    assert len(jobs) == 1 and str(Outbox.objects.get().pk) in str(jobs[0][0])
    assert isinstance(Outbox.objects.get().ref, UUID)
