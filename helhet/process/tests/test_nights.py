"""The nightly walk: everything that goes on is computed anew, what differs is mended, and a killed walk goes on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helhet.clock import actions, registry
from helhet.clock.models import Obligation, Recomputation
from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.need import actions as need
from helhet.process.tests.cast import Cast


def noticed(cast: Cast, individual: int) -> Case:
    ref = need.notice(individual=individual, noticed_by=["individual"], discovered_on=clock.today(), sip_kind="new",
                      triggers=["who_answers"], why="", existing_sip="no", by=cast.nurse)
    return Case.objects.get(ref=ref)


@pytest.fixture
def three(cast: Cast) -> list[Case]:
    return [noticed(cast, person) for person in (cast.adult, cast.child, cast.elder)]


def stored(case: Case) -> set[tuple[str, int]]:
    return set(Obligation.objects.filter(subject=case.ref).values_list("code", "unit_id"))


def test_what_is_right_is_left_alone(three: list[Case]) -> None:
    before = list(Obligation.objects.order_by("pk").values_list("pk", flat=True))
    assert actions.recompute_all() == actions.Night(seen=3)
    assert list(Obligation.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_what_has_come_to_differ_is_mended(three: list[Case], cast: Cast) -> None:
    wanted = [stored(case) for case in three]
    Obligation.objects.filter(subject=three[0].ref).delete()
    Obligation.objects.filter(subject=three[1].ref).update(unit_id=cast.unit("social"))
    row = Obligation.objects.filter(subject=three[2].ref)[0]
    row.pk = None
    row.save()
    assert actions.recompute_all() == actions.Night(seen=3, mended=3)
    assert [stored(case) for case in three] == wanted
    assert Obligation.objects.filter(subject=three[2].ref).count() == len(wanted[2])


def test_a_case_that_is_left_behind_by_what_it_owed_is_come_to(three: list[Case], cast: Cast) -> None:
    """An ended case with something stored is walked too, also when it owes nothing."""
    cases.stop(three[0].ref, ground="other", reason="Flyttar.", by=cast.nurse)
    Obligation.objects.filter(subject=three[0].ref).delete()
    assert actions.recompute_all().seen == 2
    wrong = Obligation.objects.filter(subject=three[1].ref)[0]
    wrong.pk, wrong.subject, wrong.detail = None, three[0].ref, "fel"
    wrong.save()
    actions.recompute_all()
    assert not Obligation.objects.filter(subject=three[0].ref, detail="fel").exists()


def test_one_that_breaks_does_not_cost_the_others_their_night(
    three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    Obligation.objects.filter(subject=three[2].ref).delete()
    real = registry._sources["need"]

    def source(subject: Any, today: Any) -> Any:
        if subject.ref == three[0].ref:
            raise ValueError("broken")
        return real(subject, today)

    monkeypatch.setitem(registry._sources, "need", source)
    assert actions.recompute_all() == actions.Night(seen=3, mended=1, failed=1)
    assert stored(three[2])


def test_a_killed_walk_goes_on_where_it_was(three: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "CHUNK", 1)
    real, seen = actions._chunk, []

    def chunk(keeper: registry.Keeper, subjects: Any) -> actions.Night:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(subjects[0].ref)
        return real(keeper, subjects)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(actions, "_chunk", chunk)
        actions.recompute_all()
    Obligation.objects.filter(subject=three[0].ref).delete()
    assert actions.recompute_all() == actions.Night(seen=3), "the first is not walked again"
    assert Recomputation.objects.get(kind="case").finished_at is not None
    assert actions.recompute_all() == actions.Night(seen=3, mended=1), "the next night it is"


def test_a_walk_that_stopped_long_ago_is_begun_anew(three: list[Case]) -> None:
    Recomputation.objects.create(kind="case", after=10**9, started_at=clock.now() - timedelta(days=2))
    assert actions.recompute_all().seen == 3


def test_progress_is_told(three: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "CHUNK", 1)
    monkeypatch.setattr(actions, "SAY_EVERY", 2)
    said: list[str] = []
    actions.recompute_all(said.append)
    assert said[:2] == ["case: 2 of 3, 0 mended", "case: all 3 recomputed, 0 mended, 0 failed"]


def test_the_questions_of_a_walk_do_not_grow_with_the_cases(three: list[Case]) -> None:
    keeper = registry.keepers()["case"]
    subjects = [subject for _key, subject in keeper.after(0, 10)]
    counts = []
    for some in (subjects[:1], subjects):
        with CaptureQueriesContext(connection) as asked:
            actions._chunk(keeper, some)
        counts.append(len(asked))
    assert counts[0] == counts[1]
