"""What is asked when a need is seen, asked for, pointed out or judged."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, limits
from helhet.kit.forms import (
    ChoiceField,
    Confirm,
    DateField,
    Form,
    LongText,
    MultiChoice,
    SelectField,
    YesNo,
)
from helhet.people.forms import PersonFields
from helhet.process.need.asked import JudgedLine, JudgedMany, JudgedText, JudgedYesNo
from helhet.process.need.words import (
    FOUR,
    LEVEL_MEANS,
    NINE,
    THREE,
    AskedBy,
    ExistingSip,
    Level,
    NoticedBy,
    Outcome,
    SipKind,
    Trigger,
)
from helhet.rulebook.profile import Profile

_TRIGGERS = ("nine", "three", "four", "own")


def _pairs(some: tuple[Trigger, ...]) -> list[tuple[str, Any]]:
    return [(t.value, t.label) for t in some]


class NoticeFields(Form):
    """What was seen, by whom, and since when."""

    noticed_by = MultiChoice(
        label=_("Vem har sett behovet?"), help_text=_("Kryssa i alla som har sett det."), choices=NoticedBy.choices,
        rule="PLAN-26", missing=_("Kryssa i vem eller vilka som har sett behovet."),
    )
    discovered_on = DateField(label=_("Vilken dag såg ni behovet?"), help_text=_("Tiden räknas från den dagen."),
                              rule="NEED-12")
    sip_kind = ChoiceField(label=_("Vilken sorts SIP är det?"), rule="PLAN-27", missing=_("Välj vilken sorts SIP."))
    existing_sip = ChoiceField(
        label=_("Har personen redan en SIP?"), choices=ExistingSip.choices, rule="NEED-22",
        help_text=_("Fråga personen. Här syns inte vad andra har gjort."),
        missing=_("Fråga personen, och svara här."),
    )
    nine = JudgedMany(label=_("Vad ser du?"), choices=_pairs(NINE), rule="NEED-14",
                       help_text=_("Kryssa i det som stämmer."))
    three = JudgedMany(label=_("Också vanligt"), choices=_pairs(THREE), rule="NEED-15")
    four = JudgedMany(label=_("Ofta när personen är äldre"), choices=_pairs(FOUR), rule="NEED-16")
    own = JudgedMany(label=_("Personens egen syn"), choices=_pairs((Trigger.OWN_VIEW,)),
                      rule="NEED-23")
    why = JudgedText(label=_("Varför föreslår ni en SIP?"), rows=4, max_length=2000,
                   help_text=_("Skriv kort, så att personen själv känner igen sig."))

    def for_profile(self, profile: Profile) -> "NoticeFields":
        """Offer what the region offers."""
        self.fields["sip_kind"].offer([(k, SipKind(k).label) for k in profile.sip_kinds])  # type: ignore[attr-defined]
        self.fields["discovered_on"].initial = clock.today()
        return self

    def need_values(self) -> dict[str, Any]:
        """The cleaned values by the names of ``actions.notice``."""
        data = self.cleaned_data
        kept = {k: data[k] for k in ("noticed_by", "discovered_on", "sip_kind", "existing_sip", "why")}
        return kept | {"triggers": [t for group in _TRIGGERS for t in data[group]]}


class NoticeForm(PersonFields, NoticeFields):
    """A need of somebody whose name and number are written here."""


class AskFields(Form):
    """Somebody asks for a SIP."""

    asked_by = ChoiceField(label=_("Vem frågar?"), choices=AskedBy.choices, rule="NEED-03",
                           missing=_("Välj vem som frågar."))
    name = JudgedLine(label=_("Namn på den som frågar"), rule="NEED-10",
                     help_text=_("Om det inte är personen själv."))
    words = LongText(label=_("Vad handlar det om?"), rows=4, max_length=2000,
                     help_text=_("Skriv så som den som frågar säger det."), missing=_("Skriv kort vad det handlar om."))
    unit = SelectField(label=_("Vilken enhet får frågan?"), help_text=_("Enheten blir skyldig att svara."),
                       missing=_("Välj en enhet."))


class RequestForm(PersonFields, AskFields):
    """A request, with the person it concerns."""


class PointOutForm(PersonFields):
    """Another actor has seen something and tells a unit that can start."""

    words = LongText(label=_("Vad har ni sett?"), rows=4, max_length=2000, missing=_("Skriv kort vad ni har sett."),
                     help_text=_("Skriv bara det som personen går med på att ni berättar."))
    agreed_by_person = Confirm(label=_("Personen går med på att vi berättar detta"), required=False, rule="NEED-02")
    unit = SelectField(label=_("Vilken enhet ska få veta?"), missing=_("Välj en enhet."),
                       help_text=_("Enheten blir skyldig att svara er."))


class RefuseForm(Form):
    """A no to a request, with its reason."""

    exceptional = Confirm(label=_("Det här är ett undantag"), required=False, rule="NEED-04",
                          help_text=_("Personens egen önskan väger tungt. Ett nej hör till undantagen."))
    reason = JudgedText(label=_("Varför säger ni nej?"), rows=4, max_length=2000, rule="NEED-05",
                      help_text=_("Personen får läsa hela skälet. En närstående läser bara vart man kan vända sig."))
    where_to_turn = JudgedText(label=_("Vart kan personen vända sig i stället?"), rows=3,
                             max_length=limits.SHORT, rule="NEED-21")


class AssessForm(Form):
    """Three questions, the base level, the level and where it leads."""

    needs_met = YesNo(label=_("Möts personens behov som det är nu?"), rule="NEED-17",
                      missing=_("Svara om behoven möts som det är nu."))
    coordination_needed = YesNo(label=_("Behövs samordning mellan flera?"),
                                missing=_("Svara om samordning behövs."))
    other_way = JudgedText(label=_("Kan behovet mötas på annat sätt?"), rows=3, max_length=2000,
                         help_text=_("Skriv hur, och vilken information personen har fått."))
    base_level_tried = YesNo(label=_("Har insatser på basnivå prövats?"), rule="NEED-07",
                             missing=_("Svara om insatser på basnivå har prövats."),
                             help_text=_("Till exempel vårdcentral, elevhälsa eller socialtjänstens öppna stöd."))
    base_level_exception = JudgedText(label=_("Varför går det inte att vänta på basnivån?"), rows=2,
                                    max_length=limits.SHORT)
    agreed_with_person = YesNo(label=_("Är ni och personen överens om vilka behov som finns?"), rule="NEED-18",
                              missing=_("Svara om ni och personen är överens."))
    level = ChoiceField(label=_("Hur stort är behovet av samordning?"), rule="LEV-01", missing=_("Välj en nivå."))
    outcome = ChoiceField(label=_("Vad händer nu?"), choices=Outcome.choices, missing=_("Välj vad som händer nu."))
    handed_to = JudgedText(label=_("Vart får personen hjälp att komma?"), rows=2,
                         max_length=limits.SHORT, rule="NEED-21",
                         help_text=_("Inga uppgifter om personen följer med från oss."))
    consent_to_hand_on = JudgedYesNo(label=_("Får vi höra av oss till den SIP som pågår?"), rule="NEED-22",
                               help_text=_("Den som är huvudansvarig får bara veta att någon vill samordna där."))

    def for_profile(self, profile: Profile) -> "AssessForm":
        offered = [(code, Level(code).label, LEVEL_MEANS[code]) for code in profile.levels]
        self.fields["level"].offer(offered)  # type: ignore[attr-defined]
        return self

    def need_values(self) -> dict[str, Any]:
        """The cleaned values by the names of ``actions.assess``."""
        return self.cleaned_data | {"consent_to_hand_on": bool(self.cleaned_data["consent_to_hand_on"])}
