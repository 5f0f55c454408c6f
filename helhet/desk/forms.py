"""Forms of the desk: the person's page, corrections, who takes what, and the inbox."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.people.forms import PersonFields
from helhet.people.rules import Ages, RelationKind
from helhet.process.case.rules import CorrectedPart


class ContactForm(PersonFields):
    """How to reach and understand the person; who they are is not changed here."""

    number = None  # type: ignore[assignment]
    given_name = None  # type: ignore[assignment]
    family_name = None  # type: ignore[assignment]

    def without(self, names: Sequence[str]) -> "ContactForm":
        """The form without some of its fields."""
        for name in names:
            self.fields.pop(name)
        return self


class RelationForm(forms.Form):
    """Somebody beside the person. To read, to take part and to consent are asked one by one."""

    kind = forms.ChoiceField(label=_("Vem är det?"), choices=RelationKind.choices, missing=_("Välj vem det är."))
    name = forms.ShortText(label=_("Namn"))
    label = forms.ShortText(
        label=_("Vad kallar personen dem?"), required=False, help_text=_("Till exempel mamma, granne.")
    )
    phone = forms.PhoneField(label=_("Telefon"), required=False)
    participation = forms.YesNo(label=_("Vill personen att de är med i arbetet?"), rule="PART-04",
                                missing=_("Fråga personen om de ska vara med."))
    insight = forms.YesNo(label=_("Får de läsa planen?"), missing=_("Välj om de får läsa planen."))
    insight_basis = forms.LongText(
        label=_("Vad är sagt om att läsa?"), required=False, rows=2,
    )
    consent = forms.YesNo(label=_("Får de samtycka åt personen?"), rule="CON-18",
                          missing=_("Välj om de får samtycka åt personen."),
                          help_text=_("Vårdnadshavare, förvaltare eller fullmakt som omfattar saken."))
    mandate = forms.ShortText(label=_("Vilket beslut eller vilken fullmakt?"), required=False, max_length=limits.SHORT)
    scope = forms.MultiChoice(
        label=_("Vad omfattar beslutet eller fullmakten?"), required=False,
        choices=[
            ("person", _("Sörja för person"), _("Vård, boende och vardag.")),
            ("right", _("Bevaka rätt"), _("Ansöka, överklaga och bevaka rättigheter.")),
            ("economy", _("Förvalta egendom"), _("Pengar och ägodelar.")),
        ],
    )

    def under(self, ages: Ages) -> "RelationForm":
        """The form with the age that the profile says."""
        self.fields["insight_basis"].help_text = _(
            "Behövs för vårdnadshavare till den som har fyllt %(age)s: vad ni kommit överens om med den unga."
        ) % {"age": ages.guardian_insight_age}
        return self

    def verb_data(self) -> dict[str, Any]:
        """The cleaned answers as ``people.actions.add_relation`` takes them."""
        data = dict(self.cleaned_data)
        scope = data.pop("scope") or ()
        return {**data, "scope_person": "person" in scope, "scope_right": "right" in scope,
                "scope_economy": "economy" in scope}


class SayForm(forms.Form):
    """What the person says of somebody's taking part, or that somebody must not know."""

    what = forms.ChoiceField(label=_("Vad gäller det?"), choices=[
        ("objects", _("Personen vill inte att de är med"), _("De får varken kallelse eller inbjudan.")),
        ("welcome", _("Personen har inget emot att de är med")),
        ("must_not_know", _("De får inte veta något"), _("De får inga brev och ser ingenting här.")),
        ("may_know", _("De får veta igen")),
        ("ended", _("Relationen gäller inte längre")),
    ], missing=_("Välj vad som gäller."))
    words = forms.LongText(label=_("Med personens ord"), required=False, rows=2)


class CorrectionForm(forms.Form):
    """What is wrong, how it is, and what the person says of it."""

    what = forms.ChoiceField(label=_("Var står felet?"), choices=CorrectedPart.choices,
                             missing=_("Välj var felet står."))
    text = forms.LongText(label=_("Vad är fel, och hur är det rätt?"), rows=4,
                          missing=_("Skriv vad som är fel och hur det ska vara."))
    persons_view = forms.LongText(
        label=_("Vad säger personen själv?"), required=False, rows=3,
        help_text=_("Om personen inte håller med står det bredvid."),
    )


class TakeForm(forms.Form):
    """Who has what waits."""

    who = forms.ChoiceField(label=_("Vem gör det?"), missing=_("Välj vem som gör det."))

    def __init__(self, *args: Any, choices: Sequence[Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(choices)  # type: ignore[attr-defined]


class _Refs(django_forms.MultipleChoiceField):
    """Refs that the list has ticked. Whose they are is for the action to say."""

    def valid_value(self, value: Any) -> bool:
        try:
            return bool(UUID(str(value)))
        except ValueError:
            return False


class BulkForm(forms.Form):
    """Several in the inbox at once: read, or to a colleague. Which button was pressed is ``do``."""

    items = _Refs(error_messages={"required": _("Kryssa i det du vill markera eller ge vidare.")})
    user = forms.SelectField(label=_("Ge de ikryssade till"), missing=_("Välj vilken kollega som ska ha dem."))
    do = django_forms.CharField(required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].offer(colleagues)  # type: ignore[attr-defined]
        self.fields["user"].required = not self.is_bound or self.data.get("do") == "assign"


class ItemForm(forms.Form):
    """What the unit does with one thing in the inbox; only what can be done is offered."""

    do = forms.ChoiceField(label=_("Vad vill ni göra?"), missing=_("Välj vad ni vill göra."))
    user = forms.SelectField(label=_("Vilken kollega?"), missing=_("Välj vilken kollega som ska ha den."))
    unit = forms.SelectField(label=_("Vilken enhet?"), missing=_("Välj vilken enhet som ska ha den."))

    def __init__(
        self, *args: Any, colleagues: Sequence[Sequence[str]], units: Sequence[Sequence[str]], back: str, unread: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        ways: list[tuple[Any, ...]] = [
            ("assign", _("Ge till en kollega"), _("Den ligger kvar som oläst, under ”Mina” hos kollegan.")),
        ]
        if unread:
            ways.insert(0, ("read", _("Markera som läst"), _("Alla på enheten ser att du har läst, och när.")))
        if units:
            ways.append(("pass", _("Lämna till en annan enhet hos oss"),
                         _("Den läggs i deras inkorg. Bara enheter som redan får läsa detta står i listan.")))
        if back:
            ways.append(("back", _("Det är inte vårt"), _("%(unit)s får veta att det inte hör till er.")
                         % {"unit": back}))
        self.fields["do"].offer(ways)  # type: ignore[attr-defined]
        self.fields["user"].offer(colleagues)  # type: ignore[attr-defined]
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        for way, name in (("assign", "user"), ("pass", "unit")):
            self.fields[name].required = not self.is_bound or self.data.get("do") == way
