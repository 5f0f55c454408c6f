"""What one fills in to write, answer, correct, take back, pass on and give back."""

from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.dialogue.cards import Choice
from helhet.process.dialogue.rules import MessageKind

_FILES_HELP = _("PDF, bild (JPEG eller PNG) eller ren text. Högst 10 MB var, högst %(n)d stycken. "
                "En bild sparas utan uppgift om var den är tagen.")
_ACCEPT = ".pdf,.jpg,.jpeg,.png,.txt"


class _Files(forms.Form):
    attached = forms.FilesField(label=_("Bifoga filer"), required=False, accept=_ACCEPT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attached"].help_text = _FILES_HELP % {"n": limits.FILES}


def _offer(choices: tuple[Choice, ...]) -> list[tuple[str, str, Any]]:
    return [(str(c.ref), c.name, _("Får veta: %(what)s.") % {"what": c.knows} if c.knows else "") for c in choices]


class WriteForm(_Files):
    """A new message: to whom, of what kind, the words, and what goes with them."""

    receivers = forms.MultiChoice(label=_("Till vilka?"), rule="CON-10",
                                  missing=_("Välj vilka enheter som ska få meddelandet."))
    kind = forms.ChoiceField(label=_("Vad handlar det om?"), choices=[
        (MessageKind.CARE.value, MessageKind.CARE.label, _("Hur personen mår, vad som behövs och vad ni gör.")),
        (MessageKind.ADMINISTRATIVE.value, MessageKind.ADMINISTRATIVE.label,
         _("Tider, lokaler och vem man ringer. Inget om hur personen mår.")),
    ], missing=_("Välj vad meddelandet handlar om."))
    text = forms.LongText(label=_("Meddelande"), rows=8, missing=_("Skriv ett meddelande."))

    def offer(self, choices: tuple[Choice, ...], *, ended: bool) -> "WriteForm":
        """Only whom one may write to now, and after the end only what is practical."""
        self.fields["receivers"].offer(_offer(choices))  # type: ignore[attr-defined]
        if ended:
            kind = self.fields["kind"]
            kind.offer([(MessageKind.ADMINISTRATIVE.value, MessageKind.ADMINISTRATIVE.label)])  # type: ignore[attr-defined]
        return self


class ReplyForm(_Files):
    """An answer, to the sender or more of those who have the message."""

    receivers = forms.MultiChoice(label=_("Vilka får svaret?"), rule="CON-10",
                                  missing=_("Välj vilka enheter som ska få svaret."))
    text = forms.LongText(label=_("Svar"), rows=6, missing=_("Skriv ett svar."))

    def offer(self, choices: tuple[Choice, ...]) -> "ReplyForm":
        self.fields["receivers"].offer(_offer(choices))  # type: ignore[attr-defined]
        return self


class CorrectForm(forms.Form):
    """What it should have said, and what was wrong."""

    text = forms.LongText(label=_("Så ska det stå"), rows=8, missing=_("Skriv hur det ska stå."))
    why = forms.LongText(label=_("Vad var fel?"), rows=3, max_length=limits.SHORT, rule="IT-04",
                         missing=_("Skriv vad som var fel, så att de som har läst förstår."))
    seen_text = forms.NumberField(required=False, widget=HiddenInput)


class WithdrawForm(forms.Form):
    """Why a message is taken back."""

    why = forms.LongText(label=_("Varför tar ni tillbaka det?"), rows=3, max_length=limits.SHORT, rule="IT-04",
                         missing=_("Skriv varför meddelandet tas tillbaka."))


class ForwardForm(forms.Form):
    """One more unit that gets the message."""

    unit = forms.ChoiceField(label=_("Till vem?"), rule="CON-10", missing=_("Välj vem som ska få meddelandet."))

    def offer(self, choices: tuple[Choice, ...]) -> "ForwardForm":
        self.fields["unit"].offer(_offer(choices))  # type: ignore[attr-defined]
        return self


class ReturnForm(forms.Form):
    """Why it was meant for somebody else."""

    why = forms.LongText(label=_("Varför är det fel mottagare?"), rows=3, max_length=limits.SHORT, rule="IT-03",
                         missing=_("Skriv varför det är fel mottagare. Då hittar avsändaren rätt."))
