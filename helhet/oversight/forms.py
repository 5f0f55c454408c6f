"""What is asked when one looks afterwards, keeps a unit's list, and takes in the directory."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from helhet.access.rules import ROLES
from helhet.access.staffing.door import Line
from helhet.access.staffing.rules import GIVEN_BY_UNIT
from helhet.kit import clock, limits
from helhet.kit.forms import (
    ChoiceField,
    Confirm,
    DateField,
    FilesField,
    Form,
    LongText,
    SelectField,
    ShortText,
    YesNo,
)

NOW, LATER = "now", "later"


class Judge(Form):
    """One line of a round."""

    reasonable = YesNo(label=_("Hur bedömer du läsningen?"), yes=_("Rimlig"), no=_("Behöver utredas"),
                       missing=_("Välj om läsningen är rimlig eller behöver utredas."))
    words = LongText(label=_("Vad behöver utredas, och vem tar det vidare?"), rows=3, required=False,
                     max_length=limits.SHORT, help_text=_("Behövs bara när något ska utredas."))


class Sign(Form):
    words = LongText(label=_("Vill du säga något om månaden?"), rows=3, required=False, max_length=limits.SHORT)
    sure = Confirm(label=_("Jag har gått igenom alla rader"))


class LogSearch(Form):
    """At least one thing to look for. The number is posted, and never stands in an address."""

    number = ShortText(label=_("Personnummer"), required=False, width=20, autocomplete="off", max_length=40)
    who = SelectField(label=_("Vem har läst eller skrivit?"), required=False)
    unit = SelectField(label=_("På vilken enhet?"), required=False)
    first = DateField(label=_("Från och med"), required=False)
    last = DateField(label=_("Till och med"), required=False)

    def of(self, staff: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]]) -> "LogSearch":
        self.fields["who"].offer([("", _("Alla")), *staff])  # type: ignore[attr-defined]
        self.fields["unit"].offer([("", _("Alla enheter")), *units])  # type: ignore[attr-defined]
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            self.add_error(None, str(_("Fyll i minst en sak att söka på.")))
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", str(_("Den sista dagen är före den första.")))
        return data


class AddStaff(Form):
    """Somebody more who works at the unit. Every role says what it is for, so that one gives the smallest."""

    hsa_id = ShortText(label=_("Personens HSA-id"), width=20, autocomplete="off", max_length=64,
                       missing=_("Skriv personens HSA-id."),
                       help_text=_("Det står på personens kort, eller i katalogen."))
    role = ChoiceField(label=_("Vad ska personen göra här?"), missing=_("Välj vad personen ska göra."),
                       choices=[(code, ROLES[code].name, ROLES[code].prose) for code in GIVEN_BY_UNIT])
    first = DateField(label=_("Första dagen"), missing=_("Skriv vilken dag personen börjar."))
    last = DateField(label=_("Sista dagen"), required=False, help_text=_("Lämna tomt om det inte är bestämt."))


class EndStaff(Form):
    when = ChoiceField(label=_("När slutar uppdraget?"), missing=_("Välj när uppdraget slutar."), choices=[
        (NOW, _("Nu"), _("Personen kommer inte åt något mer på den här enheten.")),
        (LATER, _("En annan dag"), ""),
    ])
    last = DateField(label=_("Sista dagen"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == LATER and not data.get("last") and "last" not in self.errors:
            self.add_error("last", str(_("Skriv den sista dagen.")))
        return data


class ConfirmList(Form):
    """One question for each assignment: is it right, or is it to end?"""

    def of(self, lines: Sequence[Line]) -> "ConfirmList":
        for line in lines:
            self.fields[f"keep_{line.ref}"] = YesNo(
                label=_("%(name)s, %(role)s") % {"name": line.name, "role": line.role_name},
                yes=_("Ja"), no=_("Avsluta"), missing=_("Svara för %(name)s.") % {"name": line.name})
        return self

    @property
    def keep(self) -> dict[UUID, bool]:
        return {UUID(name[5:]): value for name, value in self.cleaned_data.items()}


class Upload(Form):
    file = FilesField(label=_("Katalogens fil"), accept=".csv,.json", missing=_("Välj en fil."),
                      help_text=_("CSV eller JSON. Ingenting ändras förrän du har sett vad som skulle ändras."))

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"][0]
        if not sent.whole:
            self.add_error("file", str(_("Filen är för stor. Dela den per enhet.")))
        return sent


class Apply(Form):
    """``many`` is asked only when a unit would lose more than a third."""

    many = Confirm(label=_("Ja, det stämmer att så många slutar"), required=False)


def first_of_staff() -> dict[str, Any]:
    return {"first": clock.today()}
