"""The only place that calls to a follow-up, notes a change, and writes down how it went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.kit.text import clean_text
from helhet.process.case.actions import hold, move, must_be_with, touch
from helhet.process.case.models import Case
from helhet.process.case.moves import must_be_allowed
from helhet.process.case.rules import State
from helhet.process.consent import door as consent
from helhet.process.follow_up import calling, codes, events, recording, rules
from helhet.process.follow_up.calling import Letter
from helhet.process.follow_up.models import ChangeNoted, CodeNoted, FollowUpCall
from helhet.process.follow_up.recording import Next, Said, Together
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.actions import Booking
from helhet.process.need.written import signed
from helhet.process.plan import door as plan
from helhet.process.plan import load

__all__ = ["Letter", "Next", "Said", "Sitting", "Together", "call", "note_change", "note_codes", "record"]


@dataclass(frozen=True)
class Sitting:
    """When, where and how one meets."""

    starts_at: datetime
    ends_at: datetime
    place: str
    form: str
    agreed_with_person: bool
    agreed_how: str = ""
    link: str = ""
    technical_help: str = ""
    reason_for_time: str = ""
    participation: str = ""  # left out: as last settled


def call(case_ref: UUID, *, sitting: Sitting, letter: Letter, what_changed: str = "", by: Actor) -> UUID:
    """Call to a follow-up: books the meeting and sends the call. Returns the meeting's ref.

    Before the plan's own day it says what has changed. Raises Refused (RESP-10, CON-30, RESP-11, and what a meeting
    and a call demand), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.FOLLOW_UP)
        facts = plan.plan_of(case.pk)
        if facts is None or not by.is_staff:
            raise NotThere
        must_be_allowed("follow_up.call", case.state, State.FOLLOWING_UP)
        day = clock.local(sitting.starts_at).date()
        early = rules.is_early(day, facts.follow_up_on)
        found = rules.may_call(rules.Calling(
            by.unit_id, facts.main_unit, facts.main_unit_name, consent.coverage(case.pk, clock.now()).in_force,
            early, what_changed.strip(),
        ))
        refuse(tuple(r for r in found if r.field is None))
        ref = _book_and_call(case, sitting, letter, found, by)
        version = load.newest_version(case.pk)
        row = FollowUpCall.objects.create(
            case=case, version=version.n if version else 0, meeting=ref, early=early,
            what_changed=clean_text(what_changed), **signed(by),
        )
        move(case, verb="follow_up.call", to=State.FOLLOWING_UP, by=by, reason=row.what_changed,
             data={"call": str(row.ref), "meeting": str(ref), "early": early})
        return ref


def _book_and_call(
    case: Case, sitting: Sitting, letter: Letter, found: tuple[Refusal, ...], by: Actor
) -> UUID:
    """The meeting and its call, with everything that is wrong told at once."""
    ref: UUID | None = None
    wanted = Booking(
        kind=calling.KIND, starts_at=sitting.starts_at, ends_at=sitting.ends_at, place=sitting.place,
        form=sitting.form, participation=sitting.participation, agreed_with_person=sitting.agreed_with_person,
        agreed_how=sitting.agreed_how, link=sitting.link, technical_help=sitting.technical_help,
        reason_for_time=sitting.reason_for_time,
    )
    try:
        ref = meeting.book(case, wanted, by=by)
    except Refused as no:
        found += no.refusals
    try:
        calling.send(case, letter, by=by)
    except Refused as no:
        # Without a meeting the call asks for one too: that has been said already.
        found += tuple(r for r in no.refusals if ref or r.rule != "CALL-14")
    refuse(found)
    if ref is None:
        raise NotThere
    return ref


def note_change(case_ref: UUID, *, kinds: Iterable[str], what: str, by: Actor) -> None:
    """Tell that life has changed: the main responsible is asked to call earlier (RESP-11). Raises Refused, NotThere."""
    chosen = tuple(kinds)
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.FOLLOW_UP)
        must_be_with(case, by)
        if not recording.reads_plan(case, by) or case.state not in (State.ACTIVE, State.FOLLOWING_UP):
            raise NotThere
        refuse(rules.may_note(chosen, what.strip()))
        ChangeNoted.objects.create(case=case, kinds=sorted(chosen), what=clean_text(what), **signed(by))
        touch(case)
        log.record(events.CHANGE_NOTED, by=by, individuals=[case.individual_id], subject=case.ref,
                   data={"kinds": sorted(chosen)})


def record(
    case_ref: UUID, *, said: Said, texts: Mapping[str, str], next: Next | None = None,
    together: Together | None = None, read_back: bool = False, said_yes: bool = False, other: str = "", by: Actor,
) -> int | None:
    """Write down a follow-up; to go on makes a new version, by all that establishing demands. Returns its number.

    ``next`` and ``together`` are written into the draft when given. On the way to closing or a new SIP no version is
    made. Raises Refused (FU-01, FU-03, CON-29, CH-22, FU-06, FU-07, FU-08, what the plan lacks), Conflict, NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.FOLLOW_UP)
        recording.must_hold_the_pen(case, by)
        must_be_allowed("follow_up.record", case.state, State.ACTIVE)
        facts, found = recording.judged(case, said, by)
        made = None
        if said.outcome == recording.REVISE:
            made = recording.new_version(case, found, next, together, read_back=read_back, said_yes=said_yes,
                                         other=other, by=by)
        else:
            refuse(found)
        row = recording.write(case, said, facts, texts, made, by)
        move(case, verb="follow_up.record", to=State.ACTIVE, by=by, reason=said.reason,
             data={"follow_up": str(row.ref), "outcome": said.outcome, "version": made})
        return made


def note_codes(case_ref: UUID, *, by: Actor) -> int:
    """Note that one's own unit has registered the codes that waited (QA-01..03); returns how many. Raises NotThere."""
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.PLAN_WRITE)
        if not recording.reads_plan(case, by):
            raise NotThere
        found = codes.waiting(case.pk, case.sip_kind, by.unit_id)
        for one in found:
            CodeNoted.objects.create(case=case, kva_id=one.kva, follow_up_code_id=one.follow_up_code, **signed(by))
        touch(case)
        if found:
            log.record(events.CODED, by=by, individuals=[case.individual_id], subject=case.ref,
                       data={"codes": sorted({w.code for w in found})})
        return len(found)
