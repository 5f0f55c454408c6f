"""The only way in to a report. Whose report it is opens it; of the person it shows what reach gives at the reading."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.context import open_cases, set_context
from helhet.access.decision import ReachRow, decide
from helhet.access.rules import Kind
from helhet.audit import log
from helhet.clock.registry import Subject
from helhet.deviation import events, rules
from helhet.deviation.cards import FormPage, ListedReport, Page, ReportCard, StepCard
from helhet.deviation.models import Report, Step
from helhet.deviation.rules import RULE_OF, DeviationKind, ReportState, StepKind
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case import door as cases
from helhet.process.meeting import door as meeting
from helhet.rulebook import door as rulebook

SIZE = 25
SIDES = ("received", "sent")
FILTERS = ("open", "late", "answered", "closed")
_OPEN = (ReportState.REPORTED, ReportState.RECEIVED, ReportState.RETURNED)


def known(by: Actor, rows: Iterable[ReachRow]) -> frozenset[str]:
    """What the reader's unit may know of the case now. A copy from before is no ground for something new."""
    decision = decide(by, by.purpose, rows, (), None, clock.now())
    return decision.kinds - decision.copied


def side_of(report: Report, by: Actor) -> str:
    """Which of the two units reads; empty for all others."""
    if not by.is_staff or by.unit_id is None:
        return ""
    return {report.reporter_id: "reporter", report.receiver_id: "receiver"}.get(by.unit_id, "")


def report(by: Actor, ref: UUID) -> ReportCard:
    """One report, logged as read. Raises NotThere when it does not exist or is neither from nor to one's unit."""
    with transaction.atomic():
        set_context(by, [ref])
        row = Report.objects.select_related("case").filter(ref=ref).first()
        side = side_of(row, by) if row else ""
        if row is not None and side:
            kinds = known(by, reach.rows(row.case_ref, by.unit_id))
            open_cases([row.case_ref] if kinds else [])
            card = _card(row, side, by, kinds)
            log.record(events.READ, by=by, individuals=[row.individual] if kinds else [],
                       subject=row.case_ref if kinds else row.ref, data={"report": str(row.ref)})
            return card
    with transaction.atomic():
        log.record(events.DENIED, by=by, subject=ref)
    raise NotThere(logged=True)


def _card(row: Report, side: str, by: Actor, kinds: frozenset[str]) -> ReportCard:
    steps = list(Step.objects.filter(report=row).order_by("id"))
    units = organisations.units_by_id({row.reporter_id, row.receiver_id} | {u for s in steps for u in (
        s.unit_id, s.to_unit_id) if u})
    reads = side == "reporter" or Kind.MEETING.value in kinds
    kind = DeviationKind(row.kind)
    return ReportCard(
        ref=row.ref, number=row.number, kind=row.kind, kind_name=str(kind.label), rule=RULE_OF.get(kind, ""),
        state=row.state, state_name=str(ReportState(row.state).label), reporter=units[row.reporter_id],
        receiver=units[row.receiver_id], side=side, happened_on=row.happened_on, due=row.due, at=row.at,
        by=row.by_name, proposal=row.proposal, steps=tuple(_step(s, units, side, by) for s in steps),
        may=frozenset(verb for verb in rules.MOVES if rules.may(verb, row.state, side)),
        person=_named([row.individual]).get(row.individual) if kinds else None,
        case_ref=row.case_ref if kinds else None, case_number=row.case.number if kinds else "",
        what=row.what if reads else None, effect=row.effect if reads else "",
    )


def _step(s: Step, units: dict[int, organisations.UnitCard], side: str, by: Actor) -> StepCard:
    # What one unit wrote when it sent the report back was not written to the next.
    open_words = side == "reporter" or s.kind != StepKind.RETURNED or s.unit_id == by.unit_id
    return StepCard(s.kind, str(StepKind(s.kind).label), units[s.unit_id].name,
                    units[s.to_unit_id].name if s.to_unit_id else "", s.text if open_words else "", s.cause, s.measure,
                    s.by_day, s.satisfied, s.at, s.by_name)


def listed(by: Actor, *, side: str = "received", only: str = "", after: str = "") -> Page:
    """One page of the reports to (``received``) or from (``sent``) the unit, newest first, logged as shown.

    ``only`` is open, late, answered or closed. Raises ValueError for anything else.
    """
    if side not in SIDES or (only and only not in FILTERS):
        raise ValueError(side, only)
    with transaction.atomic():
        set_context(by)
        found = Report.objects.filter(**{"receiver_id" if side == "received" else "reporter_id": by.unit_id or 0})
        rows = list(_after(_only(found, only), after)[: SIZE + 1])
        shown = _names(by, rows[:SIZE])
        units = organisations.units_by_id(r.reporter_id if side == "received" else r.receiver_id for r in rows)
        more = len(rows) > SIZE
        cards = tuple(_row(r, side, units, shown) for r in rows[:SIZE])
        return Page(cards, cards[-1].cursor if more else None)


def _only(found: QuerySet[Report], only: str) -> QuerySet[Report]:
    late = Q(state__in=rules.WAITS_FOR_ANSWER, due__lt=clock.today())
    return found.filter({
        "": Q(), "open": Q(state__in=_OPEN), "late": late, "answered": Q(state=ReportState.ANSWERED),
        "closed": Q(state=ReportState.CLOSED),
    }[only])


def _after(found: QuerySet[Report], after: str) -> QuerySet[Report]:
    rows = found.order_by("-at", "-id")
    if after:
        at, pk = after.rsplit("_", 1)
        moment = datetime.fromisoformat(at)
        rows = rows.filter(at__lte=moment).filter(Q(at__lt=moment) | Q(at=moment, pk__lt=int(pk)))
    return rows


def _names(by: Actor, rows: list[Report]) -> dict[UUID, people.ListedPerson]:
    """The persons of the rows whose cases the unit reaches now, by report, logged as shown. Bounded in queries."""
    reached = reach.rows_of({r.case_ref for r in rows}, by.unit_id or 0)
    known_cases = {ref for ref, found in reached.items() if known(by, found)}
    kept = {r.ref: r.individual for r in rows if r.case_ref in known_cases}
    open_cases(known_cases)
    persons = _named(kept.values())
    if kept:
        log.record(events.LISTED, by=by, individuals=sorted(persons), data={"reports": sorted(map(str, kept))})
    return {ref: persons[individual] for ref, individual in kept.items() if individual in persons}


def _named(individuals: Iterable[int]) -> dict[int, people.ListedPerson]:
    """Whom reports are about; nobody with a protected identity, for the units beside the name say where they are."""
    return {pk: person for pk, person in people.persons(individuals).items() if not person.protected}


def _row(
    r: Report, side: str, units: dict[int, organisations.UnitCard], shown: dict[UUID, people.ListedPerson]
) -> ListedReport:
    other = r.reporter_id if side == "received" else r.receiver_id
    late = r.state in rules.WAITS_FOR_ANSWER and r.due < clock.today()
    return ListedReport(r.ref, r.number, str(DeviationKind(r.kind).label), r.state,
                        str(ReportState(r.state).label), units[other].name, r.happened_on, r.due, late,
                        shown.get(r.ref), f"{r.at.isoformat()}_{r.pk}")


def form_page(by: Actor, case_ref: UUID, kind: str = "", unit: UUID | None = None) -> FormPage:
    """What a new report on a case is written from, filled in when the kind and the unit are known. Raises NotThere."""
    about = organisations.unit(unit) if unit else None
    with cases.visit(by, case_ref) as v:
        if not v.decision.kinds - v.decision.copied:
            raise NotThere
        with_us = {p.unit_id: p for p in v.case.participants if p.unit_id and p.unit_id != by.unit_id}
        cards = organisations.units_by_id(with_us)
        absent = about is not None and kind == DeviationKind.ABSENT and v.live(Kind.MEETING) and v.take(Kind.MEETING)
        missed = meeting.missed(v.case.id, about.id) if about and absent else None
        sitting = missed.meeting if missed else None
        near = organisations.find_units(county=by.county_code, limit=organisations.MOST) if not about else ()
        return FormPage(
            case_ref=case_ref, case_number=v.case.number, given_name=v.person.given_name,
            units=tuple((str(cards[u].ref), p.name, p.kind_name) for u, p in with_us.items()),
            others=tuple((str(c.ref), c.name, c.controller_name) for c in near
                         if c.uses_helhet and c.id not in with_us and c.id != by.unit_id),
            kind=DeviationKind(kind) if kind else None, unit=about,
            happened_on=clock.local(missed.starts_at).date() if missed else clock.today(),
            what=_said(kind, about, missed), days=v.profile.deviation_days,
            already=again(v.case.id, by.unit_id or 0, about.id, kind, sitting) if about else None,
        )


def _said(kind: str, about: organisations.UnitCard | None, missed: meeting.Missed | None) -> str:
    if about is None or kind not in rules.FIRST_WORDS or (kind == DeviationKind.ABSENT and missed is None):
        return ""
    said = str(rules.FIRST_WORDS[kind]) % {"unit": about.name}
    return f"{said}\n{missed.note}" if missed and missed.note else said


def again(case: int, reporter: int, about: int, kind: str, meeting_ref: UUID | None) -> UUID | None:
    """The report a unit has already sent of the same absence, or of the same thing and not closed yet."""
    rows = Report.objects.filter(case_id=case, reporter_id=reporter, receiver_id=about, kind=kind)
    rows = rows.filter(meeting=meeting_ref) if meeting_ref else rows.exclude(state=ReportState.CLOSED)
    return rows.values_list("ref", flat=True).first()


def subject(row: Report) -> Subject:
    """The report as the clock knows it."""
    version = row.case.profile_version_id
    return Subject("deviation", row.ref, row.individual, version, rulebook.profile(version))


def _walked() -> QuerySet[Report]:
    return Report.objects.exclude(state=ReportState.CLOSED)


def after(key: int, many: int) -> list[tuple[int, Subject]]:
    """The next reports that are not closed, by rising id."""
    rows = _walked().select_related("case").filter(pk__gt=key).order_by("pk")[:many]
    return [(row.pk, subject(row)) for row in rows]


def hold(ref: UUID) -> Subject | None:
    """Lock a report as a verb does, so that none moves it meanwhile."""
    row = Report.objects.select_for_update(of=("self",)).select_related("case").filter(ref=ref).first()
    return subject(row) if row else None


def walked() -> int:
    return _walked().count()


def subjects() -> Iterator[Subject]:
    """Every report as the clock knows it, closed ones too, for the proof. Bounded memory."""
    for row in Report.objects.select_related("case").order_by("id").iterator(chunk_size=500):
        yield subject(row)


def facts(subjects: Iterable[Subject]) -> dict[UUID, rules.Waiting]:
    """Where reports stand, for what is due. One query."""
    rows = Report.objects.filter(ref__in=[s.ref for s in subjects])
    return {
        r.ref: rules.Waiting(r.state, r.reporter_id, r.receiver_id, _day(r.at), _day(r.moved_at), r.due) for r in rows
    }


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
