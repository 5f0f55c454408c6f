"""The only way in to a plan: the draft for those who write it, versions for those who hold or are given them."""

from dataclasses import replace

from django.db.models import QuerySet

from helhet.access.rules import Kind, Permission
from helhet.kit import clock
from helhet.kit.versions import read as read_texts
from helhet.organisations import door as organisations
from helhet.process.case.door import Visit
from helhet.process.case.rules import State
from helhet.process.case.shared import units
from helhet.process.consent import door as consent
from helhet.process.need.words import SipKind
from helhet.process.plan import around, load, rules
from helhet.process.plan.cards import DraftCard, HandOutCard, PlanCard, ReportCard, VersionCard
from helhet.process.plan.content import Main
from helhet.process.plan.models import HandOut, KvaCode, PlanVersion, StatusReport
from helhet.process.plan.snapshot import short_code
from helhet.process.plan.words import Receiver, Status

__all__ = ["DraftCard", "PlanCard", "VersionCard"]

WRITING = (State.MEETING, State.DOCUMENTING, State.FOLLOWING_UP)


def draft(v: Visit) -> DraftCard | None:
    """The open draft, for a unit that is covered now and, while a meeting goes on, present. A copy does not open it."""
    if not v.by.is_staff or not _covered(v):
        return None
    pen = around.documents(v.case.id, v.case.participants, v.by)
    if not (pen or around.present(v.case.id, v.by.unit_id)) or not v.take(Kind.PLAN):
        return None
    row = load.open_draft(v.case.id)
    if row is None:
        return None
    texts = read_texts(row.ref)
    content = load.draft_content(row, around.frame(
        case=v.case.id, number=v.case.number, kind=v.case.sip_kind, person=v.person,
        participants=v.case.participants), texts)
    now = around.circumstances(v.case.id, v.person.is_child)
    return DraftCard(
        ref=row.ref, content=content, seen={(str(ref), name): text.n for (ref, name), text in texts.items()},
        missing=rules.missing(rules.facts(content, now), v.profile),
        documenter=pen, unit=v.by.unit_id, by_route=now.route,
    )


def newest(v: Visit) -> PlanCard | None:
    """The newest version the asker holds a copy of, or any when covered now or at the person's own door."""
    found = _readable(v)
    row = found.first() if found is not None else None
    return _card(v, row) if row else None


def version(v: Visit, n: int) -> PlanCard | None:
    """One version, under the same conditions as ``newest``."""
    found = _readable(v)
    row = found.filter(n=n).first() if found is not None else None
    return _card(v, row) if row else None


def versions(v: Visit) -> tuple[VersionCard, ...]:
    """The versions the asker may read, newest first. One query."""
    found = _readable(v)
    return tuple(_line(row) for row in found) if found is not None else ()


def plan_of(case_id: int) -> rules.PlanFacts | None:
    """The plan in force as facts, for later steps: main responsible and statuses as they are now. None before one.

    Four queries. For actions and obligations; a page reads by ``newest``.
    """
    row = load.newest_version(case_id)
    if row is None:
        return None
    return facts_of(row, main_of(case_id))


def facts_of(row: PlanVersion, main: Main | None = None) -> rules.PlanFacts:
    """A version with its statuses as they are now, and who is main responsible now or else who was then."""
    content = load.as_it_goes(load.version_content(row), load.reports(row.case_id, row.at))
    return rules.facts(replace(content, main=main or content.main), rules.Circumstances(clock.today()))


def main_of(case_id: int) -> Main | None:
    """Who is main responsible now, as accepted last."""
    row = load.main_of(case_id)
    return load.main_content(row, units([row.unit_id])) if row else None


def _covered(v: Visit) -> bool:
    return around.reaches(v.case.ref, v.by.unit_id, v.by.unit_id in v.case.units())


def _told_all(v: Visit) -> bool:
    """Who reads every version, and what has been told since: those covered now, near the person, in an emergency."""
    return not v.by.is_staff or _covered(v) or v.decision.only_reads


def _readable(v: Visit) -> QuerySet[PlanVersion] | None:
    if not v.take(Kind.PLAN):
        return None
    found = PlanVersion.objects.filter(case_id=v.case.id).order_by("-n")
    if _told_all(v):
        return found
    return found.filter(copies__unit_id=v.by.unit_id or 0)


def _tells_contacts(v: Visit, row: PlanVersion) -> bool:
    """Whether how to reach the person is shared with the asker now, or was when its copy was handed over."""
    if not v.by.is_staff or v.live(Kind.CONTACTS):
        return True
    unit = v.by.unit_id or 0
    handed = row.copies.filter(unit_id=unit).exists()  # type: ignore[attr-defined]
    return handed and Kind.CONTACTS.value in consent.coverage(v.case.id, row.at).kinds(unit)


def _line(row: PlanVersion) -> VersionCard:
    return VersionCard(row.n, row.at, row.by_name, row.by_unit_name, short_code(row.checksum))


def _card(v: Visit, row: PlanVersion) -> PlanCard:
    last = load.newest_version(v.case.id)
    is_last = last is not None and last.pk == row.pk
    content, codes = load.version_content(row), _codes(row)
    if content.kind == SipKind.AFTER_DISCHARGE and Kind.NEED.value not in v.decision.kinds:
        # A stay in hospital is part of why one began; the code for it says the same.
        content, codes = replace(content, kind=SipKind.NEW.value, kind_name=str(SipKind.NEW.label)), ()
    if not _tells_contacts(v, row):
        content = around.without_contacts(content)
    main, asked = (load.main_of(v.case.id), load.asked_main(v.case.id)) if is_last else (None, None)
    # What is told after a copy was handed over is new: for those covered now, and for who answers for the whole.
    fresh = _told_all(v) or (main is not None and main.unit_id == v.by.unit_id)
    told = load.reports(v.case.id, row.at) if is_last and fresh else {}
    units = organisations.units_by_id({m.unit_id for m in (main, asked) if m})
    changed = main.acceptance.at if main and main.draft_id != row.draft_id else None
    return PlanCard(
        version=_line(row), content=content, now=load.as_it_goes(content, told), checksum=row.checksum,
        newest=is_last, main=load.main_content(main, units) if main else content.main, main_changed_at=changed,
        asked=load.main_content(asked, units) if asked else None, asked_by=asked.by_unit_name if asked else "",
        reports={ref: _report(r) for ref, r in told.items()}, hand_outs=_hand_outs(row), codes=codes,
        unit=v.by.unit_id,
    )


def _report(r: StatusReport) -> ReportCard:
    return ReportCard(str(Status(r.status).label), r.reason, r.at, r.by_name, r.by_unit_name)


def _hand_outs(row: PlanVersion) -> tuple[HandOutCard, ...]:
    rows = HandOut.objects.filter(version=row).order_by("at", "id")
    return tuple(HandOutCard(str(Receiver(h.receiver).label), h.name, h.wanted, h.at, h.by_name) for h in rows)


def _codes(row: PlanVersion) -> tuple[tuple[str, str], ...]:
    rows = KvaCode.objects.select_related("unit").filter(version=row).order_by("id")
    return tuple((k.unit.name, k.code) for k in rows)


def may_write(v: Visit) -> bool:
    """Whether the asker's unit may write in the draft in this step of the case."""
    if not v.by.is_staff or v.case.state not in WRITING or not v.by.may(Permission.PLAN_WRITE) or not _covered(v):
        return False
    return around.present(v.case.id, v.by.unit_id) or around.documents(v.case.id, v.case.participants, v.by)
