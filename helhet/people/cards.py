"""What the people door hands out: frozen, with everything a page or a rule asks of a person."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from helhet.access.rules import Kind
from helhet.people.rules import Ages, RelationFacts, reads_all


@dataclass(frozen=True)
class RelationCard:
    """Somebody beside the person, with their rights as they stand."""

    id: int
    ref: UUID
    individual_id: int
    kind: str
    kind_name: str
    label: str  # "mamma", "granne"
    name: str
    number: str
    phone: str
    email: str
    address: str
    valid_from: date
    valid_to: date | None
    in_force: bool
    insight: bool
    participation: bool
    consent: bool
    powers_note: str
    mandate: str
    objected: bool
    objection: str
    must_not_know: bool
    facts: RelationFacts

    @property
    def called(self) -> str:
        """The word for them on a page: "mamma" where one is given, else "Vårdnadshavare"."""
        return self.label or self.kind_name


@dataclass(frozen=True)
class PersonCard:
    """One person. ``relations`` are those that hold today, guardians first."""

    id: int
    ref: UUID
    name: str
    given_name: str
    family_name: str
    number: str  # 19121212-1212
    number_kind: str
    born: date | None
    age: int | None
    is_child: bool
    is_unborn: bool
    expected_on: date | None
    mother_id: int | None
    mother_name: str
    protected: bool
    died_on: date | None
    moved_on: date | None
    moved_to: str
    address: str
    phone: str
    email: str
    language: str
    interpreter: str  # empty when none is needed
    interpreter_name: str
    functional_variation: str
    adaptation: str
    relations: tuple[RelationCard, ...] = ()
    protection: str = "none"
    veiled: bool = False  # a protected identity: where they are is not in this card
    shared: frozenset[str] = frozenset()  # the kinds that the asker's unit works with now, when ``enter`` gave it

    @property
    def may_change(self) -> bool:
        """Whether the asker's unit may write how to reach them and who is near: not by a copy alone."""
        return Kind.CONTACTS.value in self.shared

    def without_place(self) -> "PersonCard":
        """The same person for who may not know where they are, nor how to reach those near them."""
        near = tuple(replace(r, number="", phone="", email="", address="") for r in self.relations)
        return replace(self, address="", phone="", email="", moved_to="", relations=near, veiled=True)

    def without_contacts(self) -> "PersonCard":
        """The same person for who may know that they take part, and not how to reach them or those near them."""
        near = tuple(replace(r, number="", phone="", email="", address="", powers_note="", objection="")
                     for r in self.relations)
        return replace(self, address="", phone="", email="", functional_variation="", adaptation="", relations=near)

    @property
    def facts(self) -> tuple[RelationFacts, ...]:
        """The relations as the rules ask of them."""
        return tuple(r.facts for r in self.relations)

    @property
    def guardians(self) -> tuple[RelationCard, ...]:
        return tuple(r for r in self.relations if r.kind == "guardian")

    def guardians_who_read_all(self, day: date, ages: Ages) -> tuple[RelationCard, ...]:
        """Those to whom the child's own papers may be given: see ``rules.reads_all``."""
        return tuple(r for r in self.guardians if reads_all(r.facts, self, day, ages))


@dataclass(frozen=True)
class ListedPerson:
    """A person as a line in a list."""

    id: int
    ref: UUID
    name: str
    given_name: str
    number: str
    age: int | None
    is_child: bool
    is_unborn: bool
    protected: bool
    died_on: date | None
    sort_sv: str


@dataclass(frozen=True)
class SignInCard:
    """One way a user can come in: as themself (``relation_ref`` None) or beside somebody."""

    individual_id: int
    individual_name: str
    relation_ref: UUID | None
    kind_name: str

