"""What an archivist is asked: why it is held back or goes, and until when."""

from django.utils.translation import gettext_lazy as _

from helhet.keeping.rules import Mark
from helhet.kit import limits
from helhet.kit.forms import ChoiceField, DateField, Form, LongText


class Hold(Form):
    reason = LongText(label=_("Varför ska uppgifterna hållas kvar?"), rows=3, max_length=limits.SHORT,
                      missing=_("Skriv varför det ska hållas kvar."))
    until = DateField(label=_("Till och med vilken dag?"), required=False,
                      help_text=_("Lämna tomt om du inte vet. Då hålls de kvar tills någon häver det."))


class Release(Form):
    """A press that lifts what holds it back."""


class Note(Form):
    kind = ChoiceField(label=_("Vad gör att uppgifterna bevaras?"), choices=Mark.choices,
                       missing=_("Välj vad som gör att uppgifterna bevaras."))


class LetGo(Form):
    reason = LongText(label=_("Vad bygger beslutet på?"), rows=3, max_length=limits.SHORT,
                      help_text=_("Till exempel vilken plan eller vilket beslut. Skriv inget om personen."),
                      missing=_("Skriv vad beslutet bygger på."))
