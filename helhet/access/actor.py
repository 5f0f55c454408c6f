"""The one who acts: a user in an assignment, or a person in their own right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from helhet.access.rules import Permission


@dataclass(frozen=True)
class Actor:
    """Everything a door, a rule or the log asks about whoever acts. Bound to one assignment or relation."""

    user_id: int | None
    user_ref: UUID | None
    name: str
    kind: str  # staff, individual, relation or system
    title: str = ""
    phone: str = ""
    assignment_id: int | None = None
    assignment_ref: UUID | None = None
    unit_id: int | None = None
    unit_ref: UUID | None = None
    unit_name: str = ""
    unit_kind: str = ""
    unit_default_receiver: bool = False
    controller_id: int | None = None
    controller_name: str = ""
    principal_id: int | None = None
    principal_kinds: frozenset[str] = frozenset()  # region, municipality; Gotland is both
    county_code: str = ""
    role: str = ""
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    purpose: str = ""
    individual_id: int | None = None
    individual_ref: UUID | None = None
    relation_id: int | None = None
    emergency_access: bool = False  # what the controller has turned on; both off until it has decided
    direct_access: bool = False
    user_hsa: str = ""  # as the directory names them; the log says who and where by it
    unit_hsa: str = ""

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def system(job: str) -> Actor:
    """The house itself, acting in a named job."""
    return Actor(user_id=None, user_ref=None, name=f"system:{job}", kind="system", purpose=job)


PersonResolver = Callable[[UUID, UUID | None], Actor | None]
_resolve_person: list[PersonResolver] = []


def resolve_persons_by(resolver: PersonResolver) -> None:
    """The people room registers how a signed-in person (user ref, relation ref) becomes an Actor."""
    _resolve_person[:] = [resolver]


@dataclass(frozen=True)
class Way:
    """One way in for a person: as themself, or beside somebody else."""

    user_ref: UUID
    relation_ref: UUID | None
    name: str  # whose plan it is
    what: str  # in which capacity; empty for oneself


PersonFinder = Callable[[str], tuple[Way, ...]]
_find_persons: list[PersonFinder] = []


def find_persons_by(finder: PersonFinder) -> None:
    """The people room registers which ways in an identity number opens today, themself first."""
    _find_persons[:] = [finder]


def ways_in(number: str) -> tuple[Way, ...]:
    return _find_persons[0](number) if _find_persons else ()


def person(user_ref: UUID, relation_ref: UUID | None) -> Actor | None:
    return _resolve_person[0](user_ref, relation_ref) if _resolve_person else None
