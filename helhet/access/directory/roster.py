"""What a file of the directory says, line by line, and what in it cannot be right. Pure."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.rules import Purpose

Text = str | Promise

# The directory says who works where. Who may more than that is appointed in the house, by name (see staffing.rules).
IMPORTABLE = frozenset({"staff", "coordinator", "care_contact", "reception", "manager"})
# The words of the national directory beside our own codes.
PURPOSES = {
    "vård och behandling": Purpose.CARE, "stöd och omsorg": Purpose.SUPPORT, "omsorg": Purpose.SUPPORT,
    "elevhälsa": Purpose.SCHOOLING, "elevhälsa och skola": Purpose.SCHOOLING, "administration": Purpose.OTHER,
    **{p.value: p for p in Purpose},
}


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line of the file, and how to mend it."""

    line: int
    sentence: Text


@dataclass(frozen=True)
class UnitLine:
    line: int
    hsa_id: str
    name: str = ""


@dataclass(frozen=True)
class PersonLine:
    line: int
    hsa_id: str
    name: str
    title: str = ""
    phone: str = ""


@dataclass(frozen=True)
class CommissionLine:
    """Somebody's assignment at a unit; ``last`` is the last day it counts, none when it goes on."""

    line: int
    person: str
    unit: str
    role: str
    purpose: str
    first: date
    last: date | None = None
    commission: str = ""


@dataclass(frozen=True)
class Roster:
    """The whole file. With a fault nothing of it is taken in."""

    units: tuple[UnitLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    commissions: tuple[CommissionLine, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass
class Gathering:
    """The file while it is read."""

    units: dict[str, UnitLine] = field(default_factory=dict)
    people: dict[str, PersonLine] = field(default_factory=dict)
    commissions: dict[tuple[str, str, str], CommissionLine] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, sentence: Text) -> None:
        self.faults.append(Fault(line, sentence))

    def unit(self, line: UnitLine) -> None:
        self.units.setdefault(line.hsa_id, line)

    def person(self, line: PersonLine) -> None:
        known = self.people.setdefault(line.hsa_id, line)
        if (known.name, known.title, known.phone) != (line.name, line.title, line.phone):
            self.fault(line.line, _("Personen %(id)s har ett annat namn eller en annan titel på rad %(other)s. Skriv "
                                    "lika på båda raderna.") % {"id": line.hsa_id, "other": known.line})

    def commission(self, line: CommissionLine) -> None:
        key = (line.person, line.unit, line.role)
        known = self.commissions.setdefault(key, line)
        if known is not line:
            self.fault(line.line, _("Samma person, enhet och roll står redan på rad %(other)s. Ta bort den ena.")
                       % {"other": known.line})

    def done(self) -> Roster:
        for c in self.commissions.values():
            if c.person not in self.people:
                self.fault(c.line, _("Personen %(id)s finns inte bland personerna i filen.") % {"id": c.person})
            if c.unit not in self.units:
                self.fault(c.line, _("Enheten %(id)s finns inte bland enheterna i filen.") % {"id": c.unit})
        return Roster(tuple(self.units.values()), tuple(self.people.values()), tuple(self.commissions.values()),
                      tuple(sorted(self.faults, key=lambda f: f.line)))
