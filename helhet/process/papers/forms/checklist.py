"""The checklist of the SIP process, blank or with what is known to be done already ticked."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.kit import clock
from helhet.kit.dates import date_full
from helhet.process.case.door import Visit
from helhet.process.closing import door as closing
from helhet.process.consent import door as consent
from helhet.process.follow_up import door as follow_up
from helhet.process.follow_up.door import FollowUpCard
from helhet.process.invitation import door as invitation
from helhet.process.invitation.cards import CallCard
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.meeting.cards import MeetingCard
from helhet.process.papers.forms._lines import AFTER, BEFORE, DURING, OWN, Line
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Heading, Room, Sheet, Text, Ticks
from helhet.process.plan import door as plan
from helhet.process.plan.cards import PlanCard
from helhet.rulebook.profile import Profile

CODE = "checklista"


def fill(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    """What is done and what is left, for the unit that holds the SIP; others take the blank one."""
    if not invitation.holds(v):
        return ()
    who = Facts(((_("Namn"), v.person.name), (_("SIP"), v.case.number), (_("Dag"), date_full(clock.today()))))
    return (_sheet(v.profile, easy, who, done(v)),)


def blank(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    return (_sheet(profile, easy, Facts(((_("Namn"), ""), (_("SIP"), ""), (_("Dag"), ""))), frozenset()),)


def done(v: Visit) -> frozenset[str]:
    """The lines that what is written in the SIP shows to be done. Only what the reader may see counts."""
    card, found = invitation.call(v), plan.newest(v)
    told, agreed = consent.information(v), consent.in_force(v)
    talked, mapped = mapping.settled(v), mapping.mapping(v)
    facts = {
        "informed": told, "understood": told and told.understood, "offered": told and told.offered,
        "adapted": told and told.adapted,
        "consent": agreed and agreed.in_force, "limits": agreed and agreed.asked,
        "important": mapping.important(v), "mapped": mapped and mapped.filled, "participation": talked,
        **_sent(card), **_held(meeting.meetings(v)), **_planned(found), **_since(follow_up.follow_up(v)),
        "closed": (ended := closing.closing(v)) and not ended.left,
    }
    return frozenset(code for code, fact in facts.items() if fact)


def _sent(card: CallCard | None) -> dict[str, Any]:
    if card is None or card.sent_at is None or card.off_at:
        return {}
    return {
        "purpose": card.purpose and card.questions and card.recipients, "sent": True,
        "spoken": all(r.spoken_on for r in card.recipients), "own": card.person_handed_on,
        "answered": not card.silent,
    }


def _held(meetings: tuple[MeetingCard, ...]) -> dict[str, Any]:
    """Of the newest meeting that is not called off."""
    m = next((m for m in meetings if m.state != "cancelled"), None)
    if m is None:
        return {}
    return {
        "place": m.agreed_with_person, "leads": m.leader_name and m.documenter_name,
        "screen": m.on_screen and m.link and m.technical_help, "round": m.opened_at,
    }


def _planned(found: PlanCard | None) -> dict[str, Any]:
    if found is None:
        return {}
    content = found.content
    return {
        "goals": content.sub_goals and content.interventions, "main": found.main, "written": True,
        "next": content.follow_up.starts_at, "summed": content.agreement and content.agreement.read_back,
        "given": found.hand_outs, "code": found.codes,
    }


def _since(card: FollowUpCard | None) -> dict[str, Any]:
    if card is None:
        return {}
    return {
        "efforts": card.efforts and not card.untold, "called": card.following_up or card.past,
        "followed": card.past, "onward": card.past and card.past[0].made_version == card.n,
    }


def _sheet(profile: Profile, easy: bool, who: Facts, finished: frozenset[str]) -> Sheet:
    def ticks(question: str, lines: Iterable[Line]) -> Ticks:
        words = {"days": profile.in_words("document_days")}
        return Ticks(question, tuple(
            (str(line.light if easy else line.plain) % words, line.code in finished)
            for line in lines if not line.when or getattr(profile, line.when)))

    own = (Heading(_("I vår region")), ticks(_("Det här ska alla göra"), OWN)) if profile.document_days else ()
    blocks: tuple[Block, ...] = (
        who, Text(_("Kryssa för det som är gjort. Det som Helhet vet är redan ikryssat.") if finished else
                  _("Kryssa för det som är gjort.")),
        Heading(_("Innan mötet")), *(ticks(str(name), lines) for name, lines in BEFORE),
        Heading(_("Under mötet")), ticks(_("På mötet"), DURING),
        Heading(_("Efter mötet och uppföljning")), ticks(_("När mötet är slut"), AFTER), *own,
        Room(_("Att komma ihåg"), 3),
        Text(_("Raderna är våra egna, efter reglerna i regelboken."), small=True),
    )
    lines = (*(line for _name, some in BEFORE for line in some), *DURING, *AFTER, *(OWN if own else ()))
    return Sheet(
        code=CODE, title=_("Checklista för SIP"), blocks=blocks, easy=easy, foot=(profile.name,),
        rules=tuple(dict.fromkeys(line.rule for line in lines if not line.when or getattr(profile, line.when))),
    )


PAPER = Paper(CODE, gettext_lazy("Checklista för SIP"), gettext_lazy(
    "Vad som ska göras innan mötet, under mötet och när ni följer upp."), blank, fill)
