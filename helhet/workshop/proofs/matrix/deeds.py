"""The same question asked of the verbs themselves: with everything filled in, who gets to do it?

A page that opens is not yet a deed. Each deed here is called as every identity, and undone; whoever is not named must
meet the same refusal as for a record that does not exist, before any other rule is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from helhet.workshop.proofs.matrix import scene

if TYPE_CHECKING:
    from helhet.access.actor import Actor
    from helhet.workshop.proofs.matrix.stage import Stage

HOLDERS = ("samordnar", "utsedd", "samordnare")  # who works with the person at the unit that holds the case
Verb = Callable[["Stage", UUID, "Actor"], Any]


@dataclass(frozen=True)
class Deed:
    """One verb with valid arguments, in whose case, and who may do it."""

    what: str
    case: str
    verb: Verb
    may: tuple[str, ...]
    told: tuple[str, ...] = ()  # who takes part, and is told by which rule it is somebody else's to do


def deeds() -> tuple[Deed, ...]:
    """Every deed asked about. Needs Django to be set up."""
    from helhet.kit import clock
    from helhet.people import actions as people
    from helhet.process.closing import actions as closing
    from helhet.process.consent import actions as consent
    from helhet.process.dialogue import actions as dialogue
    from helhet.process.follow_up import actions as follow_up
    from helhet.process.invitation import actions as invitation
    from helhet.process.mapping import actions as mapping
    from helhet.process.meeting import actions as meeting
    from helhet.process.need import actions as need
    from helhet.process.plan import actions as plan

    def person(stage: "Stage", ref: UUID) -> int:
        return int(stage.truth.one("SELECT individual_id FROM process_case WHERE ref = %s", ref))

    def fact(stage: "Stage", ref: UUID, name: str) -> UUID:
        key = next(k for k, r in stage.refs.items() if r == ref)
        return stage.facts[key].found[name]  # type: ignore[no-any-return]

    with_plan = (*HOLDERS, "deltar", "skola")
    contacts = (*HOLDERS, "deltar")  # who shares how to reach the person now
    return (
        Deed("Anteckna ett nej till SIP", scene.JOSEF, lambda s, r, by: consent.decline(
            r, informed="yes", by=by), (*HOLDERS, "josef")),
        Deed("Ta tillbaka ett samtycke", scene.VERA, lambda s, r, by: consent.withdraw(
            r, scope="all", by=by), (*with_plan, "vera")),
        Deed("Ändra personens adress", scene.VERA, lambda s, r, by: people.set_contact(
            individual=person(s, r), address="Ny", by=by), contacts),
        Deed("Skriva i kartläggningen", scene.ALEX, lambda s, r, by: mapping.write_area(
            r, area="sleep", texts={"needs": "Nytt"}, seen={"needs": 1}, by=by), (*HOLDERS, "alex")),
        Deed("Säga vad som är viktigt", scene.ALEX, lambda s, r, by: mapping.say_what_matters(
            r, words="Nytt", seen=1, by=by), (*HOLDERS, "alex")),
        Deed("Ställa in mötet", scene.FARAH, lambda s, r, by: meeting.cancel(r, reason="Sjuk", by=by), HOLDERS),
        Deed("Svara på kallelsen", scene.FARAH, lambda s, r, by: invitation.answer(
            r, answer="comes", who_name="Någon", who_title="", by=by), ("deltar", "skola")),
        Deed("Låta en enhet lämna", scene.VERA, lambda s, r, by: invitation.participant_leave(
            r, participant=fact(s, r, "participant"), reason="Klart", by=by), HOLDERS),
        Deed("Skriva ett mål i planen", scene.OMAR, lambda s, r, by: plan.write_goal(
            r, texts={"before": "Nytt"}, seen={"before": 1}, by=by), HOLDERS),
        Deed("Upprätta planen", scene.OMAR, lambda s, r, by: plan.establish(
            r, read_back=True, consent_to_planning=True, by=by), HOLDERS),
        Deed("Skriva ett meddelande", scene.VERA, lambda s, r, by: dialogue.send(
            r, kind="care", text="Hej", receivers=[], by=by), (*HOLDERS, "reception", "deltar", "skola")),
        Deed("Rätta ett meddelande", scene.VERA, lambda s, r, by: dialogue.correct(
            fact(s, r, "message"), text="Nytt", why="Fel", seen=1, by=by), (*HOLDERS, "reception")),
        Deed("Anteckna att läget har ändrats", scene.VERA, lambda s, r, by: follow_up.note_change(
            r, kinds=["needs"], what="Nytt", by=by), with_plan),
        Deed("Avsluta SIP:en", scene.VERA, lambda s, r, by: closing.close(r, ground="agreed", by=by), HOLDERS,
             told=("deltar", "skola")),
        Deed("Bedöma behovet", scene.JOSEF, lambda s, r, by: need.assess(
            r, needs_met=False, coordination_needed=True, base_level_tried=True, level="sip", outcome="sip",
            agreed_with_person=True, by=by), HOLDERS),
        Deed("Skriva att någon inte längre är nära", scene.VERA, lambda s, r, by: people.end_relation(
            relation=int(s.truth.one("SELECT id FROM people_relation WHERE ref = %s", fact(s, r, "relation"))),
            on=clock.today(), by=by), contacts),
    )


def outcome(stage: "Stage", deed: Deed, by: "Actor") -> str:
    """What came of it, and nothing is kept: ``gjort``, ``finns inte`` or the name of another refusal."""
    from django.db import transaction

    from helhet.kit.doors import NotThere
    from helhet.kit.refusals import Conflict, Refused

    with transaction.atomic():
        try:
            deed.verb(stage, stage.refs[deed.case], by)
            found = "gjort"
        except NotThere:
            found = "finns inte"
        except (Refused, Conflict) as said_no:
            found = type(said_no).__name__
        transaction.set_rollback(True)
    return found


def actor(stage: "Stage", who: str) -> "Actor | None":
    """The one who acts when this identity is signed in."""
    from importlib import import_module

    from django.conf import settings

    from helhet.access import door

    key = stage.askers[who].session_key
    return door.actor_of(import_module(settings.SESSION_ENGINE).SessionStore(key)) if key else None


def wrong(stage: "Stage") -> Iterator[str]:
    """Every deed that somebody gets to do who may not, or is refused who may."""
    actors = {who: actor(stage, who) for who in stage.askers}
    for deed in deeds():
        for who, by in actors.items():
            if by is None:
                continue
            found = outcome(stage, deed, by)
            expected = found == "Refused" if who in deed.told else (found != "finns inte") == (who in deed.may)
            if not expected:
                yield f"{who}: ”{deed.what}” ({deed.case}) gav ”{found}”"
