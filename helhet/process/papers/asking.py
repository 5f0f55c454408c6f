"""What is asked when a paper is given out."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms
from helhet.process.papers.rules import Way
from helhet.process.plan.words import Receiver


class IssueForm(forms.Form):
    """``letters``: where each sheet is for one reader alone, which of them it is; that says to whom by itself.

    ``own``: a paper for the person alone, so that nothing is asked of whom; or, of a child, for the guardians ``near``
    who read everything.
    """

    letter = forms.ChoiceField(label=_("Vems brev?"), rule="CALL-19", missing=_("Välj vems brev det är."))
    receiver = forms.ChoiceField(label=_("Vem får papperet?"), rule="IT-08", choices=Receiver.choices,
                                 missing=_("Välj vem som får papperet."))
    name = forms.ShortText(label=_("Namn"), required=False, help_text=_("Behövs inte för personen själv."))
    way = forms.ChoiceField(
        label=_("Hur lämnar ni det?"), rule="", missing=_("Välj hur ni lämnar det."),
        choices=[(Way.HAND, _("I handen, nu")), (Way.POST, _("Med posten. Det läggs bland det ni har att göra."))])
    easy = forms.YesNo(label=_("På lätt svenska?"), rule="")

    def __init__(self, *args: Any, letters: Sequence[tuple[str, str]] = (), own: bool = False, near: Sequence[str] = (),
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ("receiver", "name") if letters or (own and not near) else ("name",) if own else ()
        for name in (*known, *(() if letters else ("letter",))):
            del self.fields[name]
        if letters:
            self._offer("letter", letters)
        if own and near:
            guardian = Receiver.GUARDIAN.label
            self._offer("receiver", [(Receiver.INDIVIDUAL.value, Receiver.INDIVIDUAL.label),
                                     *((name, f"{name}, {str(guardian).lower()}") for name in near)])

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what it is
        field.offer(choices)

    @staticmethod
    def to(data: dict[str, Any], own: bool) -> dict[str, str]:
        """To whom the answers say it goes, as ``actions.issue`` asks."""
        if not own:
            return {"receiver": data.get("receiver", ""), "name": data.get("name", "")}
        chosen = data.get("receiver", Receiver.INDIVIDUAL.value)
        if chosen == Receiver.INDIVIDUAL:
            return {"receiver": chosen}
        return {"receiver": Receiver.GUARDIAN.value, "name": chosen}


class PostedForm(forms.Form):
    """Nothing is asked: the button says it all."""
