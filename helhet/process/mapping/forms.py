"""The forms of the mapping. A text carries the number it had when it was read, so that nobody's words are lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import HiddenInput, IntegerField
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.kit.versions import Text
from helhet.process.mapping.rules import Mark, Participation, Ring, Sector


class Texts(forms.Form):
    """A form of texts that several may write: beside each a hidden ``seen_`` with its number."""

    def __init__(self, *args: Any, texts: Mapping[str, Text], **kwargs: Any) -> None:
        self.names = tuple(texts)
        first: dict[str, Any] = {name: text.text for name, text in texts.items()}
        first |= {f"seen_{name}": text.n for name, text in texts.items()}
        super().__init__(*args, initial=first, **kwargs)
        for name in self.names:
            self.fields[f"seen_{name}"] = IntegerField(required=False, min_value=0, widget=HiddenInput)


def texts_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a cleaned ``Texts`` form."""
    return {name: text for name, text in data.items() if f"seen_{name}" in data}


def seen_of(data: Mapping[str, Any]) -> dict[str, int | None]:
    """The numbers they had when they were read."""
    return {name.removeprefix("seen_"): n for name, n in data.items() if name.startswith("seen_")}


class Important(Texts):
    important = forms.LongText(
        label=_("Vad är viktigt för dig?"), rows=4, rule="PREP-01", max_length=limits.LONG,
        help_text=_("Skriv personens egna ord, så som de sades. Svaret blir det långsiktiga målet."),
        missing=_("Skriv vad personen svarade. Vet hen inte än kan ni prata vidare och skriva sedan."),
    )


class Area(Texts):
    needs = forms.LongText(label=_("Så är det nu, och det här behövs"), required=False, rows=4, rule="PART-03")
    wishes = forms.LongText(label=_("Så skulle personen vilja ha det"), required=False, rows=4)
    resources = forms.LongText(
        label=_("Det som fungerar, och det personen kan själv"), required=False, rows=4, rule="PART-08")
    view = forms.LongText(
        label=_("Så ser vi som arbetar på det"), required=False, rows=3, rule="CH-05",
        help_text=_("Er bedömning står bredvid personens egen upplevelse, aldrig i stället för den."))


class Preparation(Texts):
    child = forms.LongText(label=_("Vad behöver barnet?"), required=False, rows=4, rule="CH-01")
    purpose = forms.LongText(
        label=_("Syftet, så som ni har kommit överens om det"), required=False, rows=3, rule="NEED-19",
        help_text=_("Vad ska bli bättre av att ni ses? Skriv så att alla som kallas förstår."))
    questions = forms.LongText(
        label=_("Frågor som mötet ska svara på"), required=False, rows=4, help_text=_("En fråga på varje rad."))
    strengths = forms.LongText(label=_("Styrkor"), required=False, rows=3, rule="PREP-04")
    difficulties = forms.LongText(label=_("Det som är svårt"), required=False, rows=3)
    own_part = forms.LongText(label=_("Det personen själv vill och kan ta ansvar för"), required=False, rows=3)
    exists = forms.LongText(
        label=_("Vad vet vi redan?"), required=False, rows=3, rule="PREP-03",
        help_text=_("Utredningar, planer och det andra redan har berättat, med personens ja."))
    find_out = forms.LongText(label=_("Vad behöver vi ta reda på?"), required=False, rows=3)
    security = forms.LongText(label=_("Vad gör att personen känner sig trygg?"), required=False, rows=3)
    together = forms.LongText(
        label=_("Hur har ni gjort det här tillsammans?"), required=False, rows=2, rule="PREP-02",
        help_text=_("Vilka pratade, var, och vad gjorde det lättare?"))


DAY_QUESTIONS = {
    "usual_activities": _("Vad brukar du göra en vanlig dag? Från att du stiger upp till att du lägger dig."),
    "usual_places": _("Var brukar du vara på dagarna?"),
    "usual_persons": _("Vem brukar du vara tillsammans med på dagarna?"),
    "more_activities": _("Är det något du gör i dag som du skulle vilja göra längre stunder eller oftare?"),
    "more_places": _("Är det någon plats du är på i dag som du skulle vilja vara på längre stunder eller oftare?"),
    "more_persons": _("Är det någon du vill träffa oftare?"),
    "new_activities": _("Är det något du inte gör i dag som du skulle vilja göra?"),
    "new_places": _("Är det någon plats du inte är på i dag som du skulle vilja besöka?"),
    "new_persons": _("Är det någon du vill träffa mindre ofta?"),
    "hinders_activities": _("Vad brukar hindra dig från att göra det du vill?"),
    "hinders_places": _("Vad brukar hindra dig från att vara där du vill vara?"),
    "hinders_persons": _("Vad brukar hindra dig från att träffa dem du vill?"),
}


class Day(Texts):
    """An ordinary day: twelve small questions, all of them free to leave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in DAY_QUESTIONS.items():
            self.fields[name] = forms.LongText(label=question, required=False, rows=3)


class NetworkPerson(forms.Form):
    name = forms.ShortText(label=_("Namn"), missing=_("Skriv ett namn, det räcker med förnamnet."))
    relation = forms.ShortText(
        label=_("Vem är det?"), required=False, help_text=_("Till exempel mamma, granne eller kontaktperson."))
    ring = forms.ChoiceField(
        label=_("Hur ofta träffas ni?"), choices=Ring.choices, missing=_("Välj hur ofta ni träffas."))
    sector = forms.ChoiceField(label=_("Varifrån känner ni varandra?"), choices=Sector.choices, required=False)
    marks = forms.MultiChoice(label=_("Vad betyder hen?"), choices=Mark.choices, required=False)
    wanted = forms.Confirm(label=_("Ska gärna vara med på mötet"), required=False, rule="PREP-19")


class PreMeeting(forms.Form):
    held_on = forms.DateField(label=_("När pratades ni vid?"))
    with_person = forms.YesNo(label=_("Var personen själv med?"), rule="PREP-05")
    who = forms.ShortText(label=_("Vilka fler var med?"), required=False)
    settled = forms.LongText(
        label=_("Vad kom ni fram till?"), rows=4,
        help_text=_("Lokal, tid, hur länge, önskemål, och hur mötet ska gå till."))
    safer = forms.LongText(label=_("Vad gör mötet tryggare för personen?"), required=False, rows=3)


class HowToTakePart(forms.Form):
    how = forms.ChoiceField(
        label=_("Hur vill personen vara med på mötet?"), choices=Participation.choices, rule="PART-06",
        missing=_("Välj hur personen vill vara med."))
    why_not = forms.LongText(label=_("Varför kan personen inte vara med?"), required=False, rows=3)
    letter = forms.LongText(label=_("Brevet som ska läsas upp"), required=False, rows=6)
    own_words = forms.LongText(
        label=_("Så här vill personen vara med och bestämma"), required=False, rows=3, rule="SCO-05",
        help_text=_("Med personens egna ord."))
    support_person = forms.ShortText(
        label=_("Stödperson som personen har valt"), required=False, rule="PART-05",
        help_text=_("Namn, och gärna telefon. Någon som sitter bredvid och förklarar."))
    kin = forms.LongText(label=_("Hur vill närstående eller vårdnadshavare vara med?"), required=False, rows=3)
    adaptations = forms.LongText(
        label=_("Vad behöver vi ordna för att det ska gå bra?"), required=False, rows=3, rule="PART-12",
        help_text=_("Tolk, bilder, pauser, kort möte, en lugn lokal, hjälp med resan …"))


class Base(forms.Form):
    """Who is coordination responsible; the choices come from the door."""

    def __init__(self, *args: Any, units: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=_("Vilken enhet samordnar?"), missing=_("Välj en enhet."), choices=units)


class Sure(forms.Form):
    """Nothing to fill in: the button is the answer."""
