"""Loads what has been said in a case into the pure facts that ``coverage`` reads. A constant number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from helhet.people.rules import OF_AGE, birthday
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.consent.coverage import Cell, Facts, Given, Released, Withdrawn
from helhet.process.consent.models import Consent, ConsentItem, Route, Withdrawal
from helhet.process.consent.words import Form, Giver, Way

# Verbs after which nothing is shared any more, and those that do so only on some grounds.
_ENDS = ("consent.decline", "need.refuse", "case.stop")
_ENDS_BY_GROUND = ("death", "deceased", "withdrawal")


def load(case_id: int) -> Facts:
    """The facts of a case. Six queries."""
    case = Case.objects.select_related("individual").get(pk=case_id)
    born = case.individual.born
    of_age = birthday(born, OF_AGE) if born else None
    moves = list(
        CaseMove.objects.filter(case=case, verb__in=[*_ENDS, "meeting.end", "closing.close"])
        .order_by("at").values_list("verb", "at", "data", "to_state")
    )
    return Facts(
        given=tuple(_given(row, of_age) for row in consents(case_id)),
        withdrawn=tuple(
            Withdrawn(w.at, w.scope, w.giver, w.recipient_id, w.recipient_name, w.kind)
            for w in Withdrawal.objects.filter(case=case).order_by("at", "id")
        ),
        released=tuple(_released(row, case.convener_unit_id) for row in routes(case_id)),
        meeting_ends=tuple(at for verb, at, _data, _to in moves if verb == "meeting.end"),
        stops=tuple(at for verb, at, data, to in moves if verb in _ENDS or to == State.DECLINED
                    or (verb == "closing.close" and (data or {}).get("ground") in _ENDS_BY_GROUND)),
        died_on=case.individual.died_on,
    )


def consents(case_id: int) -> Iterable[Consent]:
    rows = Consent.objects.select_related("relation").prefetch_related(
        Prefetch("items", ConsentItem.objects.order_by("id"))
    )
    return rows.filter(case_id=case_id).order_by("at", "id")


def routes(case_id: int) -> Iterable[Route]:
    rows = Route.objects.select_related("relation").prefetch_related("items")
    return rows.filter(case_id=case_id).order_by("at", "id")


def _given(row: Consent, of_age: date | None) -> Given:
    cells = [(Cell(i.unit_id, i.name, i.kind, i.source_id), i.yes) for i in row.items.all()]
    # A guardian's word ends the day the young person comes of age, a representative's with the mandate.
    ends = of_age if row.giver == Giver.GUARDIAN else row.relation.valid_to if row.relation else None
    return Given(
        at=row.at, until=row.valid_until, giver=row.giver, yes=frozenset(c for c, yes in cells if yes),
        no=frozenset(c for c, yes in cells if not yes), part_b=row.part_b, digital=row.digital,
        presumed=row.form == Form.PRESUMED, ends_on=ends,
    )


def _released(row: Route, convener: int) -> Released:
    mandate = row.way == Way.REPRESENTATIVE
    return Released(
        at=row.at, until=row.valid_until, cells=frozenset(Cell(i.unit_id, "", i.kind) for i in row.items.all()),
        source=None if mandate else row.unit_id, opens=mandate or row.unit_id == convener,
        ends_on=row.relation.valid_to if mandate and row.relation else None,
    )
