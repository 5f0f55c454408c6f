"""What a unit does with what waits and what has come; nobody touches another unit's."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from helhet.audit.models import AuditEvent
from helhet.clock import actions as clock_actions
from helhet.clock import door, inbox, news, taking
from helhet.clock.models import InboxItem, Obligation, Taken
from helhet.clock.taken import untrue
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.process.case import actions as cases
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.tests import scenes as calls
from helhet.process.tests.cast import Cast

CODE = "invitation-answer"


@pytest.fixture
def item(cast: Cast) -> InboxItem:
    """Social services has been called: one unread row."""
    calls.called(cast)
    return InboxItem.objects.filter(unit_id=cast.unit("social")).get()


def test_a_colleague_takes_on_what_the_unit_owes_and_gives_it_back(cast: Cast) -> None:
    case = calls.called(cast)
    subject = case.ref
    taking.take(subject=subject, code=CODE, user=cast.social.user_ref, by=cast.social)
    due = door.one(cast.unit("social"), subject, CODE, clock.today())
    assert due is not None
    assert (due.taken_by, due.taken_name) == (cast.social.user_id, "Amina Berg")
    mine = door.waiting(cast.unit("social"), clock.today(), user=cast.social.user_id)
    assert CODE in {d.code for d in mine.rows}
    assert mine.total == len(mine.rows)
    taking.take(subject=subject, code=CODE, user=None, by=cast.social)
    assert not Taken.objects.exists()
    assert door.waiting(cast.unit("social"), clock.today(), user=cast.social.user_id).rows == ()
    assert [e.event for e in AuditEvent.objects.filter(event__startswith="todo.").order_by("id")] == [
        "todo.taken", "todo.released"]


def test_what_is_done_is_nobodys_any_longer(cast: Cast) -> None:
    case = calls.called(cast)
    taking.take(subject=case.ref, code=CODE, user=cast.social.user_ref, by=cast.social)
    invitation.answer(case.ref, answer="comes", who_user=cast.social.user_id, by=cast.social)
    assert not Taken.objects.exists()


def test_every_line_of_it_says_who_also_when_it_is_computed_anew(cast: Cast) -> None:
    case = calls.called(cast)
    mine = Obligation.objects.filter(unit_id=cast.unit("social"), subject=case.ref, code=CODE)
    first = mine.get()
    Obligation.objects.create(**{f.attname: getattr(first, f.attname) for f in Obligation._meta.concrete_fields
                                 if not f.primary_key} | {"detail": "en till"})
    taking.take(subject=case.ref, code=CODE, user=cast.social.user_ref, by=cast.social)
    assert set(mine.values_list("taken_by", "taken_name")) == {(cast.social.user_id, "Amina Berg")}
    mine.filter(detail="en till").delete()
    mine.update(due=clock.today() - timedelta(days=400))
    assert clock_actions.refresh(cases.subject(case))
    again = mine.get()
    assert (again.due, again.taken_by, again.taken_name) == (first.due, cast.social.user_id, "Amina Berg")
    assert Obligation.objects.filter(subject=case.ref).exclude(pk=again.pk).filter(taken_by__isnull=False).count() == 0


def test_the_night_mends_what_a_line_says_of_who_has_it(cast: Cast) -> None:
    case = calls.called(cast)
    taking.take(subject=case.ref, code=CODE, user=cast.social.user_ref, by=cast.social)
    mine = Obligation.objects.filter(unit_id=cast.unit("social"), subject=case.ref, code=CODE)
    mine.update(taken_by=None, taken_name="")
    assert untrue([case.ref]) == {case.ref}
    assert clock_actions.recompute_all().mended == 1
    assert mine.get().taken_by == cast.social.user_id
    assert untrue([case.ref]) == set()


def test_only_a_colleague_can_be_given_and_only_what_the_unit_owes(cast: Cast) -> None:
    case = calls.called(cast)
    for user in (cast.nurse.user_ref, uuid4()):
        with pytest.raises(NotThere):
            taking.take(subject=case.ref, code=CODE, user=user, by=cast.social)
    with pytest.raises(NotThere):
        taking.take(subject=case.ref, code=CODE, user=cast.stranger.user_ref, by=cast.stranger)


def test_what_is_read_says_who_and_when_and_the_first_stays(cast: Cast, item: InboxItem) -> None:
    assert inbox.counts(cast.unit("social"), cast.social.user_id).unit == 1
    assert taking.acknowledge([item.ref], by=cast.social) == 1
    assert taking.acknowledge([item.ref], by=cast.social) == 0
    item.refresh_from_db()
    assert item.acknowledged_name == "Amina Berg"
    assert inbox.counts(cast.unit("social"), cast.social.user_id).unit == 0
    assert [i.ref for i in inbox.page(cast.unit("social"), read=True).rows] == [item.ref]
    assert AuditEvent.objects.filter(event="inbox.acknowledged").count() == 1


def test_what_is_given_to_a_colleague_stays_unread_and_is_theirs(cast: Cast, item: InboxItem) -> None:
    taking.assign([item.ref], user=cast.social.user_ref, by=cast.social)
    assert [i.ref for i in inbox.page(cast.unit("social"), user=cast.social.user_id).rows] == [item.ref]
    assert inbox.counts(cast.unit("social"), cast.social.user_id) == inbox.Counts(1, 1)
    taking.assign([item.ref], user=None, by=cast.social)
    assert inbox.counts(cast.unit("social"), cast.social.user_id) == inbox.Counts(1, 0)


def test_another_units_item_is_as_one_that_does_not_exist(cast: Cast, item: InboxItem) -> None:
    for act in (
        lambda: taking.acknowledge([item.ref], by=cast.stranger),
        lambda: taking.assign([item.ref], user=cast.stranger.user_ref, by=cast.stranger),
        lambda: inbox.item(cast.unit("misuse"), item.ref),
    ):
        with pytest.raises(NotThere):
            act()
    item.refresh_from_db()
    assert item.acknowledged_at is None


def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, item: InboxItem) -> None:
    fill(item, 7)
    seen: list[UUID] = []
    after = ""
    while True:
        page = inbox.page(item.unit_id, after=after, limit=3)
        seen += [i.ref for i in page.rows]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 8


def test_what_waits_comes_in_pages_the_most_urgent_first_what_has_no_day_last(cast: Cast) -> None:
    for _n in range(4):
        calls.called(cast)
    whole = door.waiting(cast.unit("psychiatry"), clock.today(), limit=100)
    seen: list[object] = []
    after = ""
    while True:
        page = door.waiting(cast.unit("psychiatry"), clock.today(), after=after, limit=3)
        seen += page.rows
        after = page.next
        if not after:
            break
    assert tuple(seen) == whole.rows
    assert whole.total == len({(d.subject, d.code) for d in whole.rows})
    days = [d.due for d in whole.rows]
    assert days == sorted(days, key=lambda d: (d is None, d))


def test_themes_are_filed_and_found(cast: Cast, item: InboxItem) -> None:
    assert item.theme == "calls"
    assert [i.ref for i in inbox.page(item.unit_id, theme="calls").rows] == [item.ref]
    assert inbox.page(item.unit_id, theme="plans").rows == ()
    assert {news.get(c).theme for c in news.codes()} <= set(news.THEMES)


def fill(like: InboxItem, n: int) -> None:
    """As many unread of the same unit, some at the very same moment."""
    InboxItem.objects.bulk_create(
        InboxItem(unit_id=like.unit_id, at=like.at, code=like.code, theme=like.theme, individual=like.individual,
                  subject_kind="case", subject=like.subject) for _i in range(n)
    )
