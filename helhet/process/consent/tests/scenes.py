"""Cases at the steps this room's tests start from, made by the verbs."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import actions
from helhet.process.consent.actions import Item
from helhet.process.tests.cast import Cast

SEES = frozenset({"need", "plan"})


def noticed(cast: Cast, individual: int | None = None) -> Case:
    with transaction.atomic():
        return cases.start(individual=individual or cast.adult, verb="need.notice", to=State.NOTICED, by=cast.nurse,
                           discovered_on=clock.today())


def inform(cast: Cast, case: Case, **changes: Any) -> int:
    told = {"informed_on": clock.today(), "how": "Muntligt, på mottagningen", "understood": "Kunde berätta igen",
            "offered": True, "by": cast.nurse, **changes}
    return actions.inform(case.ref, **told)


def started(cast: Cast, individual: int | None = None) -> Case:
    case = noticed(cast, individual)
    inform(cast, case)
    return fresh(case)


def yes(cast: Cast, case: Case, **changes: Any) -> int:
    """Records an oral yes to both parts: the social services see need and plan, and not the mapping."""
    said = {
        "part_a": True, "part_b": True, "form": "oral", "giver": "individual",
        "items": [Item(cast.unit("social"), kinds=SEES, declined=frozenset({"mapping"}))],
        "valid_until": clock.today() + timedelta(days=300), "by": cast.nurse, **changes,
    }
    return actions.record(case.ref, **said)


def prepared(cast: Cast, individual: int | None = None, **changes: Any) -> Case:
    case = started(cast, individual)
    yes(cast, case, **changes)
    return fresh(case)


def called(cast: Cast, **changes: Any) -> Case:
    """The social services are called; the state is set by hand, the invitation's room comes later."""
    case = prepared(cast, **changes)
    with transaction.atomic():
        cases.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("social"))
        actions.rewrite_reach(case)
        cases.touch(case)
    return put(case, State.CALLED)


def put(case: Case, state: str) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state)
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def route(cast: Cast, case: Case, **changes: Any) -> int:
    """The clinic tries harm for its own information, towards the social services."""
    said = {
        "way": "harm_assessment", "ground": "osl-25-13", "why_not_asked": "Demenssjukdom i sent skede",
        "assessment": "Behövs för att planera hemgången", "decided_by": "Chefsöverläkare Maj Lund",
        "decided_on": clock.today(), "document": "Menprövning i journalen", "by": cast.nurse,
        "valid_until": clock.today() + timedelta(days=90), "items": [Item(cast.unit("social"), kinds=SEES)], **changes,
    }
    return actions.route(case.ref, **said)
