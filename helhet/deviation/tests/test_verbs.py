"""A report from the missing to the last word: rows, what waits, who is told, and who is kept out."""

from datetime import timedelta
from uuid import uuid4

import pytest

from helhet.audit.models import AuditEvent, AuditSubject
from helhet.clock import actions as clock_actions
from helhet.clock.models import InboxItem, Obligation
from helhet.clock.registry import keepers
from helhet.deviation import actions, door
from helhet.deviation.models import Report, Step
from helhet.deviation.tests.scenes import WHAT, WISH, missed, ref_of, sent, shut_out
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations.models import Unit
from helhet.process.tests.cast import Cast
from helhet.rulebook import door as rulebook

pytestmark = pytest.mark.django_db


def waits(row: Report) -> list[tuple[str, int]]:
    return [(o.code, o.unit_id) for o in Obligation.objects.filter(subject=row.ref)]


def told(row: Report) -> list[tuple[str, int]]:
    return [(i.code, i.unit_id) for i in InboxItem.objects.filter(subject=row.ref).order_by("id")]


@pytest.mark.rule("ATT-12")
def test_from_report_to_the_last_word(cast: Cast) -> None:
    social, nurse = cast.unit("social"), cast.unit("psychiatry")
    row = sent(cast, missed(cast), day=clock.today())
    days = rulebook.profile(row.case.profile_version_id).deviation_days
    assert row.due == clock.today() + timedelta(days=days) and row.meeting
    assert waits(row) == [("deviation-answer", social)]
    actions.receive(row.ref, by=cast.social)
    actions.answer(row.ref, cause="Sjukdom.", measure="Vi har ersättare nu.", by=cast.social)
    assert waits(row) == [("deviation-close", nurse)]
    actions.close(row.ref, satisfied=True, by=cast.nurse)
    assert waits(row) == []
    assert told(row) == [("deviation.reported", social), ("deviation.answered", nurse), ("deviation.closed", social)]
    assert [s.kind for s in Step.objects.order_by("id")] == ["reported", "received", "answered", "closed"]
    assert {e.event for e in AuditEvent.objects.filter(event__startswith="deviation.")} == {
        "deviation.reported", "deviation.received", "deviation.answered", "deviation.closed"}


@pytest.mark.rule("ATT-12")
def test_a_wrong_receiver_sends_it_back_and_loses_it(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    with pytest.raises(Refused):
        actions.send_back(row.ref, text="", by=cast.social)
    actions.send_back(row.ref, text="Det är hemsjukvården.", by=cast.social)
    assert waits(row) == [("deviation-route", cast.unit("psychiatry"))]
    soon = Obligation.objects.get(subject=row.ref).due
    assert soon and soon < clock.today() + timedelta(days=10), "the right unit is to have time left"
    with pytest.raises(Refused):
        actions.route(row.ref, unit=ref_of(cast.unit("social")), by=cast.nurse)
    actions.route(row.ref, unit=ref_of(cast.unit("home_care")), by=cast.nurse)
    assert waits(row) == [("deviation-answer", cast.unit("home_care"))]
    assert Obligation.objects.get(subject=row.ref).due == row.due
    with pytest.raises(NotThere):
        door.report(cast.social, row.ref)
    card = door.report(cast.actors["home_care"], row.ref)
    assert "hemsjukvården" not in str(card.steps), "what one wrote when sending it back is not the next one's"
    assert "hemsjukvården" in str(door.report(cast.nurse, row.ref).steps)


@pytest.mark.rule("IT-03")
def test_a_unit_that_does_not_reach_the_case_learns_of_no_person(cast: Cast) -> None:
    case = missed(cast)
    row = sent(cast, case, day=clock.today(), effect="Han blev ledsen.")
    card = door.report(cast.social, row.ref)
    assert card.person and card.case_ref == case.ref and card.what == WHAT
    shut_out(cast, case)
    before = AuditSubject.objects.count()
    card = door.report(cast.social, row.ref)
    assert (card.person, card.case_ref, card.case_number, card.what, card.effect) == (None, None, "", None, "")
    assert card.proposal == WISH and "Lars" not in repr(card) and case.number not in repr(card)
    assert AuditSubject.objects.count() == before, "the reader's log names nobody either"
    assert [r.person for r in door.listed(cast.social).rows] == [None]
    read = AuditEvent.objects.filter(event="deviation.read").latest("id")
    assert read.subject == row.ref and str(case.ref) not in str(read.data)
    with pytest.raises(Refused) as no:
        sent(cast, case, day=clock.today(), kind="plan", proposal="Ring Lars.")
    assert no.value.rules == ("IT-03",)


def test_only_the_two_units_open_it_and_each_does_its_own(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    for by in (cast.stranger, cast.actors["home_care"]):
        with pytest.raises(NotThere):
            door.report(by, row.ref)
        with pytest.raises(NotThere):
            actions.answer(row.ref, cause="x", measure="y", by=by)
    with pytest.raises(NotThere):
        actions.answer(row.ref, cause="x", measure="y", by=cast.nurse)
    with pytest.raises(NotThere):
        actions.close(row.ref, text="x", by=cast.social)
    assert AuditEvent.objects.filter(event="deviation.denied").count() == 2


def test_who_no_longer_takes_part_reports_nothing(cast: Cast) -> None:
    case = missed(cast)
    with pytest.raises(NotThere):
        sent(cast, case, to="psychiatry", by=cast.stranger, day=clock.today())
    shut_out(cast, case)
    with pytest.raises(NotThere):
        sent(cast, case, to="psychiatry", by=cast.social, day=clock.today(), kind="plan")


@pytest.mark.rule("ATT-12")
def test_the_same_absence_is_reported_once(cast: Cast) -> None:
    case = missed(cast)
    row = sent(cast, case, day=clock.today())
    with pytest.raises(Refused) as no:
        sent(cast, case, day=clock.today())
    assert no.value.rules == ("ATT-12",) and door.form_page(
        cast.nurse, case.ref, "absent", ref_of(cast.unit("social"))).already == row.ref


def test_a_unit_outside_helhet_cannot_be_reached(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.unit("social")).update(uses_helhet=False)
    with pytest.raises(Refused) as no:
        sent(cast, missed(cast), day=clock.today())
    assert no.value.rules == ("IT-12",)


def test_stored_is_computed_after_every_step(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    actions.send_back(row.ref, text="Inte vi.", by=cast.social)
    actions.route(row.ref, unit=ref_of(cast.unit("misuse")), by=cast.nurse)
    for subject in door.subjects():
        stored = {(o.code, o.unit_id, o.due) for o in Obligation.objects.filter(subject=subject.ref)}
        assert stored == {(d.code, d.unit, d.due) for d in clock_actions.computed(subject)}


def test_the_nightly_walk_comes_to_every_report_that_is_not_closed(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    keeper = keepers()["deviation"]
    assert (keeper.count(), [s.ref for _key, s in keeper.after(0, 10)]) == (1, [row.ref])
    assert keeper.after(row.pk, 10) == [] and keeper.hold(uuid4()) is None
    held = keeper.hold(row.ref)
    assert held and clock_actions.computed(held)
    actions.close(row.ref, text="Det löste sig.", by=cast.nurse)
    assert keeper.count() == 0 and [s.ref for s in door.subjects()] == [row.ref]


@pytest.mark.rule("ATT-12")
def test_lists_filter_and_page_without_asking_more(cast: Cast, django_assert_max_num_queries: object) -> None:
    case = missed(cast)
    first = sent(cast, case, day=clock.today())
    Report.objects.filter(pk=first.pk).update(due=clock.today() - timedelta(days=1))
    with django_assert_max_num_queries(20) as few:  # type: ignore[operator]
        assert [r.late for r in door.listed(cast.social).rows] == [True]
    rows = [Report(case=case, case_ref=case.ref, individual=case.individual_id, kind="plan", state="answered",
                   reporter_id=cast.unit("psychiatry"), receiver_id=cast.unit("social"), happened_on=clock.today(),
                   at=clock.now(), moved_at=clock.now(), due=clock.today(), by_name="Jonas Lind") for _n in range(30)]
    Report.objects.bulk_create(rows)
    with django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        page = door.listed(cast.social)
    rest = door.listed(cast.social, after=page.next or "")
    assert (len(page.rows), len(rest.rows), rest.next) == (25, 6, None)
    assert len({r.ref for r in (*page.rows, *rest.rows)}) == 31
    assert [r.ref for r in door.listed(cast.nurse, side="sent", only="late").rows] == [first.ref]
    assert len(door.listed(cast.nurse, side="sent", only="open").rows) == 1
    assert door.listed(cast.stranger).rows == ()
