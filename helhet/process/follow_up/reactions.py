"""What a follow-up leaves to be done, by whom and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.moves import WITH_PLAN_ENDS
from helhet.process.case.rules import WITH_PLAN, State
from helhet.process.case.shared import case_of, rows, units
from helhet.process.follow_up import codes, waiting
from helhet.process.follow_up.models import ChangeNoted, FollowUp, FollowUpCall
from helhet.process.follow_up.words import ChangeKind
from helhet.process.meeting import door as meeting
from helhet.process.plan import door as plan
from helhet.process.plan import load
from helhet.process.plan.models import PlanVersion
from helhet.process.plan.rules import PlanFacts


def _facts(subject: Subject) -> waiting.Waiting | None:
    case = case_of(subject)
    version = load.newest_version(case.pk) if case and State(case.state) in WITH_PLAN else None
    if case is None or version is None:
        return None
    facts, chosen = plan.facts_of(version), load.main_of(case.pk)
    main = (chosen.unit_id if chosen else facts.main_unit) or case.convener_unit_id
    called = max((c for c in rows(FollowUpCall, case.pk) if c.version == version.n), key=lambda c: c.at, default=None)
    changed, at_hospital = _changed(case, called.at if called else version.at)
    return waiting.Waiting(
        state=case.state, main_unit=main, established_on=_day(version.at), follow_up_on=facts.follow_up_on,
        level=case.level, changed_on=changed, at_hospital=at_hospital, touched_on=_touched(case, version),
        codes=tuple((w.unit, w.what, w.day) for w in codes.waiting(case.pk, case.sip_kind)),
        called_on=_day(called.at) if called else None, meeting_on=_meets(case),
        untold=_untold(case, facts, main, called.at) if called and case.state == State.FOLLOWING_UP else (),
        ends_since=_ends(case, version, called.at if called else None),
    )


def _changed(case: Case, since: datetime) -> tuple[date | None, bool]:
    """The first day somebody told of a change since, and whether the person is in hospital."""
    told = sorted((c.at, c.kinds) for c in rows(ChangeNoted, case.pk) if c.at > since)
    return (_day(told[0][0]) if told else None), any(ChangeKind.HOSPITAL in kinds for _at, kinds in told)


def _touched(case: Case, version: PlanVersion) -> date:
    """The day the plan was last made or followed up."""
    last = max((f.at for f in rows(FollowUp, case.pk)), default=None)
    return _day(max(last, version.at) if last else version.at)


def _meets(case: Case) -> date | None:
    if case.state != State.FOLLOWING_UP:
        return None
    starts = meeting.newest_starts_at(case.pk)
    return _day(starts) if starts else None


def _untold(case: Case, facts: PlanFacts, main: int, since: datetime) -> tuple[int, ...]:
    """Units that have not told how it goes since the call; for one that is not in Helhet the main responsible asks."""
    told = load.reports(case.pk, since)
    owing = {i.unit for i in facts.standing if i.unit and i.ref not in told}
    found = units(u for u in owing if u)
    return tuple(sorted({u.id if u.uses_helhet else main for u in found.values()}))


def _ends(case: Case, version: PlanVersion, called: datetime | None) -> date | None:
    """The day the plan in force was followed up to be ended or begun anew, when nobody has called again since."""
    ends = [f for f in rows(FollowUp, case.pk) if f.version == version.n and f.made_version is None]
    row = max(ends, key=lambda f: f.at, default=None)
    return _day(row.at) if row and (called is None or called < row.at) else None


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def source(subject: Subject, today: date) -> Iterable[Due]:
    facts = _facts(subject)
    return waiting.waiting(facts, subject.profile) if facts else ()


registry.register("follow_up", source)
_MAIN = "the main responsible's unit"
words.register(
    waiting.CALL, _("Kalla till uppföljning"), "follow-up-call", action=_("Skriv kallelsen"), bound=_MAIN,
    rules=("RESP-10",), values=("follow_up_call_days_before", "follow_up_rhythm_days"), done_by=("follow_up.call",),
    ended_by=WITH_PLAN_ENDS,
)
words.register(
    waiting.HOLD, _("Följ upp planen"), "follow-up", action=_("Till uppföljningen"), bound=_MAIN, rules=("FU-01",),
    values=("follow_up_rhythm_days",), done_by=("follow_up.call",), ended_by=WITH_PLAN_ENDS,
)
words.register(
    waiting.EARLY, _("Något har ändrats: kalla till uppföljning tidigare"), "follow-up-call",
    action=_("Skriv kallelsen"), bound=_MAIN, rules=("LAW-10", "RESP-11"), done_by=("follow_up.call",),
    ended_by=WITH_PLAN_ENDS,
)
words.register(
    waiting.TELL, _("Berätta hur det går med er insats före uppföljningen"), "follow-up",
    action=_("Berätta hur det går"),
    bound="each unit with an intervention; the main responsible's for units that are not in Helhet",
    rules=("RESP-14",), done_by=("plan.report",), ended_by=(*WITH_PLAN_ENDS, "meeting.cancel", "follow_up.record"),
)
words.register(
    waiting.RECORD, _("Håll uppföljningen och skriv ner den"), "follow-up-record", action=_("Skriv ner uppföljningen"),
    bound=_MAIN, rules=("FU-01",), done_by=("follow_up.record",), ended_by=(*WITH_PLAN_ENDS, "meeting.cancel"),
)
words.register(
    waiting.FINISH, _("Avsluta SIP:en, eller börja om"), "closing", action=_("Avsluta eller börja om"), bound=_MAIN,
    rules=("FU-01",), done_by=("closing.close", "closing.restart"), ended_by=("consent.withdraw", "follow_up.call"),
)
words.register(
    waiting.OUTDATED, _("Följ upp planen eller avsluta SIP:en: den är inte längre aktuell"), "closing",
    action=_("Avsluta eller följ upp"), bound=_MAIN, rules=("CLOSE-11",), values=("outdated_months",),
    done_by=("closing.close", "closing.restart", "follow_up.call"), ended_by=("consent.withdraw",),
)
words.register(
    waiting.CODES, _("Registrera KVÅ-koden i er journal"), "follow-up-codes", action=_("Se koden och bocka av"),
    bound="each unit of health care in Helhet that took part", rules=("QA-01", "QA-02", "QA-03"),
    values=("kva_establish", "kva_establish_discharge", "kva_follow_up"), done_by=("follow_up.coded",),
    ended_by=WITH_PLAN_ENDS,
)
