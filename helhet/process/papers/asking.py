"""What is asked when a paper is given out."""

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms
from helhet.process.papers.rules import Way
from helhet.process.plan.words import Receiver


class IssueForm(forms.Form):
    receiver = forms.ChoiceField(label=_("Vem får papperet?"), rule="IT-08", choices=Receiver.choices,
                                 missing=_("Välj vem som får papperet."))
    name = forms.ShortText(label=_("Namn"), required=False, help_text=_("Behövs inte för personen själv."))
    way = forms.ChoiceField(
        label=_("Hur lämnar ni det?"), rule="", missing=_("Välj hur ni lämnar det."),
        choices=[(Way.HAND, _("I handen, nu")), (Way.POST, _("Med posten. Det läggs bland det ni har att göra."))])
    easy = forms.YesNo(label=_("På lätt svenska?"), rule="")


class PostedForm(forms.Form):
    """Nothing is asked: the button says it all."""
