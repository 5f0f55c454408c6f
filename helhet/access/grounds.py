"""The grounds somebody may read on, as a table of data: each row with its section of law. No decisions here.

*Handing over* (utlämnande) and *direct access* are two ways with rows of their own and are never one row: what is
handed over becomes the receiver's record, what is read directly stays the owner's. The rows differ by direction. A row
that is not here is a no.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.rules import Purpose


class Way(StrEnum):
    OWN = "own"  # one's own record: written here, or received
    HANDED_OVER = "handed_over"
    DIRECT = "direct"
    EMERGENCY = "emergency"


class Party(StrEnum):
    """What a controller's unit is in the laws of secrecy and of shared records."""

    CARE = "care"  # vårdgivare
    SUPPORT = "support"  # omsorgsgivare for older people and people with disabilities: whom lag 2022:913 reaches
    FAMILY = "family"  # individual and family care: social services outside lag 2022:913
    SCHOOL = "school"
    OTHER = "other"  # invited: state agencies, HVB, user organisations


class Situation(StrEnum):
    CONSENT = "consent"
    CANNOT = "cannot"  # cannot take a stand, and not only for the moment
    CHILD = "child"  # a child who cannot consent yet
    NEEDED = "needed"  # under 18, continuing misuse, LPT or LRV, or an expected child: necessary care or support
    SAME_BODY = "same_body"  # health care within one region or municipality; home and disability care within one
    DANGER = "danger"  # danger to life, or a serious risk to health, and no yes can be had


@dataclass(frozen=True)
class Law:
    """In this way, from this party to that one, in this situation, by this section."""

    way: Way
    giver: Party
    receiver: Party
    situation: Situation
    section: str


C, S, F, OUTSIDE = Party.CARE, Party.SUPPORT, Party.FAMILY, Party.OTHER
_H, _D, _E = Way.HANDED_OVER, Way.DIRECT, Way.EMERGENCY
_YES, _CANNOT, _CHILD, _NEEDED = Situation.CONSENT, Situation.CANNOT, Situation.CHILD, Situation.NEEDED
_ONE, _DANGER = Situation.SAME_BODY, Situation.DANGER

LAWS: tuple[Law, ...] = (
    *(Law(_H, giver, receiver, _YES, "OSL 10 kap. 1 § och 12 kap. 2 §") for giver in Party for receiver in Party),
    # There is no mirror of 25:13: social services may not hand over because the person cannot answer.
    *(Law(_H, C, receiver, _CANNOT, "OSL 25 kap. 13 §") for receiver in (C, S, F)),
    *(Law(_H, C, receiver, _NEEDED, "OSL 25 kap. 12 §") for receiver in (C, S, F)),
    *(Law(_H, giver, receiver, _NEEDED, "OSL 26 kap. 9 §") for giver in (S, F) for receiver in (C, S, F)),
    Law(_H, C, C, _ONE, "OSL 25 kap. 11 §"),
    Law(_H, S, S, _ONE, "OSL 26 kap. 9 c §"),
    *(Law(_D, giver, C, _YES, "lag 2022:913 3 kap. 1 §") for giver in (C, S)),
    *(Law(_D, giver, C, _CANNOT, "lag 2022:913 3 kap. 3 §") for giver in (C, S)),
    *(Law(_D, giver, C, _CHILD, "lag 2022:913 3 kap. 1 §") for giver in (C, S)),
    *(Law(_D, giver, S, _YES, "lag 2022:913 3 kap. 2 §") for giver in (C, S)),
    # Not symmetric: who gives support reads only others who give support, when the person cannot answer.
    Law(_D, S, S, _CANNOT, "lag 2022:913 3 kap. 4 §"),
    Law(_D, S, S, _CHILD, "lag 2022:913 3 kap. 2 §"),
    *(Law(_E, giver, C, _DANGER, "lag 2022:913 3 kap. 6 §") for giver in (C, S)),
)
_SECTIONS = {(r.way, r.giver, r.receiver, r.situation): r.section for r in LAWS}

_UNITS = {
    "social_services": F, "municipal_health_care": C, "school": Party.SCHOOL, "lss": S, "other_municipal": OUTSIDE,
    "social_insurance": OUTSIDE, "employment_service": OUTSIDE, "probation": OUTSIDE, "hvb": OUTSIDE,
    "user_organisation": OUTSIDE,
    "inpatient_care": C, "outpatient_care": C, "health_centre": C, "child_health": C, "adult_psychiatry": C,
    "dental_care": C, "contracted_care": C,
}


def party(unit_kind: str) -> Party:
    """What a unit of this kind is in law; what is not known is outside the act."""
    return _UNITS.get(unit_kind, OUTSIDE)


def section(way: Way, giver: Party, receiver: Party, situation: Situation) -> str:
    """The section of law that opens this way in this direction; empty when none does."""
    return _SECTIONS.get((way, giver, receiver, situation), "")


@dataclass(frozen=True)
class Source:
    """One source of ``access.reach``: which way it is, how it is told, and what it withstands."""

    way: Way
    because: str | Promise
    rule: str
    law: str
    received: bool = False  # one's own record copy: stays through a block, and opens nothing newer
    block_proof: bool = False  # a block does not shut it
    purposes: frozenset[str] = frozenset(Purpose.values)


_H_LAW = "OSL 10 kap. 1 § och 12 kap. 2 §"
# In order of strength: the first that holds is the one that is told.
SOURCES: dict[str, Source] = {
    "own": Source(Way.OWN, _("Du ser detta därför att din enhet arbetar med den här SIP:en."), "NEED-11",
                  "PDL 3 kap., SoL 14 kap.", block_proof=True),
    "consent": Source(_H, _("Du ser detta därför att personen har samtyckt till det."), "CON-10", _H_LAW),
    "route": Source(_H, _("Du ser detta efter ett beslut, när personen inte kan samtycka."), "CON-17",
                    "OSL 25 kap. 12–13 §, 26 kap. 9 §"),
    "copy": Source(Way.OWN, _("Du ser det som lämnades till din enhet medan samtycket gällde."), "IT-06",
                   "PDL 3 kap., SoL 14 kap.", received=True, block_proof=True),
    "message": Source(Way.OWN, _("Du ser de meddelanden som din enhet har skickat eller fått."), "IT-06",
                      "PDL 3 kap., SoL 14 kap.", received=True, block_proof=True),
    "call": Source(_H, _("Du ser kallelsen därför att din enhet är kallad eller inbjuden."), "ATT-01", _H_LAW),
    "direct": Source(_D, _("Du ser detta genom direktåtkomst, som personen har samtyckt till."), "IT-03",
                     "lag 2022:913 3 kap. 1–2 §", purposes=frozenset({Purpose.CARE, Purpose.SUPPORT})),
    "emergency": Source(_E, _("Du ser detta genom nödöppning. Den granskas i efterhand, och personen får veta."),
                        "IT-03", "lag 2022:913 3 kap. 6 §", purposes=frozenset({Purpose.CARE})),
}
