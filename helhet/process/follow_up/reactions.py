"""What a follow-up leaves to be done, by whom and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.process.case.models import Case
from helhet.process.case.rules import WITH_PLAN, State
from helhet.process.follow_up import waiting
from helhet.process.follow_up.models import ChangeNoted, FollowUp, FollowUpCall
from helhet.process.meeting import door as meeting
from helhet.process.plan import door as plan
from helhet.process.plan import load
from helhet.process.plan.models import PlanVersion
from helhet.process.plan.rules import PlanFacts


def _facts(subject: Subject) -> waiting.Waiting | None:
    case = Case.objects.filter(ref=subject.ref).first()
    version = load.newest_version(case.pk) if case and State(case.state) in WITH_PLAN else None
    facts = plan.plan_of(case.pk) if case and version else None
    if case is None or version is None or facts is None:
        return None
    main = facts.main_unit or case.convener_unit_id
    called = FollowUpCall.objects.filter(case=case, version=version.n).order_by("-at").first()
    return waiting.Waiting(
        state=case.state, main_unit=main, established_on=_day(version.at), follow_up_on=facts.follow_up_on,
        level=case.level, changed_on=_changed(case, called.at if called else version.at),
        called_on=_day(called.at) if called else None, meeting_on=_meets(case),
        untold=_untold(case, facts, main, called.at) if called and case.state == State.FOLLOWING_UP else (),
        ends_since=_ends(case, version, called.at if called else None),
    )


def _changed(case: Case, since: datetime) -> date | None:
    first = ChangeNoted.objects.filter(case=case, at__gt=since).order_by("at").values_list("at", flat=True).first()
    return _day(first) if first else None


def _meets(case: Case) -> date | None:
    if case.state != State.FOLLOWING_UP:
        return None
    found = meeting.meeting_of(case.pk)
    return _day(found.starts_at) if found else None


def _untold(case: Case, facts: PlanFacts, main: int, since: datetime) -> tuple[int, ...]:
    """Units that have not told how it goes since the call; for one that is not in Helhet the main responsible asks."""
    told = load.reports(case.pk, since)
    owing = {i.unit for i in facts.standing if i.unit and i.ref not in told}
    units = organisations.units_by_id(u for u in owing if u)
    return tuple(sorted({u.id if u.uses_helhet else main for u in units.values()}))


def _ends(case: Case, version: PlanVersion, called: datetime | None) -> date | None:
    """The day the plan in force was followed up to be ended or begun anew, when nobody has called again since."""
    row = FollowUp.objects.filter(case=case, version=version.n, made_version=None).order_by("-at").first()
    return _day(row.at) if row and (called is None or called < row.at) else None


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def source(subject: Subject, today: date) -> Iterable[Due]:
    facts = _facts(subject)
    return waiting.waiting(facts, subject.profile) if facts else ()


registry.register("follow_up", source)
words.register(waiting.CALL, _("Kalla till uppföljning"), "follow-up-call",
               action=_("Skriv kallelsen"))
words.register(waiting.HOLD, _("Följ upp planen"), "follow-up", action=_("Till uppföljningen"))
words.register(waiting.EARLY, _("Något har ändrats: kalla till uppföljning tidigare"), "follow-up-call",
               action=_("Skriv kallelsen"))
words.register(waiting.TELL, _("Berätta hur det går med er insats före uppföljningen"), "follow-up",
               action=_("Berätta hur det går"))
words.register(waiting.RECORD, _("Håll uppföljningen och skriv ner den"), "follow-up-record",
               action=_("Skriv ner uppföljningen"))
words.register(waiting.FINISH, _("Avsluta SIP:en, eller börja om"), "closing",
               action=_("Avsluta eller börja om"))
