"""Scenes that tests of this room and of later ones start from, made by the verbs only."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.mapping import actions
from helhet.process.tests.cast import Cast

WORDS = "Att kunna ha kvar gården och sova om nätterna."
FULL = frozenset({Kind.NEED.value, Kind.PLAN.value, Kind.GOALS.value, Kind.MEETING.value, Kind.MAPPING.value})


def preparing(
    cast: Cast, *, by: Actor | None = None, individual: int | None = None, units: tuple[str, ...] = ("social",),
    kinds: frozenset[str] = FULL, digital: bool = False, discovered: int = 0,
) -> Case:
    """A case with consent in force for ``units``, ready to be prepared."""
    by = by or cast.nurse
    with transaction.atomic():
        case = cases.start(individual=individual or cast.adult, verb="need.notice", to=State.NOTICED, by=by,
                           discovered_on=clock.today() - timedelta(days=discovered))
    consent.inform(case.ref, informed_on=clock.today(), how="Vi pratade hemma hos Lars", understood="Berättade själv",
                   offered=True, by=by)
    consent.record(
        case.ref, part_a=True, part_b=True, form="oral", giver="individual",
        items=[consent.Item(cast.unit(key), kinds=kinds) for key in units],
        valid_until=clock.today() + timedelta(days=200), digital=digital, by=by,
    )
    return fresh(case)


def prepared(cast: Cast, **choices: Any) -> Case:
    """The same, with what matters said and the form of participation settled."""
    by = choices.get("by") or cast.nurse
    how = choices.pop("how", "whole")
    case = preparing(cast, **choices)
    say(case, by)
    actions.settle_participation(case.ref, how=how, why_not="Ligger på sjukhus", by=by)
    return fresh(case)


def say(case: Case, by: Actor, words: str = WORDS, seen: int = 0) -> int:
    return actions.say_what_matters(case.ref, words=words, seen=seen, by=by)


def in_state(case: Case, state: str) -> Case:
    """Put a case in a state without its verbs: only to try a verb from where it may not be."""
    Case.objects.filter(pk=case.pk).update(state=state)
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)
