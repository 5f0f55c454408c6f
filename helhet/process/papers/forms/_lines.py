"""The lines of the checklist: before, at and after the meeting. They are ours, each on a rule of the book.

The sources name the list and its parts and give no lines of it; Örebro's four lines are theirs.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Line:
    """One thing to do, in ordinary and in easy words, and the rule it stands on. ``when``: only where this holds."""

    code: str
    plain: Any
    light: Any
    rule: str
    when: str = ""  # the name of a value of the region's that must be set


BEFORE = (
    (_("Behov och information"), (
        Line("informed", _("Personen vet vad en SIP är och vad ett ja och ett nej innebär"),
             _("Personen vet vad en SIP är"), "INFO-01"),
        Line("understood", _("Vi har frågat så att vi vet att informationen gick fram"),
             _("Personen har förstått"), "INFO-04"),
        Line("adapted", _("Informationen och arbetet är anpassade: språk, tolk, bildstöd, tempo"),
             _("Vi pratar så att personen förstår"), "INFO-02"),
        Line("offered", _("SIP är erbjuden, och svaret är antecknat"), _("SIP är erbjuden"), "LAW-15"),
        Line("hospital", _("Skrivs personen ut från sjukhus och behöver båda huvudmännen: SIP är alltid erbjuden"),
             _("Efter sjukhus frågar vi alltid om SIP"), "INFO-06"),
    )),
    (_("Samtycke"), (
        Line("consent", _("Samtycke är antecknat: vem som får veta vad, och hur länge"),
             _("Personen har sagt vem som får veta vad"), "CON-10"),
        Line("limits", _("Vi har frågat vad som inte ska tas upp"), _("Vi vet vad vi inte ska prata om"), "CON-09"),
    )),
    (_("Förbered"), (
        Line("important", _("Frågan ”Vad är viktigt för dig?” har fått ett svar med personens egna ord"),
             _("Personen har sagt vad som är viktigt"), "PREP-01"),
        Line("mapped", _("Vi har kartlagt tillsammans: det som fungerar och det som är svårt"),
             _("Vi har pratat om det som går bra och det svåra"), "PREP-04"),
        Line("known", _("Vi har frågat vad som är särskilt viktigt att veta inför mötet"),
             _("Vi har frågat vad som är viktigt att veta"), "PREP-03"),
        Line("participation", _("Vi vet hur personen och de närstående vill vara med, och vilket stöd de behöver"),
             _("Vi vet hur personen vill vara med"), "PART-07"),
        Line("purpose", _("Syftet, frågorna och vilka som ska vara med är klara"),
             _("Vi vet varför vi ska ses och vilka som ska komma"), "PREP-06"),
        Line("place", _("Tid och plats passar personen"), _("Tid och plats passar personen"), "CALL-14"),
        Line("leads", _("Det är bestämt vem som leder mötet och vem som skriver"),
             _("Vi vet vem som leder och vem som skriver"), "PREP-22"),
        Line("screen", _("Är mötet på skärm: länk, teknik och hjälp är ordnade, och personen har sagt ja till det"),
             _("Är mötet på skärm: tekniken fungerar"), "PREP-20"),
    )),
    (_("Kalla och bjud in"), (
        Line("spoken", _("Vi har pratat med dem det gäller innan kallelsen skickades"),
             _("Vi har ringt dem som ska komma"), "PREP-10"),
        Line("sent", _("Kallelse är skickad till båda huvudmännen, och inbjudan till andra"),
             _("Kallelsen är skickad"), "PREP-09"),
        Line("own", _("Personen har fått sitt eget brev om mötet"), _("Personen har fått ett brev om mötet"),
             "CALL-19"),
        Line("answered", _("Alla har svarat vem som kommer"), _("Alla har svarat"), "CALL-17"),
    )),
)
DURING = (
    Line("welcome", _("Välkomna och berätta upplägg, tid, paus, samtycke och sekretess"),
         _("Säg välkommen och berätta hur mötet går till"), "MEET-05"),
    Line("round", _("Låt alla presentera sig, personen först"), _("Alla säger vem de är. Personen börjar"),
         "MEET-06"),
    Line("asked", _("Utgå från syftet och frågorna i kallelsen"), _("Prata om det som står i kallelsen"), "MEET-01"),
    Line("visible", _("Visa det som skrivs, så att alla ser"), _("Visa det ni skriver"), "MEET-15"),
    Line("goals", _("Sätt delmål och planera insatser: vem gör vad, när, hur ofta och var"),
         _("Bestäm vad som ska göras och vem som gör det"), "MEET-13"),
    Line("own_part", _("Var och en bestämmer om sina egna insatser, ingen om andras"),
         _("Bestäm bara om er egen hjälp"), "MEET-11"),
    Line("disagree", _("Tycker ni mycket olika: skriv det i planen, personens mål först"),
         _("Skriv om ni tycker olika"), "MEET-12"),
    Line("main", _("Välj huvudansvarig, efter personens önskan"), _("Välj en som har ansvar för planen"), "MEET-17"),
    Line("next", _("Bestäm tid och plats för uppföljningen"), _("Bestäm när ni ses igen"), "MEET-09"),
    Line("summed", _("Läs upp det ni kommit fram till och fråga om personen säger ja till planen"),
         _("Läs upp planen. Fråga om personen säger ja"), "MEET-14"),
)
AFTER = (
    Line("written", _("Planen är skriven och upprättad"), _("Planen är klar"), "PLAN-16"),
    Line("given", _("Personen och alla som vill har fått planen"), _("Personen har fått planen"), "IT-08"),
    Line("code", _("Hälso- och sjukvården har angett koden för åtgärden"), _("Vården har angett koden"), "QA-01",
         "kva_establish"),
    Line("efforts", _("Huvudansvarig har tagit reda på hur det går med varje insats"),
         _("Vi vet hur det går med hjälpen"), "RESP-14"),
    Line("called", _("Alla är kallade till uppföljningen"), _("Alla är kallade igen"), "RESP-10"),
    Line("followed", _("Vi har följt upp mål och insatser, och frågat om samtycket på nytt"),
         _("Vi har pratat om hur det har gått"), "FU-03"),
    Line("onward", _("Finns behovet kvar: planen är ändrad och ny tid bokad"),
         _("Behövs mer hjälp: vi har bestämt en ny tid"), "FU-06"),
    Line("closed", _("Är SIP:en avslutad: alla vet det, och personen vet vart man vänder sig"),
         _("Är planen slut: alla vet det, och vart man vänder sig"), "CLOSE-07"),
)
# Örebro's own four (source 004), where a region has a number of days for writing the plan.
OWN = (
    Line("own_outdated", _("Avsluta SIP som inte är aktuella"), _("Avsluta gamla planer"), "CLOSE-11"),
    Line("own_well", _("Dokumentera väl"), _("Skriv tydligt"), "PLAN-21"),
    Line("own_days", _("Dokumentera inom %(days)s"), _("Skriv inom %(days)s"), "PLAN-20"),
    Line("own_offer", _("Erbjud SIP"), _("Erbjud SIP"), "LAW-15"),
)
