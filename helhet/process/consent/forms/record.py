"""The form of a consent: who may know what, in two parts, until when, and how it was given."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import clock
from helhet.kit.dates import date_full
from helhet.kit.forms import ChoiceField, DateField, LongText, YesNo
from helhet.people.cards import PersonCard
from helhet.people.rules import asked_themself
from helhet.process.consent.forms.answering import answered, answerers, deciding
from helhet.process.consent.forms.matrix import MatrixForm
from helhet.process.consent.words import Form as Given
from helhet.process.need.asked import JudgedMany, JudgedText, JudgedYesNo
from helhet.rulebook.profile import Profile


class RecordForm(MatrixForm):
    """Everything a recorded consent must say (CON-01..12)."""

    not_agreed = LongText(label=_("Är det något som ingen får veta?"), required=False, rows=3, max_length=2000)
    part_a = YesNo(label=_("A. Får de som är valda här dela information, inför mötet och på mötet?"), rule="CON-02",
                   missing=_("Svara ja eller nej på fråga A, om att dela information."))
    part_b = JudgedYesNo(label=_("B. Får vi göra en samordnad individuell plan?"),
                         help_text=_("Lämna tomt om ni inte har frågat än. Frågan ska vara besvarad när planen görs."))
    digital = JudgedYesNo(label=_("Får mötet vara digitalt?"), help_text=_("Lämna tomt om det inte är aktuellt."),
                          rule="CON-26")
    valid_until = DateField(label=_("Gäller till och med"), rule="CON-12")
    who = ChoiceField(label=_("Vem svarar?"), missing=_("Välj vem som svarar."))
    guardians_yes = JudgedMany(label=_("Vilka har sagt ja?"), rule="CON-16")
    maturity = JudgedText(label=_("Hur har ni bedömt att den unga själv kan bestämma?"), rows=2, max_length=1000)
    child_view = JudgedText(label=_("Vad säger barnet eller den unga?"), rows=2, max_length=1000)
    form = ChoiceField(label=_("Hur gavs svaret?"), rule="CON-04", missing=_("Välj hur svaret gavs."))
    obtained_how = LongText(label=_("Beskriv hur det gick till"), rows=2, max_length=1000,
                            help_text=_("Var ni sågs, vem som hörde svaret, och eventuell tolk eller bildstöd."),
                            missing=_("Skriv kort hur svaret gavs."), rule="CON-06")
    enough_information = YesNo(label=_("Vet personen vad svaret innebär, och kan ta ställning?"), rule="CON-22",
                               missing=_("Svara om personen vet vad svaret innebär."))
    voluntary = YesNo(label=_("Är svaret frivilligt, utan press och utan motvilja?"),
                      missing=_("Svara om svaret är frivilligt."))
    support_needed = LongText(label=_("Behövdes stöd för att svara?"), required=False, rows=2, max_length=1000,
                              help_text=_("Till exempel närstående, god man eller tolk."))

    def for_person(self, person: PersonCard, profile: Profile, last: Any) -> "RecordForm":
        """Offer those who can answer for this person, in the ways the region allows."""
        self.person = person
        fields: Any = self.fields
        fields["who"].offer(answerers(person))
        fields["guardians_yes"].offer([(str(g.ref), g.name) for g in deciding(person)])
        one_meeting = _("Gäller ett möte, aldrig att planen görs eller att mötet är digitalt.")
        fields["form"].offer([(g.value, g.label, one_meeting if g == Given.PRESUMED else "") for g in Given
                              if g != Given.PRESUMED or profile.presumed_consent])
        fields["valid_until"].help_text = _("Högst till och med %(day)s.") % {"day": date_full(last)}
        if not person.is_child:
            del fields["maturity"], fields["child_view"]
        elif asked_themself(person, clock.today(), profile):
            fields["child_view"].label = _("Vad säger %(name)s själv?") % {"name": person.given_name}
            fields["child_view"].rule = "CH-02"
            fields["child_view"].help_text = _(
                "%(name)s har fyllt %(age)s år. Fråga alltid %(name)s själv, också när vårdnadshavarna svarar. Gick "
                "det inte, skriv varför.") % {"name": person.given_name, "age": profile.own_voice_age}
        if not deciding(person):
            del fields["guardians_yes"]
        return self

    def values(self) -> dict[str, Any]:
        """The cleaned values by the names of ``actions.record``."""
        data = self.cleaned_data
        giver, relation = answered(self.person, data["who"])
        ids = {str(g.ref): g.id for g in self.person.guardians}
        return {
            "giver": giver, "relation_id": relation, "items": self.items(),
            "guardians_yes": [ids[ref] for ref in data.get("guardians_yes") or ()] if giver == "guardian" else [],
            "maturity": data.get("maturity") or "", "child_view": data.get("child_view") or "",
            **{k: data[k] for k in (
                "not_agreed", "part_a", "part_b", "digital", "valid_until", "form", "obtained_how",
                "enough_information", "voluntary", "support_needed")},
        }
