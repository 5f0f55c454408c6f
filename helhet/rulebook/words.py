"""A profile in Swedish: its values in groups, what each is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helhet.rulebook.shape import Profile

Text = str | Promise


class Group(NamedTuple):
    """A part of the profile: its key, its heading, and its values with what they are called."""

    key: str
    heading: Text
    values: Mapping[str, Text]


GROUPS = (
    Group("region", _("Regionen och orden"), {
        "name": _("Profilens namn"), "counties": _("Gäller för län"), "steps": _("Stegen i processen"),
        "municipal_parties": _("Kommunens parter"), "school_part": _("Skolans plats"),
        "form_consent": _("Blankett för samtycke"), "form_call": _("Blankett för kallelse"),
        "form_plan": _("Planens namn"), "title_main_responsible": _("Huvudansvarig kallas"),
        "title_care_contact": _("Fast vårdkontakt kallas"), "it_service": _("Regionens it-tjänst"),
        "it_order": _("Var SIP:en skrivs, i ordning"), "plan_on_1177": _("Planen visas på 1177"),
    }),
    Group("need", _("Behovet och starten"), {
        "may_start": _("Får börja en SIP"), "sip_kinds": _("Sorters SIP"), "levels": _("Nivåer"),
        "request_answer_days": _("Svara den som frågar om SIP inom"),
        "start_days": _("Börja efter att behovet setts inom"),
    }),
    Group("consent", _("Samtycke och ålder"), {
        "consent_parts": _("Vad man samtycker till"), "consent_ways": _("Hur man kan samtycka"),
        "presumed_consent": _("Samtycke kan antas"), "oral_consent_documented": _("Ett muntligt samtycke antecknas"),
        "consent_max_years": _("Ett samtycke gäller högst"),
        "consent_renew_days_before": _("Fråga på nytt så här långt innan det går ut"),
        "new_consent_at_restart": _("Nytt samtycke när SIP:en görs om"),
        "forvaltare_may_consent": _("En förvaltare kan samtycka"),
        "two_guardians": _("Två vårdnadshavare samtycker båda"),
        "guardian_insight_age": _("Vårdnadshavare läser som förval till"),
        "own_voice_age": _("Fråga alltid barnet självt från"), "adult_age": _("Myndig vid"),
        "child_agreement_age": _("Överenskommelsen om barn och unga gäller till"),
    }),
    Group("mapping", _("Förbereda och kartlägga"), {
        "preparer": _("Förbereder mötet"), "pre_meeting": _("Förmöte med personen"),
        "mapping_methods": _("Sätt att kartlägga"), "mapping_writer": _("Skriver kartläggningen"),
        "mapping_shown_to_person": _("Personen läser kartläggningen hos sig"),
        "mapping_on_1177": _("Kartläggningen visas på 1177"),
    }),
    Group("calling", _("Kallelse och svar"), {
        "may_call": _("Får kalla"), "may_be_called": _("Kan kallas"), "meeting_kinds": _("Sorters möten"),
        "invitation_channels": _("Så går kallelsen ut, i ordning"),
        "meeting_within_days": _("Möte efter att behovet setts inom"),
        "notice_days": _("Kallelsen ute före mötet, minst"),
        "answer_days": _("Svara på kallelsen inom"), "reminder_days_before": _("Påminn så här långt före en dag"),
        "attendance_duty": _("Skyldig att komma"), "representative_chosen_by": _("Väljer vem som kommer"),
        "unknown_person_duty": _("Om enheten inte känner personen"),
        "default_receiver_region": _("Kallas i regionen när ingen känner personen"),
        "default_receiver_municipality": _("Kallas i kommunen när ingen känner personen"),
        "deviation_days": _("Svara på en avvikelse inom"),
    }),
    Group("meeting", _("Mötet och planen"), {
        "meeting_agenda": _("Mötets ordning"), "independent_leader": _("Ledare från en annan verksamhet"),
        "document_days": _("Planen skriven efter mötet inom"), "plan_required": _("Ska finnas i planen"),
        "plan_extra_fields": _("Fler fält i planen"), "kva_establish": _("KVÅ-kod när planen görs"),
        "kva_establish_discharge": _("KVÅ-kod när planen görs vid utskrivning"),
        "kva_follow_up": _("KVÅ-kod vid uppföljning"),
    }),
    Group("discharge", _("Efter sjukhus"), {
        "discharge_call_days": _("Kalla efter utskrivningsklar inom"), "discharge_call_from": _("Dagarna räknas från"),
        "discharge_call_to": _("Kallelsen går till"), "existing_sip_at_discharge": _("En SIP som redan finns"),
        "discharge_plan_by": _("Upprättar planen efter utskrivning"),
    }),
    Group("follow_up", _("Uppföljning"), {
        "follow_up_call_days_before": _("Kalla före uppföljningen, senast"),
        "follow_up_rhythm_days": _("Förslag till rytm"),
        "follow_up_agenda": _("Uppföljningens ordning"), "seven_follow_up_questions": _("De sju frågorna ställs"),
    }),
    Group("closing", _("Avsluta och börja om"), {
        "closing_grounds": _("Skäl att avsluta"), "need_remains": _("Om båda fortfarande behövs"),
        "restart_grounds": _("Skäl att göra en ny SIP"),
        "restart_needs_changed_goal": _("Ny SIP bara om målet har ändrats"),
        "close_documented_by": _("Antecknar avslutet"), "closing_duties": _("Görs efter avslutet"),
        "outdated_months": _("Inaktuell efter"),
    }),
)
LABELS: dict[str, Text] = {key: label for group in GROUPS for key, label in group.values.items()}

# What the codes of a value mean, where no other room has words for them.
CODES: dict[str, dict[str, Text]] = {
    "school_part": {"equal_party": _("Jämbördig part"), "part_of_municipality": _("En del av kommunen"),
                    "not_stated": _("Inte sagt")},
    "steps": {"need": _("Behov"), "inform": _("Information"), "consent": _("Samtycke"), "prepare": _("Förbered"),
              "call": _("Kalla"), "meeting": _("Möte"), "establish": _("Upprätta"), "follow_up": _("Följ upp"),
              "close": _("Avsluta")},
    "it_order": {"it_service": _("It-tjänsten"), "template": _("Mallen på papper")},
    "consent_parts": {"information": _("Att berätta för varandra"), "plan": _("Att en plan görs")},
    "consent_ways": {"written": _("Skriftligt"), "oral": _("Muntligt"), "shown": _("Visat, till exempel en nick")},
    "oral_consent_documented": {"must": _("Ska"), "should": _("Bör")},
    "preparer": {"initiating_principal": _("Huvudmannen som tog initiativet"),
                 "convener": _("Den som håller i starten"),
                 "coordination_responsible": _("Den samordningsansvariga")},
    "pre_meeting": {"should": _("Bör hållas"), "may": _("Får hållas")},
    "mapping_methods": {"network_map": _("Nätverkskarta"), "ordinary_day": _("En vanlig dag"),
                        "conversation_menu": _("Samtalsmeny"), "life_areas": _("Tolv livsområden")},
    "mapping_writer": {"convener": _("Den som håller i starten"),
                       "coordination_responsible": _("Bara den samordningsansvariga")},
    "attendance_duty": {"called_unit": _("Den enhet som är kallad"), "not_stated": _("Inte sagt")},
    "representative_chosen_by": {"called_unit": _("Den kallade enheten"), "principal": _("Huvudmannen")},
    "unknown_person_duty": {"principal": _("Huvudmannen utser någon"), "unit": _("Enheten kommer ändå")},
    "independent_leader": {"always_good": _("En fördel"), "at_disagreement": _("När man inte är överens")},
    "plan_required": {
        "interventions": _("Insatserna"), "principal_parts": _("Vad var och en av huvudmännen gör"),
        "others_measures": _("Vad andra gör"), "overall_principal": _("Vem som har det övergripande ansvaret"),
        "long_term_goal": _("Långsiktigt mål"), "own_part": _("Vad personen gör själv"),
        "help_and_support": _("Hjälp och stöd"), "who_and_when": _("Vem och när"),
        "contact_persons": _("Kontaktpersoner"), "follow_up": _("Tid för uppföljning"),
        "main_responsible": _("Huvudansvarig"), "short_and_long_term": _("På kort och på lång sikt"),
        "responsible_per_intervention": _("Ansvarig för varje insats"),
    },
    "plan_extra_fields": {"sub_goal_met": _("Om delmålet är nått"),
                          "intervention_start_end": _("Insatsens start och slut")},
    "discharge_call_from": {"notice": _("Beskedet om utskrivningsklar"), "message_sent": _("Att beskedet skickades")},
    "discharge_call_to": {"individual": _("Personen"), "units": _("Berörda enheter"),
                          "other_actors": _("Andra aktörer")},
    "existing_sip_at_discharge": {"follow_up": _("Följs upp"), "restart": _("Avslutas och görs om")},
    "discharge_plan_by": {"documenter": _("Den som dokumenterar"),
                          "permanent_care_contact": _("Den fasta vårdkontakten")},
    "need_remains": {"refuse": _("Går inte att avsluta"), "reason": _("Avslutas med skäl")},
    "closing_duties": {"told_all": _("Berätta för alla"), "where_to_turn": _("Säga vart man vänder sig"),
                       "own_record": _("Anteckna i den egna dokumentationen"),
                       "experience": _("Fråga hur det har varit")},
    "close_documented_by": {"unit": _("Varje enhet"), "principal": _("Varje huvudman")},
}


def said(profile: Profile, key: str, names: Mapping[str, Mapping[str, Text]] | None = None) -> tuple[str, ...]:
    """A value as a person reads it, one line for each thing it holds. ``names``: words of other rooms, by value."""
    value, words = getattr(profile, key), {**CODES.get(key, {}), **(names or {}).get(key, {})}
    if value is None:
        return (gettext("Ingen kod") if key.startswith("kva_") else gettext("Ingen gräns är satt"),)
    if isinstance(value, bool):
        return (gettext("Ja") if value else gettext("Nej"),)
    if isinstance(value, int):
        return (gettext("%(n)s år") % {"n": value} if key.endswith("_age") else profile.in_words(key),)
    if isinstance(value, str):
        return (str(words.get(value, value)),)
    if isinstance(value, tuple):
        return tuple(_each(key, one, words) for one in value) or (gettext("Inga"),)
    return tuple(gettext("%(what)s: %(n)s dagar") % {"what": words.get(one, one), "n": n} for one, n in value.items())


def _each(key: str, one: Any, words: Mapping[str, Text]) -> str:
    return str(words.get(one, one))
