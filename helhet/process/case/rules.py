"""States of a case as words, and what can be said of a case from its state alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.rules import Kind
from helhet.kit.refusals import Refusal, check, gather


class State(TextChoices):
    REQUESTED = "requested", _("Efterfrågad")
    POINTED_OUT = "pointed_out", _("Påtalad")
    NOTICED = "noticed", _("Behov uppmärksammat")
    STARTED = "started", _("Startad")
    PREPARING = "preparing", _("Förbereds")
    CALLED = "called", _("Kallelsen är skickad")
    MEETING = "meeting", _("Möte pågår")
    DOCUMENTING = "documenting", _("Mötet hållet, planen skrivs")
    ACTIVE = "active", _("Pågående plan")
    FOLLOWING_UP = "following_up", _("Följs upp")
    DECLINED = "declined", _("Personen tackade nej")
    REFUSED = "refused", _("Svaret blev nej")
    INFORMED_ONLY = "informed_only", _("Information räckte")
    HANDED_ON = "handed_on", _("Lämnad vidare")
    CLOSED = "closed", _("Avslutad")


ENDED = frozenset({State.DECLINED, State.REFUSED, State.INFORMED_ONLY, State.HANDED_ON, State.CLOSED})
OPEN = frozenset(State) - ENDED
BEFORE_PLAN = frozenset({
    State.REQUESTED, State.POINTED_OUT, State.NOTICED, State.STARTED, State.PREPARING, State.CALLED,
    State.MEETING, State.DOCUMENTING,
})
WITH_PLAN = frozenset({State.ACTIVE, State.FOLLOWING_UP})


class ParticipantKind(TextChoices):
    """How somebody takes part. Called has a duty to come, invited has not (ATT-11)."""

    CONVENER = "convener", _("Sammankallande")
    SUMMONED = "summoned", _("Kallad")
    INVITED = "invited", _("Inbjuden")
    MAIN_RESPONSIBLE = "main_responsible", _("Huvudansvarig")
    COORDINATION = "coordination", _("Samordningsansvarig")
    LEADER = "leader", _("Mötesledare")
    DOCUMENTER = "documenter", _("Dokumenterar")
    INTERPRETER = "interpreter", _("Tolk")
    SUPPORT = "support", _("Stödperson")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")


class StopGround(TextChoices):
    """Why a case ends before there is a plan (case.stop)."""

    NEED_ENDED = "need_ended", _("Behovet har upphört")
    MET_OTHERWISE = "met_otherwise", _("Behovet möts på annat sätt")
    REQUEST_WITHDRAWN = "request_withdrawn", _("Förfrågan är återtagen")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Samtycket är återtaget")
    DECEASED = "deceased", _("Personen har avlidit")
    MOVED = "moved", _("Personen har flyttat")
    COMPULSORY_CARE_PLAN = "compulsory_care_plan", _("En plan enligt LPT eller LRV görs i stället")


class CorrectedPart(TextChoices):
    """Which part of the record a correction concerns."""

    NEED = "need", _("Varför vi började")
    CONSENT = "consent", _("Samtycket")
    MAPPING = "mapping", _("Kartläggningen")
    MEETING = "meeting", _("Mötet")
    CALL = "call", _("Kallelsen")
    PLAN = "plan", _("Planen")
    FOLLOW_UP = "follow_up", _("Uppföljningen")
    CLOSING = "closing", _("Avslutet")


CORRECTED_KIND: dict[str, Kind] = {
    CorrectedPart.NEED: Kind.NEED, CorrectedPart.CONSENT: Kind.CONSENT, CorrectedPart.MAPPING: Kind.MAPPING,
    CorrectedPart.MEETING: Kind.MEETING, CorrectedPart.CALL: Kind.MEETING, CorrectedPart.PLAN: Kind.PLAN,
    CorrectedPart.FOLLOW_UP: Kind.PLAN, CorrectedPart.CLOSING: Kind.PLAN,
}
# What a move tells of, by the first word of its verb. How a SIP ended is told to all who were with.
TOLD_KIND: dict[str, Kind] = {
    "need": Kind.NEED, "consent": Kind.CONSENT, "mapping": Kind.MAPPING, "meeting": Kind.MEETING,
    "invitation": Kind.MEETING, "participant": Kind.MEETING, "plan": Kind.PLAN, "follow_up": Kind.PLAN,
    "dialogue": Kind.MESSAGES,
}


def kind_told(verb: str, what: str = "") -> Kind | None:
    """The kind of information a line of the history belongs to; None when everybody with may read it."""
    return CORRECTED_KIND.get(what) if verb == "case.correct" else TOLD_KIND.get(verb.partition(".")[0])


def may_correct(text: str) -> tuple[Refusal, ...]:
    """A correction must say what is wrong and how it is; what stood before is never hidden."""
    return gather(check("IT-04", text.strip(), _("Skriv vad som är fel och hur det är rätt."), "text"))


@dataclass(frozen=True)
class Step:
    """One step of the path a page draws."""

    code: str
    name: str | Promise
    state: str  # done, now or next
    on: datetime | None = None


_PATH: tuple[tuple[str, str | Promise, frozenset[State]], ...] = (
    ("need", _("Behov"), frozenset({State.REQUESTED, State.POINTED_OUT, State.NOTICED})),
    ("consent", _("Samtycke"), frozenset({State.STARTED})),
    ("mapping", _("Kartläggning"), frozenset({State.PREPARING})),
    ("invitation", _("Kallelse"), frozenset({State.CALLED})),
    ("meeting", _("Möte"), frozenset({State.MEETING})),
    ("plan", _("Plan"), frozenset({State.DOCUMENTING})),
    ("follow_up", _("Uppföljning"), frozenset({State.ACTIVE, State.FOLLOWING_UP})),
)


def path(state: str, reached: dict[str, datetime]) -> tuple[Step, ...]:
    """The path of steps: done before the present one, *now* for it, *next* after.

    ``reached`` maps a state to the moment it was first reached. An ended case has no *now*: what was reached is done.
    """
    at = next((i for i, (_c, _n, states) in enumerate(_PATH) if state in states), None)
    steps = []
    for i, (code, name, states) in enumerate(_PATH):
        on = min((reached[s] for s in states if s in reached), default=None)
        done = (at is not None and i < at) or (at is None and on is not None)
        steps.append(Step(code, name, "done" if done else "now" if i == at else "next", on))
    return tuple(steps)
