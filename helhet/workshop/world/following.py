"""How a follow-up is told: called, held and written down."""

from datetime import timedelta

from helhet.access.actor import Actor
from helhet.process.case import door as cases
from helhet.process.closing import actions as closing
from helhet.process.closing import door as endings
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up.rules import EffortSaid, GoalSaid
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.plan import door as plans
from helhet.workshop.world.tale import Asked, Tale, lines, workday


def called_again(
    tale: Tale, ago: int, meets: int, place: str, *asked: Asked, by: Actor, purpose: str, questions: str,
    changed: str = "", hour: int = 13,
) -> None:
    """The main responsible calls to a follow-up, to those who are asked."""
    starts = tale.world.moment(workday(tale.world, meets), hour)
    keys = {f"{a.kind}:{tale.unit(a.who) if a.kind == 'unit' else tale.world.relations[a.who]}" for a in asked}
    with tale.on(ago):
        follow_up.call(
            tale.ref, by=by, what_changed=changed,
            sitting=follow_up.Sitting(starts, starts + timedelta(hours=1), place, "physical", True),
            letter=follow_up.Letter(
                receivers=frozenset(keys), purpose=purpose, questions=lines(questions), list_agreed=True,
                contact_name=by.name, contact_phone=by.phone, contact_unit=by.unit_name, spoken=True),
        )
    tale.asked = list(asked)


def followed_up(
    tale: Tale, ago: int, *attendance: Attendee, by: Actor, next: int, place: str, texts: dict[str, str],
    kin: str = "none", hour: int = 13,
) -> None:
    """The follow-up is held and everything goes on: a new version, and a new day."""
    with tale.on(ago, hour=hour):
        meeting.open_meeting(tale.ref, attendance=attendance, yes_again=True, by=by)
    with cases.visit(by, tale.ref) as visit:
        card = plans.newest(visit)
    if card is None:
        raise ValueError(f"{tale.key} has no plan to follow up")
    starts = tale.world.moment(workday(tale.world, -next), hour)
    with tale.on(ago, hour=hour + 1):
        follow_up.record(
            tale.ref, by=by, texts=texts, read_back=True, said_yes=True,
            said=follow_up.Said(
                goals={g.ref: GoalSaid("partly") for g in card.now.sub_goals},
                efforts={i.ref: EffortSaid("yes", "yes", "partly", "goes_on") for i in card.now.interventions},
                yes_again="yes", outcome="revise", need_municipality=True, need_region=True,
            ),
            next=follow_up.Next(starts, starts + timedelta(hours=1), place),
            together=follow_up.Together("whole", kin),
        )


def ticked_off(
    tale: Tale, ago: int, by: Actor, *codes: str, whom: str = "", where: str = "", experience: str = ""
) -> None:
    """What a unit has done after the ending, by the codes of the duties; ``whom`` narrows to whom it was for."""
    with tale.on(ago, hour=11), cases.visit(by, tale.ref) as visit:
        card = endings.closing(visit)
        duties = card.duties if card else ()
    mine = [d.ref for d in duties if d.mine and d.code in codes and (not whom or d.whom == whom)]
    with tale.on(ago, hour=11):
        closing.tick(tale.ref, duties=mine, done_on=tale.day(ago), where_to_turn=where, experience=experience, by=by)
