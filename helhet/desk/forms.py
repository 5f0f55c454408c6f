"""Forms of the desk: the person's page, and corrections."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.people.forms import PersonFields
from helhet.people.rules import RelationKind
from helhet.process.case.rules import CorrectedPart


class ContactForm(PersonFields):
    """How to reach and understand the person; who they are is not changed here."""

    number = None  # type: ignore[assignment]
    given_name = None  # type: ignore[assignment]
    family_name = None  # type: ignore[assignment]


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
        help_text=_("Behövs för vårdnadshavare till den som har fyllt 13: vad ni kommit överens om med den unga."),
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
