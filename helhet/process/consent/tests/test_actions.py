"""The verbs of consent, each from a right and a wrong state."""

from datetime import timedelta

from django.db import transaction

from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent import actions, door
from helhet.process.consent.actions import Item
from helhet.process.tests.cast import Cast


def noticed(cast: Cast, individual: int | None = None) -> Case:
    with transaction.atomic():
        return cases.start(individual=individual or cast.adult, verb="need.notice", to=State.NOTICED, by=cast.nurse,
                           discovered_on=clock.today())


def inform(cast: Cast, case: Case, **changes: object) -> int:
    told = {"informed_on": clock.today(), "how": "Muntligt, på mottagningen", "understood": "Kunde återberätta",
            "offered": True, **changes}
    return actions.inform(case.ref, by=cast.nurse, **told)  # type: ignore[arg-type]


def started(cast: Cast, individual: int | None = None) -> Case:
    case = noticed(cast, individual)
    inform(cast, case)
    case.refresh_from_db()
    return case


def record(cast: Cast, case: Case, **changes: object) -> int:
    said = {
        "part_a": True, "part_b": True, "form": "oral", "giver": "individual",
        "items": [Item(cast.unit("social"), kinds=frozenset({"need", "plan"}), declined=frozenset({"mapping"}))],
        "valid_until": clock.today() + timedelta(days=300), **changes,
    }
    by = said.pop("by", cast.nurse)
    return actions.record(case.ref, by=by, **said)  # type: ignore[arg-type]


def test_information_starts_the_case(cast: Cast) -> None:
    case = started(cast)
    assert case.state == State.STARTED


def test_record_goes_on_to_preparing(cast: Cast) -> None:
    case = started(cast)
    record(cast, case)
    case.refresh_from_db()
    assert case.state == State.PREPARING
    now = door.coverage(case.pk)
    assert now.units == {cast.unit("social"): frozenset({"need", "plan"})}
    assert now.part_a and now.part_b and not now.route
