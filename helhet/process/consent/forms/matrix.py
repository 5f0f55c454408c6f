"""Units and kinds crossed, one plain choice in each place: får se or inte."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from helhet.kit.forms import Form, ShortText
from helhet.organisations.door import UnitCard
from helhet.process.consent.rules import Item
from helhet.process.consent.words import SHARED
from helhet.process.need.asked import JudgedOne

OUTSIDERS = 2
_ANSWERS = [("yes", _("får se")), ("no", _("inte"))]


@dataclass(frozen=True)
class Row:
    """One recipient on the page: its cells in the order of the kinds."""

    key: str
    name: str
    about: str
    cells: tuple[BoundField, ...]
    who: BoundField | None = None  # where an outsider's name is written


class MatrixForm(Form):
    """Base of the forms that ask who may see what. ``units`` come from a door, outsiders are named by hand."""

    def __init__(self, data: Any = None, *, units: Sequence[UnitCard] = (), outsiders: int = OUTSIDERS,
                 **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.units, self.outsiders = units, outsiders
        for unit in units:
            self._cells(unit.ref.hex, unit.name)
        for n in range(1, outsiders + 1):
            self.fields[f"who_{n}"] = ShortText(label=_("Namn"), required=False, width=20)
            self._cells(f"x{n}", _("personen ovan"))

    def _cells(self, key: str, who: Any) -> None:
        for kind, name, _means in SHARED:
            self.fields[f"c_{key}_{kind}"] = JudgedOne(label=_("%(what)s: %(who)s") % {"what": name, "who": who},
                                                       choices=_ANSWERS)

    def _bound(self, key: str) -> tuple[BoundField, ...]:
        return tuple(self[f"c_{key}_{kind}"] for kind, _name, _means in SHARED)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The units, as rows."""
        return tuple(Row(u.ref.hex, u.name, f"{u.kind_name} · {u.principal_name or u.controller_name}",
                         self._bound(u.ref.hex)) for u in self.units)

    @property
    def outside(self) -> tuple[Row, ...]:
        """Somebody who is no unit: a name to write, and the same cells."""
        return tuple(Row(f"x{n}", str(_("Någon annan")), "", self._bound(f"x{n}"), self[f"who_{n}"])
                     for n in range(1, self.outsiders + 1))

    def chosen(self, key: str, answer: str) -> frozenset[str]:
        return frozenset(k for k, _n, _m in SHARED if (self.cleaned_data.get(f"c_{key}_{k}") or "") == answer)

    def items(self) -> list[Item]:
        """What was answered, for the verbs. A unit without any answer is kept, so that the rule can say so."""
        found = [Item(u.id, "", self.chosen(u.ref.hex, "yes"), None, self.chosen(u.ref.hex, "no")) for u in self.units]
        for n in range(1, self.outsiders + 1):
            name = self.cleaned_data.get(f"who_{n}") or ""
            yes, no = self.chosen(f"x{n}", "yes"), self.chosen(f"x{n}", "no")
            if name or yes or no:
                found.append(Item(None, name, yes, None, no))
        return found

    def visible(self) -> dict[str, frozenset[str]]:
        """What each recipient would see with the answers as they stand on the page, also unsent ones."""
        rows: Iterable[Row] = self.rows
        return {r.key: frozenset(k for (k, _n, _m), cell in zip(SHARED, r.cells, strict=True)
                                 if cell.value() == "yes") for r in rows}
