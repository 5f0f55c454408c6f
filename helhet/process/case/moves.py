"""The one table of moves. A move that is not here does not exist; ``docs/process.md`` is generated from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, refuse
from helhet.process.case.rules import BEFORE_PLAN, ENDED, OPEN, State

S = State
START = ""  # before there is a case
SAME = "same"


@dataclass(frozen=True)
class Move:
    """A verb: between which states, who does it, the rules it rests on, and what it opens."""

    verb: str
    says: str | Promise
    pairs: frozenset[tuple[str, str]]
    who: str
    rules: tuple[str, ...]
    opens: str = ""

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(a for a, _b in self.pairs)

    def targets(self, source: str) -> frozenset[str]:
        return frozenset(b for a, b in self.pairs if a == source)


def _pairs(sources: Iterable[str], *targets: str) -> frozenset[tuple[str, str]]:
    return frozenset((a, a if b == SAME else b) for a in sources for b in targets)


_CONSENT = frozenset(OPEN) - {S.REQUESTED, S.POINTED_OUT, S.NOTICED}
_ROUTE = {S.STARTED, S.PREPARING, S.CALLED, S.MEETING, S.DOCUMENTING, S.ACTIVE, S.FOLLOWING_UP}
_MAPPING = (S.PREPARING, S.CALLED, S.MEETING, S.ACTIVE, S.FOLLOWING_UP)
_TEAM = (S.CALLED, S.ACTIVE, S.FOLLOWING_UP)
_WRITES = (*OPEN, S.CLOSED)  # messages; after the end only about what is left to do
_WRITING = (S.MEETING, S.DOCUMENTING, S.FOLLOWING_UP)

MOVES: dict[str, Move] = {
    m.verb: m
    for m in (
        Move("need.request", _("SIP efterfrågades"), _pairs([START], S.REQUESTED),
             "the individual, guardian, next of kin, or staff recording it", ("NEED-03",), "an answer (NEED-04)"),
        Move("need.point_out", _("Ett behov påtalades"), _pairs([START], S.POINTED_OUT), "any listed actor",
             ("NEED-02",), "take up or answer"),
        Move("need.refuse", _("Frågan om SIP fick svaret nej"), _pairs([S.REQUESTED, S.POINTED_OUT], S.REFUSED),
             "the unit asked", ("NEED-05", "NEED-04"), "told"),
        Move("need.notice", _("Behov uppmärksammades"), _pairs([START, S.REQUESTED, S.POINTED_OUT], S.NOTICED),
             "a unit that may start", ("NEED-01", "CH-11"), "start without delay (NEED-12)"),
        Move("need.assess", _("Behovet bedömdes"), _pairs([S.NOTICED], SAME, S.INFORMED_ONLY, S.HANDED_ON),
             "the same unit", ("NEED-17", "NEED-07", "NEED-21")),
        Move("consent.inform", _("Personen informerades och erbjöds SIP"), _pairs([S.NOTICED], S.STARTED),
             "convener", ("INFO-01", "LAW-15")),
        Move("consent.record", _("Samtycke antecknades"),
             _pairs([S.STARTED], SAME, S.PREPARING) | _pairs(_CONSENT - {S.STARTED}, SAME),
             "whoever met the person; the person", ("CON-01", "CON-09", "CON-10", "CON-12"), "renewal before it ends"),
        Move("consent.route", _("Ett beslut utan samtycke antecknades"),
             _pairs([S.STARTED], SAME, S.PREPARING) | _pairs(_ROUTE - {S.STARTED}, SAME),
             "convener (mandate); each disclosing unit (harm assessment)", ("CON-17", "CON-18"), "reassessment"),
        Move("consent.decline", _("Personen tackade nej"), _pairs(BEFORE_PLAN, S.DECLINED),
             "the person, guardian or representative for theirs", ("CON-20", "CON-21")),
        Move("consent.withdraw", _("Samtycke togs tillbaka"),
             _pairs(OPEN, SAME) | _pairs(BEFORE_PLAN, S.DECLINED) | _pairs([S.ACTIVE, S.FOLLOWING_UP], S.CLOSED),
             "the person; guardian or representative; next of kin for theirs", ("CON-13", "CON-25", "CLOSE-05"),
             "sharing stops at once; closing duties"),
        Move("mapping.write", _("Kartläggningen fylldes på"), _pairs(_MAPPING, SAME),
             "the mapping's writer with the person", ("PREP-01", "PREP-14")),
        Move("meeting.plan", _("Mötet planerades"), _pairs([S.PREPARING], SAME), "convener",
             ("CALL-14", "PART-07"), "notice or latest day (CALL-15, CALL-16)"),
        Move("invitation.send", _("Kallelsen skickades"), _pairs([S.PREPARING], S.CALLED), "a unit that may call",
             ("CALL-01", "CALL-02", "CALL-03", "CALL-10", "CALL-11", "CALL-12"), "answers due; print-outs"),
        Move("participant.add", _("En deltagare lades till"), _pairs(_TEAM, SAME), "convener or main responsible",
             ("CALL-07",)),
        Move("participant.leave", _("En deltagare lämnade"), _pairs(_TEAM, SAME), "convener or main responsible",
             ("CALL-07",)),
        Move("participant.exclude", _("En deltagare är inte längre med"), _pairs(_TEAM, SAME),
             "convener or main responsible with the person", ("CALL-07",)),
        Move("invitation.answer", _("Kallelsen besvarades"), _pairs([S.CALLED, S.FOLLOWING_UP], SAME),
             "called or invited", ("CALL-17", "CALL-18", "ATT-05")),
        Move("meeting.move", _("Mötet flyttades"), _pairs([S.CALLED, S.FOLLOWING_UP], SAME),
             "convener or main responsible", ("CALL-14",), "all told"),
        Move("meeting.cancel", _("Mötet ställdes in"),
             _pairs([S.CALLED], S.PREPARING) | _pairs([S.FOLLOWING_UP], S.ACTIVE),
             "convener or main responsible", ("FU-01",), "all told; book anew"),
        Move("meeting.open", _("Mötet öppnades"), _pairs([S.CALLED], S.MEETING) | _pairs([S.FOLLOWING_UP], SAME),
             "leader or documenter", ("MEET-01", "CON-29")),
        Move("meeting.deviation", _("Något på mötet blev inte som planerat"),
             _pairs([S.CALLED, S.MEETING, S.FOLLOWING_UP], SAME), "leader or documenter", ("ATT-12",),
             "a way onwards for each of the four"),
        Move("meeting.end", _("Mötet avslutades"),
             _pairs([S.MEETING], S.DOCUMENTING, S.PREPARING, S.CALLED, S.INFORMED_ONLY)
             | _pairs([S.FOLLOWING_UP], SAME), "leader or documenter", ("MEET-14",)),
        Move("plan.write", _("Planen skrevs"), _pairs(_WRITING, SAME), "documenter; each unit its own",
             ("MEET-11", "PLAN-11")),
        Move("plan.establish", _("Planen upprättades"), _pairs([S.MEETING, S.DOCUMENTING], S.ACTIVE), "documenter",
             ("PLAN-01", "PLAN-02", "PLAN-03", "PLAN-04", "LAW-02"), "print-outs; KVÅ; copies"),
        Move("plan.change_main_responsible", _("Huvudansvaret lämnades över"), _pairs([S.ACTIVE, S.FOLLOWING_UP], SAME),
             "present main responsible; the receiving principal accepts", ("RESP-08",), "obligations move"),
        Move("plan.report", _("En insats uppdaterades"), _pairs([S.ACTIVE, S.FOLLOWING_UP], SAME),
             "the unit whose intervention it is", ("PLAN-24",)),
        Move("follow_up.call", _("En kallelse till uppföljning skickades"), _pairs([S.ACTIVE], S.FOLLOWING_UP),
             "main responsible", ("RESP-10", "RESP-11")),
        Move("follow_up.record", _("Uppföljningen antecknades"), _pairs([S.FOLLOWING_UP], S.ACTIVE), "documenter",
             ("FU-01", "FU-03", "FU-06"), "AW010"),
        Move("closing.close", _("SIP:en avslutades"), _pairs([S.ACTIVE, S.FOLLOWING_UP], S.CLOSED), "main responsible",
             ("FU-06", "CLOSE-01"), "all told; own documentation"),
        Move("closing.restart", _("SIP:en avslutades och startade om"), _pairs([S.ACTIVE, S.FOLLOWING_UP], S.CLOSED),
             "main responsible", ("FU-07", "CON-24"), "a new, linked case"),
        Move("closing.after", _("Något som var kvar efter avslutet gjordes"), _pairs([S.CLOSED], SAME),
             "each unit; main responsible", ("CLOSE-07", "CLOSE-08")),
        Move("case.stop", _("Arbetet avslutades innan en plan fanns"), _pairs(BEFORE_PLAN, S.CLOSED),
             "the unit that holds it", ("CLOSE-02",), "called ones told only that the meeting is off"),
        Move("dialogue.send", _("Ett meddelande skickades"), _pairs(_WRITES, SAME), "a unit that takes part",
             ("CON-10", "CON-09", "CON-01", "CON-13"), "read and acknowledged"),
        Move("dialogue.reply", _("Ett meddelande besvarades"), _pairs(_WRITES, SAME), "a unit that got it or sent it",
             ("CON-10", "CON-09", "CON-01", "CON-13"), "read and acknowledged"),
        Move("dialogue.forward", _("Ett meddelande skickades vidare"), _pairs(_WRITES, SAME),
             "a unit that got it or sent it", ("CON-10", "CON-09", "CON-01", "CON-13"), "read and acknowledged"),
        Move("dialogue.correct", _("Ett meddelande rättades"), _pairs(_WRITES, SAME), "the unit that sent it",
             ("IT-04", "CON-10"), "read again"),
        Move("dialogue.withdraw", _("Ett meddelande togs tillbaka"), _pairs([*OPEN, *ENDED], SAME),
             "the unit that sent it", ("IT-04",)),
        Move("dialogue.acknowledge", _("Ett meddelande kvitterades"), _pairs([*OPEN, *ENDED], SAME),
             "a unit that got it", ("IT-06",)),
        Move("dialogue.return", _("Ett meddelande lämnades tillbaka som felskickat"), _pairs([*OPEN, *ENDED], SAME),
             "a unit that got it", ("IT-03",), "sent to the right one"),
        Move("case.correct", _("En uppgift rättades"), _pairs([*OPEN, *ENDED], SAME), "the unit that wrote it",
             ("IT-04",)),
    )
}

# What ends a case, and so whatever waits in it: before there is a plan, with one, and at any time.
BEFORE_PLAN_ENDS = ("consent.decline", "consent.withdraw", "case.stop")
WITH_PLAN_ENDS = ("consent.withdraw", "closing.close", "closing.restart")
ENDS = ("consent.decline", "consent.withdraw", "case.stop", "closing.close", "closing.restart")

# A case is never a wall: from any end a new, linked case may be noticed (CON-20, NEED-13).
LINKS_FROM_END = frozenset({"need.notice", "closing.restart"})


def problems(verb: str, source: str, target: str) -> tuple[Refusal, ...]:
    """Why this move cannot be made from here; empty when it can. Raises KeyError for a verb not in the table."""
    move = MOVES[verb]
    if (source, target) in move.pairs:
        return ()
    here = State(source).label if source else _("inte påbörjad")
    return (
        Refusal(
            move.rules[0],
            _("Det går inte i det här läget: SIP:en är ”%(here)s”. Öppna SIP:en igen och se vad som är nästa steg.")
            % {"here": here},
        ),
    )


def must_be_allowed(verb: str, source: str, target: str) -> None:
    """Raises Refused when the table holds no such move."""
    refuse(problems(verb, source, target))
