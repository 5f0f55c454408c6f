"""What is asked when a paper is given out."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms
from helhet.process.papers.rules import Way
from helhet.process.plan.words import Receiver


class IssueForm(forms.Form):
    """``letters``: where each sheet is for one reader alone, which of them it is; that says to whom by itself.

    ``own``: a paper for the person and nobody else, so that nothing is asked of whom.
    """

    letter = forms.ChoiceField(label=_("Vems brev?"), rule="CALL-19", missing=_("Välj vems brev det är."))
    receiver = forms.ChoiceField(label=_("Vem får papperet?"), rule="IT-08", choices=Receiver.choices,
                                 missing=_("Välj vem som får papperet."))
    name = forms.ShortText(label=_("Namn"), required=False, help_text=_("Behövs inte för personen själv."))
    way = forms.ChoiceField(
        label=_("Hur lämnar ni det?"), rule="", missing=_("Välj hur ni lämnar det."),
        choices=[(Way.HAND, _("I handen, nu")), (Way.POST, _("Med posten. Det läggs bland det ni har att göra."))])
    easy = forms.YesNo(label=_("På lätt svenska?"), rule="")

    def __init__(self, *args: Any, letters: Sequence[tuple[str, str]] = (), own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ("receiver", "name") if letters or own else ()
        for name in (*known, *(() if letters else ("letter",))):
            del self.fields[name]
        if letters:
            field = self.fields["letter"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what it is
            field.offer(letters)


class PostedForm(forms.Form):
    """Nothing is asked: the button says it all."""
