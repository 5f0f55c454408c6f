"""Loads what has been said in a case into the pure facts that ``coverage`` reads. A constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Prefetch

from helhet.people.rules import OF_AGE, birthday
from helhet.process.case.models import CaseMove
from helhet.process.case.rules import State
from helhet.process.case.shared import rows, with_person
from helhet.process.consent.coverage import Cell, Facts, Given, Released, Withdrawn
from helhet.process.consent.models import Consent, ConsentItem, Route, Withdrawal
from helhet.process.consent.words import Form, Giver, Way

# Verbs after which nothing is shared any more, and those that do so only on some grounds.
_ENDS = ("consent.decline", "need.refuse", "case.stop")
_ENDS_BY_GROUND = ("death", "deceased", "withdrawal")


def load(case_id: int) -> Facts:
    """The facts of a case. Six queries."""
    case = with_person(case_id)
    born = case.individual.born
    of_age = birthday(born, OF_AGE) if born else None
    ends = {*_ENDS, "meeting.end", "closing.close"}
    moves = sorted(((m.verb, m.at, m.data, m.to_state) for m in rows(CaseMove, case_id, without=("reason",))
                    if m.verb in ends), key=lambda move: move[1])
    items: dict[int, list[ConsentItem]] = {}
    for item in rows(ConsentItem, case_id, "consent__case"):
        items.setdefault(item.consent_id, []).append(item)
    given = sorted(rows(Consent, case_id, also=("relation",)), key=_in_time)
    return Facts(
        given=tuple(_given(row, items.get(row.pk, []), of_age) for row in given),
        withdrawn=tuple(
            Withdrawn(w.at, w.scope, w.giver, w.recipient_id, w.recipient_name, w.kind)
            for w in sorted(rows(Withdrawal, case_id), key=_in_time)
        ),
        released=tuple(_released(row, case.convener_unit_id) for row in routes(case_id)),
        meeting_ends=tuple(at for verb, at, _data, _to in moves if verb == "meeting.end"),
        stops=tuple(at for verb, at, data, to in moves if verb in _ENDS or to == State.DECLINED
                    or (verb == "closing.close" and (data or {}).get("ground") in _ENDS_BY_GROUND)),
        died_on=case.individual.died_on,
    )


def consents(case_id: int) -> Iterable[Consent]:
    items = Prefetch("items", ConsentItem.objects.order_by("id"))
    return sorted(rows(Consent, case_id, also=("relation",), prefetch=(items,)), key=_in_time)


def routes(case_id: int) -> Iterable[Route]:
    return sorted(rows(Route, case_id, also=("relation",), prefetch=("items",)), key=_in_time)


def _in_time(row: Consent | Route | Withdrawal) -> tuple[datetime, int]:
    return row.at, row.pk


def _given(row: Consent, items: Iterable[ConsentItem], of_age: date | None) -> Given:
    cells = [(Cell(i.unit_id, i.name, i.kind, i.source_id), i.yes) for i in items]
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
