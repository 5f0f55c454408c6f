"""Each guard is taken away in turn, and somebody must notice: a guard that nothing misses guards nothing."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest import mock

from helhet.kit import clock
from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.stage import Stage

ROUTES = frozenset((
    "case", "person", "plan", "need", "mapping", "messages", "message", "message-file", "history", "consent", "meeting",
    "cases", "search", "inbox", "my-sip", "my-sip-one", "my-messages", "my-who-has-read", "deviation", "plan-print",
    "mapping-area", "consent-record", "invitation-answer", "times-answer", "need-assess", "reach-own-way",
    "profile-edit",
))
WHO = frozenset((
    "ingen", "vera", "ombud", "alex_mor", "alex_far", "josef_far", "frammande", "samordnar", "reception", "granskare",
    "rehab", "deltar", "skola", "efterat", "innan", "annan_lan",
))
Broken = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Guard:
    """One guard: its name, and how it is taken away for a while."""

    name: str
    broken: Broken


@proof("sabotage", "each guard is taken away in turn, and the matrix, the verbs or the rows of the database notice")
def sabotage(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop import policies
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        probe = Probe(stage)
        proof.expect(f"untouched, nothing is noticed ({probe.notices()})", not probe.notices())
        missed: list[str] = []
        empty = len(policies.guarded()) - len(_with_rows(stage, policies.guarded()))
        proof.figure("guarded tables that are empty in this world, looked at by `rls` instead", empty)
        for guard in (*_in_python(), *_in_the_database(stage)):
            began = time.monotonic()
            with guard.broken():
                noticed = probe.notices()
            proof.figure(guard.name, f"{noticed or 'NOBODY NOTICED'} ({time.monotonic() - began:.1f} s)")
            proof.expect(f"somebody notices that {guard.name} is gone", bool(noticed))
            missed += [] if noticed else [guard.name]
        proof.expect(f"whole again, nothing is noticed ({probe.notices()})", not probe.notices())
        proof.figure("guards that nobody misses", len(missed))


class Probe:
    """A fast look at everything that should notice: some pages, every verb, and the rows the database shows."""

    def __init__(self, stage: "Stage") -> None:
        from helhet.workshop.proofs.matrix import table

        self.stage = stage
        lines = [replace(row, routes=tuple(n for n in row.routes if n in ROUTES)) for row in table.rows()
                 if row.case in ("-", "vera", "alex", "josef")]
        self.cells = [cell for row in lines for cell in stage.cells(row, ("GET",)) if cell.who in WHO]

    def notices(self) -> str:
        """The first thing that is noticed, by whom; empty when all is as it should be."""
        return self.rows() or next(_rules(), "") or self._pages() or self._verbs()

    def _pages(self) -> str:
        judge = self.stage.judge()
        for cell in self.cells:
            if not judge.judge(cell):
                return f"matrix: {judge.wrong[0]}"
        return ""

    def _verbs(self) -> str:
        from helhet.workshop.proofs.matrix import deeds

        return next(deeds.wrong(self.stage), "")

    def rows(self) -> str:
        """What the database itself shows to nobody and to a stranger."""
        return next(rows_of_others(self.stage), "")


def rows_of_others(stage: "Stage") -> Iterator[str]:
    """Straight in SQL as the app's login: without a context nothing, and in a stranger's nothing about our persons."""
    from django.db import connection, transaction

    from helhet.access.context import set_context
    from helhet.workshop import policies
    from helhet.workshop.proofs.matrix.deeds import actor

    stranger = actor(stage, "annan_lan")
    assert stranger is not None
    for context in (None, stranger):
        for name in policies.guarded():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('helhet.test', 'off', true)")  # as a served page asks
                if context:
                    set_context(context, list(stage.refs.values()))
                cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names of ours
                shown = cursor.fetchone()[0]  # type: ignore[index]
            if shown:
                yield f"rls: {name} shows {shown} rows {'to a stranger' if context else 'without a context'}"


def _rules() -> Iterator[str]:
    """What the database hides as well, so that no page shows when the first guard is gone: asked of the rules."""
    from types import SimpleNamespace
    from uuid import UUID

    from helhet.access import decision
    from helhet.access.actor import Actor
    from helhet.people import rules as people

    now = clock.now()
    beside = Actor(user_id=None, user_ref=None, name="", kind="relation", purpose="relation")
    kept_out = decision.Relation(own=False, kinds=frozenset({"plan"}), must_not_know=True)
    if decision.decide(beside, "relation", (), (), kept_out, now):
        yield "rules: who must not know reads"
    young = SimpleNamespace(born=now.date() - timedelta(days=365 * 14 + 10), died_on=None, is_unborn=False)
    ages = SimpleNamespace(guardian_insight_age=13, own_voice_age=15)
    guardian = people.RelationFacts(UUID(int=1), "guardian", people.Period(young.born), insight=True)
    if people.readable_kinds(guardian, young, now.date(), ages):
        yield "rules: a guardian of somebody over thirteen reads what nobody has agreed to"


@contextmanager
def _together(*each: AbstractContextManager[Any]) -> Iterator[None]:
    with ExitStack() as open_:
        for one in each:
            open_.enter_context(one)
        yield


def _in_python() -> Iterator[Guard]:
    """The first guard: decorators, decision, doors, verbs and the log."""
    from helhet.access import decision
    from helhet.access.actor import Actor
    from helhet.access.rules import ALL_KINDS, Permission
    from helhet.audit import log
    from helhet.people import rules as people
    from helhet.process.case import actions, door
    from helhet.process.consent import actions as _consent  # noqa: F401 - so that its names are there to be replaced

    whole = decision.Decision(ALL_KINDS, "", "")
    everything = property(lambda self: frozenset(Permission), lambda self, value: None)

    def patched(where: Any, name: str, value: Any) -> Broken:
        return lambda: mock.patch.object(where, name, value, create=True)

    yield Guard("the pages ask whether one works here", patched(Actor, "is_staff", property(lambda self: True)))
    yield Guard("the pages ask what the role may", patched(Actor, "permissions", everything))
    yield Guard("the pages of staff have a lock", lambda: _unlocked("staff"))
    yield Guard("the person's own pages have a lock", lambda: _unlocked("person"))
    yield Guard("the door asks for a decision", patched(door, "_decide", lambda *_: whole))
    yield Guard("the verbs ask for a decision", patched(actions, "_decision", lambda *_: whole))
    yield Guard("the verbs ask what the role may", patched(Actor, "may", lambda self, permission: True))
    yield Guard("reach holds for its unit and its time", patched(decision, "_holds", lambda *_: True))
    yield Guard("the door hands out only what is open", patched(door.Visit, "take", _take_all))
    yield Guard("a copy opens nothing newer", patched(door.Visit, "live", lambda self, kind: True))
    yield Guard("who must not know is shut out", patched(
        decision, "_for_person", lambda relation: whole if relation.must_not_know else _person(relation)))
    yield Guard("who is near reads only what is agreed", patched(people, "readable_kinds", lambda *_: ALL_KINDS))
    yield Guard("a guardian of somebody over thirteen asks", patched(people, "guardian_reads", lambda *_: True))
    yield Guard("only who takes part may write", lambda: _free_to_write(actions))
    yield Guard("denials and readings are logged", patched(log, "record", lambda *_, **__: None))


def _take_all(self: Any, kind: Any) -> bool:
    self.read.add(kind.value)
    return True


def _person(relation: Any) -> Any:
    from helhet.access import decision

    kinds = (decision.ALL_KINDS if relation.own else relation.kinds) - relation.hidden
    return decision.Decision(kinds, "", "") if kinds else decision.DENIED


@contextmanager
def _unlocked(audience: str) -> Iterator[None]:
    """The views of one audience without the decorator that guards them."""
    from django.urls import get_resolver

    found = [p for p in _patterns(get_resolver().url_patterns)
             if getattr(p.callback, "audience", "") == audience and hasattr(p.callback, "__wrapped__")]
    with _together(*(mock.patch.object(p, "callback", p.callback.__wrapped__) for p in found)):
        yield


def _patterns(patterns: Any) -> Iterator[Any]:
    from django.urls import URLPattern

    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _patterns(one.url_patterns)


@contextmanager
def _free_to_write(actions: Any) -> Iterator[None]:
    """``must_be_with`` is asked for by name in many rooms; it is taken away in each."""
    import sys

    held = [m for n, m in list(sys.modules.items()) if n.startswith("helhet.") and
            getattr(m, "must_be_with", None) is actions.must_be_with]
    with _together(*(mock.patch.object(m, "must_be_with", lambda *_: None) for m in held)):
        yield


def _in_the_database(stage: "Stage") -> Iterator[Guard]:
    """The second guard: each table's policy. A table that is empty in this world shows nothing either way."""
    from helhet.workshop import policies

    for table in _with_rows(stage, policies.guarded()):
        yield Guard(f"rows of {table}", lambda table=table: _open_policy(stage, table))  # type: ignore[misc]


def _with_rows(stage: "Stage", tables: Iterable[str]) -> list[str]:
    return [t for t in tables if stage.truth.one(f'SELECT count(*) FROM "{t}"')]  # noqa: S608 - names of ours


@contextmanager
def _open_policy(stage: "Stage", table: str) -> Iterator[None]:
    """Everybody sees every row of one table, until the block ends."""
    from psycopg import sql

    name = sql.Identifier(table)
    was = stage.truth.one("SELECT pg_get_expr(polqual, polrelid) FROM pg_policy"
                          " WHERE polname = 'app' AND polrelid = %s::regclass", f'"{table}"')
    stage.truth.db.execute(sql.SQL("ALTER POLICY app ON {} USING (true)").format(name))
    try:
        yield
    finally:
        stage.truth.db.execute(sql.SQL("ALTER POLICY app ON {} USING ({})").format(name, sql.SQL(was)))

