"""The circles of those beside the person: a parent, next of kin, and others who come along."""

from django.utils.translation import gettext_lazy as _

PARENT = {
    "inledning": (
        (
            _("Har du sagt ja till att alla som är med får dela det de vet? Annars kan ni inte prata fritt."),
            _("Ledaren berättar hur mötet går till, hur länge ni ses och vilka frågorna är."),
            _("Hjälp ditt barn att tänka ut något att säga om sig själv."),
        ),
        (
            _("Säg vem du är."),
            _("Barnet presenterar sig självt om det är med. Annars gör du det."),
            _("Alla säger vad de heter och var de kommer ifrån."),
        ),
        False,
    ),
    "laget": (
        (
            _("Tänk igenom vad du vill ska bli sagt."),
            _("Är barnet inte med? Fråga hemma vad det vill, och vad det tycker att det kan göra självt."),
        ),
        (
            _("Hur har ditt barn det? Både det som är bra och det som är svårt."),
            _("Hur ser barnet självt på det?"),
        ),
        False,
    ),
    "behov": (
        (
            _("Det här ska få ta mest tid."),
            _("Även de andra säger vilka mål de ser och vad de kan hjälpa till med."),
        ),
        (
            _("Hur vill du att det ska bli för ditt barn längre fram?"),
            _("Vad behövs för det?"),
            _("Vad vill ni nå snart? Säg det så att ni kan se om det blev så."),
            _("Vad vill barnet?"),
            _("Vad kan du och barnet göra själva?"),
            _("Vad behöver ni hjälp med av andra?"),
            _("Hur ofta, när, var och av vem?"),
        ),
        False,
    ),
    "summering": (
        (
            _("Ledaren läser upp det ni bestämt, så att alla har hört samma sak. Det skrivs in i planen."),
            _("Ni bestämmer vem som är huvudansvarig."),
        ),
        (
            _("Har du förstått vad som ska göras, och vem som gör vad?"),
            _("Har ditt barn förstått?"),
            _("Låter det bra?"),
            _("Vem vänder ni er till med frågor, eller om något inte fungerar?"),
        ),
        False,
    ),
    "avslut": (
        (
            _("Alla ska få planen, på papper eller i datorn."),
            _("Ni ska ha en tid för uppföljning innan ni går hem."),
        ),
        (
            _("Är tiden för uppföljning bokad?"),
            _("Har ni fått planen?"),
            _("Är du nöjd med mötet?"),
        ),
        False,
    ),
}

KIN = {
    "inledning": (
        (
            _("Fråga den du är här för: Vad vill du att jag säger? Vad vill du att jag låter bli att säga?"),
        ),
        (
            _("Säg vem du är och hur du hör ihop med personen."),
            _("Personen själv börjar. Du kommer efter."),
        ),
        True,
    ),
    "laget": (
        (
            _("Tänk på vad du ser i vardagen som de andra inte ser."),
        ),
        (
            _("Hur ser du på läget?"),
            _("Vad fungerar bra?"),
            _("Vad fungerar inte?"),
            _("Hur har du det själv?"),
        ),
        True,
    ),
    "behov": (
        (
            _("Du lovar bara det du orkar. Det är inget krav att hjälpa till."),
        ),
        (
            _("Vad tror du att personen vill ha det här mötet till?"),
            _("Vad vill du göra, och hur ofta?"),
            _("Vad behöver någon annan göra?"),
            _("Behöver du eget stöd?"),
        ),
        True,
    ),
    "summering": (
        (
            _("Lyssna efter det som handlar om dig, så att det står rätt."),
        ),
        (
            _("Har du förstått vad som ska göras, och vem som gör vad?"),
            _("Stämmer det som står om dig?"),
            _("Vem ringer du om något inte fungerar?"),
        ),
        True,
    ),
    "avslut": (
        (
            _("Personen bestämmer om du får en egen kopia av planen."),
        ),
        (
            _("När ses ni igen? Ska du vara med?"),
            _("Hur kändes mötet?"),
        ),
        True,
    ),
}

OTHERS = {
    "inledning": (
        (
            _("Prata med personen före mötet. Vad vill den att du hjälper till med?"),
        ),
        (
            _("Säg vem du är och varför du är här."),
        ),
        True,
    ),
    "laget": (
        (
            _("Du är här för personens skull. Låt den tala först."),
        ),
        (
            _("Hur ser du på läget?"),
            _("Vad fungerar bra?"),
            _("Vad fungerar inte?"),
        ),
        True,
    ),
    "behov": (
        (
            _("Ta reda på vad du kan hjälpa till med, och hur länge."),
            _("Säg till om ett ord är svårt. Du är nog inte ensam."),
        ),
        (
            _("Vad kan du göra?"),
            _("När, hur ofta och var?"),
            _("Är det något som personen har svårt att säga själv, och vill att du säger?"),
        ),
        True,
    ),
    "summering": (
        (
            _("Kontrollera att det du lovat står rätt."),
        ),
        (
            _("Har du förstått vad som ska göras, och vem som gör vad?"),
            _("Har personen förstått?"),
        ),
        True,
    ),
    "avslut": (
        (
            _("Fråga personen efteråt hur det kändes."),
        ),
        (
            _("Ska du vara med nästa gång?"),
            _("Vem ringer du om något inte fungerar?"),
        ),
        True,
    ),
}
