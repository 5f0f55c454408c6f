"""What a plan says, as frozen dataclasses: the draft and every established version have the same shape."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Intervention:
    """One thing to be done. ``sub_goal`` empty: it serves the long-term goal itself (PLAN-14)."""

    ref: str
    owner: str
    status: str
    status_name: str
    what: str
    sub_goal: str = ""
    unit: int | None = None
    owner_name: str = ""
    side: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    when: str = ""
    how_often: str = ""
    how_often_name: str = ""
    where: str = ""
    where_name: str = ""
    where_text: str = ""
    responsible: str = ""
    phone: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SubGoal:
    ref: str
    area: str
    area_name: str
    title: str
    aim: str = ""
    measure: str = ""
    accepted: str = ""
    possible: str = ""
    by_when: str = ""
    follow_up: str = ""
    met: str = ""
    met_name: str = ""


@dataclass(frozen=True)
class OwnPart:
    ref: str
    who: str
    who_name: str
    name: str
    what: str


@dataclass(frozen=True)
class Other:
    """A measure by somebody who is neither municipality nor region (PLAN-03)."""

    ref: str
    name: str
    what: str
    said_by: str = ""


@dataclass(frozen=True)
class Contact:
    ref: str
    unit: int
    unit_name: str
    name: str
    function: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Disagreement:
    ref: str
    whose: str
    text: str


@dataclass(frozen=True)
class Main:
    """The main responsible: principal, unit, person and telephone (RESP-01, RESP-04)."""

    unit: int
    unit_name: str
    principal: str
    side: str
    name: str
    phone: str
    wish: str = ""


@dataclass(frozen=True)
class FollowUp:
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    participants: str = ""


@dataclass(frozen=True)
class Together:
    """How the plan was made with the person and those near them."""

    took_part: str = ""
    took_part_name: str = ""
    why_absent: str = ""
    adapted: str = ""
    kin: str = ""
    kin_name: str = ""
    kin_why: str = ""


@dataclass(frozen=True)
class Child:
    """What the law asks further when the person is a child (CH-02, CH-04, CH-06, CH-16)."""

    heard: bool | None = None
    heard_how: str = ""
    prepared: bool | None = None
    prepared_why: str = ""
    took_part: bool | None = None
    took_part_why: str = ""
    placed: bool | None = None
    health_unit: str = ""
    dental_unit: str = ""
    school_unit: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    number: str = ""
    address: str = ""
    phone: str = ""
    given_name: str = ""
    representative: str = ""

    @property
    def genitive(self) -> str:
        """Whose plan it is, as one writes it: "Lars", "Ingrids"."""
        name = self.given_name or self.name
        return name if name[-1:].lower() in ("s", "x", "z", "") else f"{name}s"


@dataclass(frozen=True)
class Member:
    """Somebody round the table. ``took_part`` None: it is not known whether they came."""

    name: str
    function: str = ""
    kind_name: str = ""
    phone: str = ""
    took_part: bool | None = None


@dataclass(frozen=True)
class Agreement:
    """The close of the meeting: read back, and the yes to the planning (CON-27)."""

    read_back: bool
    said_yes: bool
    other: str = ""


@dataclass(frozen=True)
class Established:
    by_name: str
    unit_name: str
    at: datetime
    version: int


@dataclass(frozen=True)
class PlanContent:
    """Everything a plan says. Drawn by the page, frozen by ``establish``, printed from the version."""

    number: str
    kind: str
    kind_name: str
    person: Person
    noticed_by: tuple[str, ...] = ()
    discovered_on: date | None = None
    goal: str = ""
    others_goal: str = ""
    before: str = ""
    how_short: str = ""
    how_long: str = ""
    help: str = ""
    sub_goals: tuple[SubGoal, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    own: tuple[OwnPart, ...] = ()
    others: tuple[Other, ...] = ()
    others_none: bool = False
    contacts: tuple[Contact, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    main: Main | None = None
    follow_up: FollowUp = FollowUp()
    together: Together = Together()
    child: Child | None = None
    members: tuple[Member, ...] = ()
    agreement: Agreement | None = None
    established: Established | None = None

    def of(self, sub_goal: str) -> tuple[Intervention, ...]:
        """The interventions under a sub-goal; with "" those that serve the long-term goal itself."""
        return tuple(i for i in self.interventions if i.sub_goal == sub_goal)
