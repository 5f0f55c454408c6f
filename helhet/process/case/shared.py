"""What many rooms' obligations follow from, fetched once for all the cases that are looked at together.

While ``sharing`` is open, and only then, rows are remembered: nothing writes between its beginning and its end. Outside
it every call asks the database, so that verbs always see what they have just written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, Prefetch, Q, QuerySet

from helhet.clock.registry import Subject
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case.models import Case, Participant

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class _Shared:
    def __init__(self, refs: Sequence[UUID]) -> None:
        found = Case.objects.filter(ref__in=list(refs)).select_related("individual")
        self.cases = {c.pk: c for c in found}
        self.by_ref = {c.ref: c for c in self.cases.values()}
        self.found: dict[Any, Mapping[int, Any]] = {}
        self.units: dict[int, UnitCard] = {}


_open: ContextVar[_Shared | None] = ContextVar("shared", default=None)


@contextmanager
def sharing(subjects: Sequence[Subject]) -> Iterator[None]:
    """Remember what is read of these cases until the end of the block."""
    token = _open.set(_Shared([s.ref for s in subjects]))
    try:
        yield
    finally:
        _open.reset(token)


def case_of(subject: Subject) -> Case | None:
    """The case of a subject; None for other kinds of subjects."""
    shared = _open.get()
    if shared is not None and subject.ref in shared.by_ref:
        return shared.by_ref[subject.ref]
    return Case.objects.filter(ref=subject.ref).first() if subject.kind == "case" else None


def with_person(case: int) -> Case:
    """A case with its person fetched beside it."""
    shared = _open.get()
    if shared is not None and case in shared.cases:
        return shared.cases[case]
    return Case.objects.select_related("individual").get(pk=case)


def once(case: int, key: object, load: Callable[[list[Case]], Mapping[int, T]]) -> T | None:
    """What ``load`` finds for a case, by case id; while sharing it is asked once, for all cases."""
    shared = _open.get()
    if shared is None or case not in shared.cases:
        return load([Case.objects.get(pk=case)]).get(case)
    if key not in shared.found:
        shared.found[key] = load(list(shared.cases.values()))
    return shared.found[key].get(case)


def rows(
    model: type[M], case: int, path: str = "case", *, also: tuple[str, ...] = (),
    prefetch: tuple[str | Prefetch, ...] = (), without: tuple[str, ...] = (), where: Q | None = None,
) -> list[M]:
    """Every row of a table that belongs to a case, in the order they were written. One query for all cases.

    ``path`` leads to the case: "case", or "meeting__case". ``also``, ``prefetch`` and ``without`` as in a queryset;
    ``where`` leaves out rows that nobody who asks for this table along this path needs; it holds no values.
    """
    def fetch(cases: Collection[int]) -> dict[int, list[M]]:
        found: dict[int, list[M]] = {}
        asked: Iterable[M]
        if also or prefetch:
            wide = _asked(model, path, cases, without, where)
            asked = (wide.select_related(*also) if also else wide).prefetch_related(*prefetch)
        else:
            asked = model._default_manager.raw(_sql(model, path, len(cases), without, where), list(cases))
        of = "in_case" if "__" in path else f"{path}_id"
        for row in asked:
            found.setdefault(getattr(row, of), []).append(row)
        return found

    shared = _open.get()
    if shared is None or case not in shared.cases:
        return fetch([case]).get(case, [])
    key = (model, path)
    if key not in shared.found:
        shared.found[key] = fetch(shared.cases)
    return shared.found[key].get(case, [])


def _asked(
    model: type[M], path: str, cases: Collection[int], without: tuple[str, ...], where: Q | None
) -> QuerySet[M]:
    manager: Any = model._default_manager
    asked: Any = manager.filter(where or Q(), **{f"{path}__in": cases}).order_by("pk").defer(*without)
    return asked.annotate(in_case=F(path)) if "__" in path else asked


@lru_cache(500)
def _sql(model: type[Model], path: str, many: int, without: tuple[str, ...], where: Q | None) -> str:
    """The same question for that many cases. To put it into words takes Django longer than to ask it."""
    return _asked(model, path, range(many), without, where).query.sql_with_params()[0]


def team(case: int) -> list[Participant]:
    """Who takes part now, in the order they came."""
    now = [p for p in rows(Participant, case) if p.valid_to is None]
    return sorted(now, key=lambda p: (p.valid_from, p.pk))


def units(ids: Iterable[int]) -> dict[int, UnitCard]:
    """Units by id; while sharing each is fetched once."""
    wanted, shared = set(ids), _open.get()
    if shared is None:
        return organisations.units_by_id(wanted)
    missing = wanted - shared.units.keys()
    if missing:
        shared.units |= organisations.units_by_id(missing)
    return {i: shared.units[i] for i in wanted}
