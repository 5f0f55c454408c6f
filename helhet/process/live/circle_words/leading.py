"""The circles of who leads the meeting and of who comes from a unit."""

from django.utils.translation import gettext_lazy as _

CHAIR = {
    "inledning": (
        (
            _("Du gör att alla känner sig trygga. Säg varför ni ses, hur länge, och hur det går till."),
            _("Fråga om alla kan vara med hela tiden. Måste någon gå tidigare får den prata först."),
            _("Den som mötet handlar om får ordet före alla andra."),
        ),
        (
            _("Hälsa alla välkomna. Säg vem du är och vem som skriver."),
            _("Låt alla säga vilka de är. Den som mötet handlar om börjar."),
            _("Säg vad personen har sagt ja till att ni pratar om, och att det som sägs stannar här."),
            _("Läs upp syftet och frågorna från kallelsen. Säg när ni tar paus och när ni slutar."),
        ),
        False,
    ),
    "laget": (
        (
            _("Alla får ordet, kort och i tur och ordning. Den som mötet handlar om får gärna börja."),
            _("Se till att det som fungerar också blir sagt."),
            _("Håll tiden här, så att den räcker till behoven."),
        ),
        (
            _("Hur ser var och en på läget just nu?"),
            _("Vad fungerar bra?"),
            _("Vad fungerar inte?"),
        ),
        False,
    ),
    "behov": (
        (
            _("Den här delen får ta längst tid."),
            _("Få fram vem som gör vad. Målen ska vara så tydliga att det går att se om ni har nått dem."),
            _("Säger någon ett svårt ord: be om en förklaring, även om du själv förstår."),
        ),
        (
            _("Börja i frågorna och det som behövs."),
            _("Vad vill ni nå längre fram, och vad först?"),
            _("Vad kan personen och familjen göra själva?"),
            _("Vilken hjälp behövs, och vem ger den?"),
            _("Hur ofta, när och var?"),
            _("Hur märker ni att det blev bra?"),
        ),
        False,
    ),
    "summering": (
        (
            _("Läs upp det som står, långsamt och med personens egna ord."),
            _("Är ni oense om något? Skriv det, och vem som tycker vad."),
        ),
        (
            _("Har du förstått vad som ska göras, och vem som gör vad?"),
            _("Tycker du att det låter bra?"),
            _("Säger du ja till planen?"),
            _("Vem vill du ha som ansvarig för hela planen? Vad ska den göra för dig?"),
        ),
        True,
    ),
    "avslut": (
        (
            _("Gå inte härifrån utan en tid för nästa möte."),
            _("Tacka var och en, och säg vad som händer i morgon."),
        ),
        (
            _("När och var ses vi igen?"),
            _("Vem får planen, och hur vill du ha din?"),
            _("Vem ringer du om något inte fungerar?"),
            _("Hur kändes mötet?"),
        ),
        True,
    ),
}

STAFF = {
    "inledning": (
        (
            _("Ta reda på vad din verksamhet gör för personen i dag."),
            _("Fråga din chef före mötet vad du får lova."),
        ),
        (
            _("Säg vad du heter, var du arbetar och hur du känner personen."),
        ),
        False,
    ),
    "laget": (
        (
            _("Tänk igenom vad du ser att personen behöver."),
            _("Kom inte med en färdig lösning."),
        ),
        (
            _("Vad ser du att personen behöver?"),
            _("Vad fungerar bra?"),
            _("Vad fungerar inte?"),
        ),
        False,
    ),
    "behov": (
        (
            _("Tänk ut vad just din verksamhet kan göra."),
            _("Använd ord som alla förstår."),
            _("Gör målen så tydliga att de går att följa upp."),
            _("Säg inget om vad andra verksamheter borde göra. Fråga dem i stället."),
        ),
        (
            _("Börja i frågorna från kallelsen."),
            _("Vilka är målen på lång och på kort sikt?"),
            _("Vad kan personen och familjen göra själva?"),
            _("Vilken hjälp behövs? Vad kan din verksamhet göra?"),
            _("När, hur ofta och var?"),
            _("Vem gör det?"),
        ),
        False,
    ),
    "summering": (
        (
            _("Lyssna efter det din verksamhet har lovat, så att det står rätt."),
        ),
        (
            _("Ledaren läser upp vem som gör vad. Stämmer det du hör?"),
            _("Är du inte överens med någon? Säg det, så att det syns i planen."),
            _("Personen berättar vem den vill ha som huvudansvarig."),
            _("Ni väljer huvudansvarig. Vad ska den göra?"),
        ),
        False,
    ),
    "avslut": (
        (
            _("Ta med din kalender."),
        ),
        (
            _("Boka nästa tid innan du går."),
            _("Säg vem hos er som personen kan ringa."),
            _("Gör det du lovat, och skriv om det i er egen journal."),
        ),
        True,
    ),
}
