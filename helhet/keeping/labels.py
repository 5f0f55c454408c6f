"""What each column is called in the person's own copy. The same name means the same thing wherever it stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHEN_AND_WHO: dict[str, str | Promise] = {
    "accepted_by": _("Vem som sa ja"), "acknowledged_at": _("Läst"), "acknowledged_by_name": _("Läst av"),
    "added_at": _("Inskrivet"), "added_by": _("Inskrivet av"), "answer_by": _("Svara senast"),
    "answered_at": _("Besvarat"), "asked_at": _("Frågan ställd"), "at": _("När"), "by_name": _("Av"),
    "by_unit_name": _("Enhet"), "closed_at": _("Avslutat"), "closed_on": _("Avslutat"), "confirmed_at": _("Bekräftat"),
    "confirmed_by": _("Bekräftat av"), "created_at": _("Påbörjat"), "created_by": _("Påbörjat av"),
    "decided_at": _("Beslutat"), "decided_by": _("Beslutat av"), "decided_on": _("Beslutat"), "done_at": _("Klart"),
    "done_on": _("Gjort"), "ended_at": _("Slut"), "ends_at": _("Till"), "ends_on": _("Till"),
    "came_at": _("Kom senare"), "left_at": _("Gick före slutet"), "part_since": _("Den delen började"),
    "paused_at": _("Paus sedan"), "read_at": _("Uppläst"),
    "expected_on": _("Väntas"), "follow_up_at": _("Uppföljning"), "follow_up_ends_at": _("Uppföljning till"),
    "held_on": _("Samtalet hölls"), "informed_on": _("Informerad"), "lifted_at": _("Hävd"),
    "lifted_by_name": _("Hävd av"), "moved_at": _("Senast ändrat"), "off_at": _("Inställt"), "opened_at": _("Öppnat"),
    "planned_at": _("Planerat"), "removed_at": _("Borttaget"), "removed_by": _("Borttaget av"),
    "returned_at": _("Återlämnat"), "reviewed_at": _("Granskat"), "reviewed_name": _("Granskat av"),
    "sent_at": _("Skickat"), "set_at": _("Satt"), "set_by_name": _("Satt av"), "spoken_on": _("Talade med varandra"),
    "starts_at": _("Från"), "starts_on": _("Från"), "told_at": _("Du fick veta"), "unit_name": _("Enhet"),
    "user_name": _("Vem"), "valid_from": _("Gäller från"), "valid_to": _("Gäller till"),
    "valid_until": _("Gäller till"), "who_name": _("Vem"), "who_title": _("Yrke"), "withdrawn_at": _("Återtaget"),
    "withdrawn_by_name": _("Återtaget av"), "leader_name": _("Mötesledare"), "documenter_name": _("Den som antecknade"),
    "contact_name": _("Kontaktperson"), "contact_unit": _("Kontaktpersonens enhet"), "contact_phone": _("Telefon"),
    "responsible": _("Ansvarig"), "receiver": _("Till vem"), "said_by": _("Sagt av"), "giver": _("Vem som svarade"),
    "giver_name": _("Vem som svarade, namn"), "asked_by": _("Vem som bad"), "noticed_by": _("Vem som såg behovet"),
    "discovered_on": _("Behovet upptäcktes"),
}

PERSON: dict[str, str | Promise] = {
    "number_kind": _("Slags nummer"), "number": _("Nummer"), "given_name": _("Förnamn"),
    "family_name": _("Efternamn"), "born": _("Född"), "died_on": _("Avliden"), "moved_on": _("Flyttade"),
    "moved_to": _("Flyttade till"), "protected": _("Skyddade uppgifter"), "protection": _("Skyddets slag"),
    "address": _("Adress"), "phone": _("Telefon"), "email": _("E-post"), "language": _("Språk"),
    "interpreter": _("Tolk"), "functional_variation": _("Funktionsvariation"), "adaptation": _("Anpassning"),
    "kind": _("Slag"), "kinds": _("Slag"), "label": _("Kallas"), "name": _("Namn"), "insight": _("Får läsa"),
    "insight_kinds": _("Får läsa det här"), "insight_basis": _("Varför de får läsa"),
    "participation": _("Får vara med"),
    "consent": _("Svarar om samtycke"), "powers_note": _("Vad uppdraget omfattar"), "mandate": _("Handling"),
    "scope_economy": _("Uppdrag: ekonomi"), "scope_person": _("Uppdrag: sörja för person"),
    "scope_right": _("Uppdrag: bevaka rätt"), "objected_on": _("Du sa nej till dem"), "objection": _("Vad du sa"),
    "must_not_know": _("Får inte veta"), "must_not_know_why": _("Varför de inte får veta"),
    "ended_why": _("Varför det tog slut"), "event": _("Vad som hände"), "facts": _("Uppgifter"), "words": _("Med ord"),
    "document": _("Handling"), "matter": _("Vad det gäller"), "issuer": _("Inloggning hos"),
    "subject": _("Namn hos inloggningen"), "title": _("Rubrik"), "is_active": _("Kan logga in"),
    "owner_kind": _("Vems"), "channel": _("På vilket sätt"), "broken_at": _("Slutade fungera"),
    "quiet_from": _("Tyst från"), "quiet_to": _("Tyst till"), "quiet_weekends": _("Tyst på helgen"),
    "digest_at": _("Samlat besked klockan"), "at_once": _("Genast när det är bråttom"),
    "last_digest": _("Senaste samlade beskedet"), "last_at_once": _("Senaste genast"),
    "set_by_person": _("Du satte den själv"), "ground": _("Grund"), "reason": _("Skäl"), "review": _("Granskningen"),
    "was_right": _("Var det rätt"), "until": _("Till och med"), "law": _("Lag"), "last_note": _("Sista anteckningen"),
    "due_on": _("Fick gallras från"), "rows_gone": _("Antal uppgifter"), "person_gone": _("Inget finns kvar"),
}

SIP: dict[str, str | Promise] = {
    "state": _("Läge"), "sip_kind": _("Slags SIP"), "level": _("Nivå"), "verb": _("Steg"), "from_state": _("Från läge"),
    "to_state": _("Till läge"), "data": _("Uppgifter"), "function": _("Uppgift eller yrke"),
    "left_because": _("Varför de slutade"), "convener_unit_id": _("Enheten som samordnar"), "unit_id": _("Enhet"),
    "to_unit_id": _("Till enhet"), "source_id": _("Från enhet"), "recipient_id": _("Mottagare"),
    "recipient_name": _("Mottagarens namn"),
    "forwarded_by_id": _("Skickat vidare av"), "holder_id": _("Enheten som höll i det"),
    "coordination_unit_id": _("Samordningsansvarig enhet"), "triggers": _("Vad som satte i gång"), "why": _("Varför"),
    "existing_sip": _("Fanns en SIP redan"), "pointed_out": _("Pekade på ett behov"),
    "agreed_by_person": _("Du var med på det"), "where_to_turn": _("Vart du kan vända dig"),
    "needs_met": _("Behoven är mötta"), "coordination_needed": _("Behöver samordnas"), "other_way": _("Annat sätt"),
    "base_level_tried": _("Har prövat det vanliga först"), "base_level_exception": _("Varför inte"),
    "outcome": _("Hur det blev"), "handed_to": _("Lämnat till"), "consent_to_hand_on": _("Du sa ja till att lämna"),
    "agreed_with_person": _("Ni var överens"), "how": _("Hur"), "adapted": _("Hur det anpassades"),
    "understood": _("Hur vi vet att det blev förstått"), "offered": _("Erbjudet"), "present": _("Vilka som var med"),
    "part_a": _("Del A"), "part_b": _("Del B"), "digital": _("Digitalt"), "form": _("På vilket sätt"),
    "maturity": _("Mognad"), "child_view": _("Barnets egen åsikt"), "not_agreed": _("Sa nej till"),
    "obtained_how": _("Hur svaret gavs"), "enough_information": _("Fick veta tillräckligt"),
    "voluntary": _("Frivilligt"), "support_needed": _("Stöd som behövdes"), "yes": _("Ja"), "scope": _("Hur mycket"),
    "informed": _("Visste vad det gällde"), "way": _("Väg"), "why_not_asked": _("Varför du inte blev tillfrågad"),
    "assessment": _("Bedömning"), "relation": _("Vem det är"), "ring": _("Hur nära"), "sector": _("Del av livet"),
    "marks": _("Märken"), "wanted": _("Önskas"), "with_person": _("Du var med"), "who": _("Vem"),
    "settled": _("Vad ni kom fram till"), "safer": _("Vad som gör det tryggare"), "own_words": _("Med egna ord"),
    "letter": _("Brev"), "support_person": _("Stödperson"), "kin": _("Närstående"), "adaptations": _("Anpassningar"),
    "why_not": _("Varför inte"), "field": _("Fält"), "part": _("Del av mötet"), "spent": _("Tid för varje del"),
    "n": _("Nummer"), "text": _("Text"), "position": _("Plats"),
}

MEETING: dict[str, str | Promise] = {
    "purpose": _("Syfte"), "goal": _("Mål"), "questions": _("Frågor"), "comment": _("Kommentar"),
    "list_agreed": _("Ni var överens om listan"), "duty": _("Ska komma"), "contribution": _("Vad de bidrar med"),
    "wished_profession": _("Önskat yrke"), "not_spoken_why": _("Varför de inte har talats vid"),
    "ended_because": _("Varför det slutade"), "reply": _("Svar"), "instead_of": _("I stället för"),
    "hindrance": _("Hinder"), "asked_sender": _("Frågade avsändaren"), "message": _("Meddelande"),
    "accepted": _("Tog emot"), "declined_why": _("Varför nej"), "told_off": _("Fick veta att det är inställt"),
    "closed_because": _("Varför frågan stängdes"), "place": _("Plats"), "in_helhet": _("Svarar själv"),
    "place_public": _("Platsen är ingens hem"), "link": _("Länk"), "technical_help": _("Hjälp med tekniken"),
    "agreed_how": _("Hur ni kom överens"), "child_time": _("Tid för barnet"), "leader_independent": _("Neutral ledare"),
    "reason_for_time": _("Varför just då"), "yes_again": _("Ja igen vid mötet"), "summary": _("Sammanfattning"),
    "why_stopped": _("Varför mötet avbröts"), "presence": _("Närvaro"), "path": _("Vägen vidare"),
    "note": _("Anteckning"), "early": _("Tidigare än planerat"), "what_changed": _("Vad som har förändrats"),
}

PLAN: dict[str, str | Promise] = {
    "others_none": _("Ingen annan gör något"), "took_part": _("Hur du var med"),
    "child_heard": _("Barnet fick komma till tals"),
    "child_prepared": _("Barnet var förberett"), "child_took_part": _("Barnet var med"), "placed": _("Placerad"),
    "health_unit": _("Vårdenhet"), "dental_unit": _("Tandvård"), "school_unit": _("Skola"), "area": _("Del av livet"),
    "met": _("Uppnått"), "owner": _("Vems"), "status": _("Läge"), "how_often": _("Hur ofta"), "where": _("Var"),
    "whose": _("Vems"), "snapshot": _("Hela planen"), "version": _("Version"), "easy": _("Lätt svenska"),
    "checksum": _("Kontrollsumma"), "code": _("Kod"),
    "wish": _("Vad du önskade"), "what": _("Vad"), "made_version": _("Ny version"),
    "school_or_address": _("Ny skola eller adress"), "need_municipality": _("Behov hos kommunen"),
    "need_region": _("Behov hos regionen"), "restart_ground": _("Varför det börjar om"), "reached": _("Nått målet"),
    "given": _("Blev det av"), "works": _("Fungerar"), "effect": _("Vad det ledde till"),
    "onward": _("Hur det går vidare"),
    "question": _("Fråga"), "withdrawn_why": _("Varför det togs tillbaka"),
    "returned_why": _("Varför det lämnades åter"),
    "need_remained": _("Behov fanns kvar"), "with_plan": _("Det fanns en plan"), "whom": _("För vem"),
}

LABELS = {**WHEN_AND_WHO, **PERSON, **SIP, **MEETING, **PLAN}


def label(column: str) -> str:
    """The column's label; its own name when nobody has given it one, which a test forbids."""
    return str(LABELS.get(column, column))
