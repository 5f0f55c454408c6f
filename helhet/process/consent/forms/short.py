"""The smaller forms: telling, a no, taking back, a route, and choosing units."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, limits
from helhet.kit.dates import date_full
from helhet.kit.forms import ChoiceField, DateField, Form, LongText, ShortText, YesNo
from helhet.people.cards import PersonCard
from helhet.process.consent.forms.answering import answered, answerers
from helhet.process.consent.forms.matrix import MatrixForm
from helhet.process.consent.grounds import open_to
from helhet.process.consent.words import SHARED, Informed, Way
from helhet.process.need.asked import JudgedLine, JudgedOne, JudgedSelect, JudgedText


class InformForm(Form):
    """How the person was told what a SIP is, and that one was offered."""

    informed_on = DateField(label=_("Vilken dag berättade du?"), rule="INFO-06")
    how = LongText(label=_("Vad berättade du, och hur?"), rows=3, max_length=2000, rule="INFO-01",
                   missing=_("Skriv kort vad du berättade och hur."))
    adapted = JudgedText(label=_("Hur anpassade du informationen?"), rows=2, max_length=1000, rule="INFO-02",
                         help_text=_("Till exempel korta pass, bilder, lätta ord eller att någon läste högt."))
    language = ShortText(label=_("På vilket språk?"), required=False, width=20, rule="INFO-03",
                         help_text=_("Om det inte var på svenska, och om tolk var med."))
    understood = LongText(label=_("Hur vet du att personen förstod?"), rows=2, max_length=1000, rule="INFO-04",
                          help_text=_("Till exempel att personen berättade det tillbaka."),
                          missing=_("Skriv hur du vet att personen förstod."))
    present = ShortText(label=_("Vilka mer var med?"), required=False, max_length=limits.SHORT)
    offered = YesNo(label=_("Har du erbjudit en SIP?"), rule="LAW-15", missing=_("Svara om du har erbjudit en SIP."))

    def for_person(self, person: PersonCard) -> "InformForm":
        self.fields["informed_on"].initial = clock.today()
        self.fields["adapted"].initial = person.adaptation
        if person.language:
            self.fields["language"].help_text = _("Personen talar helst %(language)s.") % {"language": person.language}
        if not person.functional_variation:
            self.fields["adapted"].required = False
        return self


class DeclineForm(Form):
    """A no. Nothing more than who says it, and what they knew."""

    who = ChoiceField(label=_("Vem säger nej?"), missing=_("Välj vem som säger nej."))
    informed = ChoiceField(label=_("Visste personen vad det gäller?"), choices=Informed.choices, rule="INFO-07",
                           missing=_("Välj vad personen visste."))
    reason = LongText(label=_("Vill personen säga varför?"), required=False, rows=3, max_length=2000,
                      help_text=_("Ingen behöver ha ett skäl."))

    def for_person(self, person: PersonCard) -> "DeclineForm":
        self.person = person
        self.fields["who"].offer(answerers(person, kin=False))  # type: ignore[attr-defined]
        return self

    def values(self) -> dict[str, Any]:
        giver, relation = answered(self.person, self.cleaned_data["who"])
        return {"giver": giver, "relation_id": relation, "informed": self.cleaned_data["informed"],
                "reason": self.cleaned_data["reason"]}


class WithdrawForm(Form):
    """What is taken back, as whole sentences to choose from."""

    what = ChoiceField(label=_("Vad vill personen ta tillbaka?"), missing=_("Välj vad som tas tillbaka."))
    kind = JudgedSelect(label=_("Bara en sorts information?"), choices=[("", _("Nej, allt")), *(
        (kind, name) for kind, name, _means in SHARED)], help_text=_("Om personen vill att det andra finns kvar."))
    who = ChoiceField(label=_("Vem säger det?"), missing=_("Välj vem som säger det."))
    words = LongText(label=_("Vill personen säga något mer?"), required=False, rows=2, max_length=2000)

    def for_person(self, person: PersonCard, choices: list[tuple[str, Any, Any]]) -> "WithdrawForm":
        self.person = person
        self.fields["what"].offer(choices)  # type: ignore[attr-defined]
        self.fields["who"].offer(answerers(person))  # type: ignore[attr-defined]
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") == "each" and not data.get("kind"):
            self.add_error("kind", _("Välj vilken sorts information ingen längre får se."))
        return data

    def values(self) -> dict[str, Any]:
        giver, relation = answered(self.person, self.cleaned_data["who"])
        return {"giver": giver, "relation_id": relation, "words": self.cleaned_data["words"]}


class RouteForm(MatrixForm):
    """A documented way where the person cannot consent."""

    why_not_asked = LongText(label=_("Varför kan personen inte samtycka just nu?"), rows=3, max_length=2000,
                             rule="CON-17", missing=_("Skriv varför personen inte kan samtycka just nu."))
    way = ChoiceField(label=_("Vad vilar beslutet på?"), rule="CON-18", missing=_("Välj vad beslutet vilar på."))
    relation = JudgedSelect(label=_("Vilken företrädare?"))
    ground = JudgedOne(label=_("På vilken grund i sekretesslagen?"))
    assessment = JudgedText(label=_("Hur har ni bedömt det?"), rows=3, max_length=2000,
                            help_text=_("Vilka uppgifter, till vem, och varför ingen kommer till skada eller varför "
                                        "de behövs."))
    decided_by = ShortText(label=_("Vem har beslutat?"), missing=_("Skriv vem som har beslutat."),
                           help_text=_("Namn och befattning, eller den som företräder personen."))
    decided_on = DateField(label=_("Vilken dag beslutades det?"))
    document = ShortText(label=_("Vilken handling står det i?"), max_length=limits.SHORT,
                         help_text=_("Till exempel fullmakt den 3 mars 2026, i vår akt."),
                         missing=_("Skriv vilken handling det står i och var den finns."))
    valid_until = DateField(label=_("Gäller till och med"))

    def for_case(self, person: PersonCard, unit_kind: str, convener: bool, last: Any) -> "RouteForm":
        """Offer what this unit can do: the mandate is the convener's, the trial of harm everybody's own."""
        fields: Any = self.fields
        self.person = person
        ways = [w for w in Way if convener or w != Way.REPRESENTATIVE]
        fields["way"].offer([(w.value, w.label) for w in ways])
        mandates = [r for r in person.relations if r.mandate and r.kind != "guardian"]
        fields["relation"].offer([(str(r.ref), f"{r.name}, {r.called.lower()}") for r in mandates])
        fields["ground"].offer([(g.code, g.section, g.when) for g in open_to(unit_kind)])
        fields["valid_until"].help_text = _("Högst till och med %(day)s. Vägen prövas om före varje möte.") % {
            "day": date_full(last)}
        return self

    def values(self) -> dict[str, Any]:
        """The cleaned values by the names of ``actions.route``."""
        data = self.cleaned_data
        chosen = {str(r.ref): r.id for r in self.person.relations}
        mandate = data["way"] == Way.REPRESENTATIVE
        return {
            "relation_id": chosen.get(data["relation"]) if mandate else None, "items": self.items(),
            "ground": "" if mandate else data["ground"],
            **{k: data[k] for k in ("way", "why_not_asked", "assessment", "decided_by", "decided_on", "document",
                                    "valid_until")},
        }


class FindUnits(Form):
    """Looks for units by name. Holds nothing about the person."""

    text = JudgedLine(label=_("Sök enhet"), width=20, max_length=100,
                     help_text=_("Skriv en del av namnet, till exempel vårdcentral eller kommunens namn."))
