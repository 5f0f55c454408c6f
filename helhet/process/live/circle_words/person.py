"""The circles of the one the meeting is about: as adult, as young, as old."""

from django.utils.translation import gettext_lazy as _

_BEGIN = _("Hitta några ord om dig själv. Du får läsa från ett papper, eller låta någon annan säga dem.")
_ALL_TELL = _("De andra säger vilka de är och hur de känner dig.")
_TELL = _("Berätta om dig själv, så mycket du vill.")
_IMPORTANT = _("Vad är viktigt för dig?")
_WORKS = _("Vad fungerar bra?")
_NOT = _("Vad fungerar inte?")
_SAY_IF = _("Du får alltid säga till om du inte hänger med, eller vill ta paus.")
_UNDERSTOOD = _("Ledaren säger vad ni har bestämt. Har du förstått vad som ska göras, och vem som gör vad?")
_GOOD = _("Tycker du att det låter bra?")
_MAIN = _("Ni väljer vem som ska ha ansvar för hela planen. Säg om du vill att det ska vara någon särskild.")
_EXPECT = _("Vad kan du vänta dig av den som är huvudansvarig?")
_END = (
    _("När ses ni igen?"),
    _("Hur vill du ha planen: på papper, uppläst eller i mobilen?"),
    _("Vem ringer du om något inte blir som ni sagt?"),
    _("Är du nöjd med mötet?"),
)

ADULT = {
    "inledning": ((_BEGIN,), (_TELL, _ALL_TELL), False),
    "laget": (
        (_("Tänk på hur du har det just nu, både det som är bra och det som är svårt."),),
        (_IMPORTANT, _WORKS, _NOT),
        False,
    ),
    "behov": (
        (_("Det här är den längsta delen. Den handlar om vad du vill och vad du behöver."), _SAY_IF),
        (
            _("Hur vill du att det ska bli längre fram?"),
            _("Vad behövs för att det ska fungera?"),
            _("Vad vill du nå snart?"),
            _("Vad kan du göra själv?"),
            _("Vad vill du ha hjälp med av andra?"),
            _("När, och hur ofta?"),
            _("Vilka ska hjälpa dig?"),
        ),
        False,
    ),
    "summering": (
        (_("Nu ska du få höra allt en gång till. Säg stopp om något blev fel."),),
        (_UNDERSTOOD, _GOOD, _MAIN, _EXPECT),
        False,
    ),
    "avslut": ((_("Det är okej att vara trött nu. Någon annan kan skriva upp tiden åt dig."),), _END, True),
}

YOUTH = {
    "inledning": (
        (_BEGIN, _("Du kan bestämma i förväg vad som inte ska tas upp när alla är med.")),
        (_TELL, _ALL_TELL),
        False,
    ),
    "laget": (
        (_("Du får berätta själv, eller tillsammans med en förälder."),),
        (_IMPORTANT, _WORKS, _NOT),
        False,
    ),
    "behov": (
        (_("Det här är den längsta delen. Det är du som vet hur du vill ha det."), _SAY_IF),
        (
            _("Hur vill du att det ska bli längre fram?"),
            _("Vad vill du nå snart?"),
            _("Vad behövs för att det ska fungera?"),
            _("Vad kan du göra själv?"),
            _("Vad vill du ha hjälp med av andra?"),
            _("När, och hur ofta?"),
            _("Vilka ska hjälpa dig?"),
        ),
        False,
    ),
    "summering": (
        (_("De vuxna ska säga det så att du förstår. Gör de inte det får de försöka en gång till."),),
        (_UNDERSTOOD, _GOOD, _MAIN, _EXPECT),
        False,
    ),
    "avslut": (
        (_("Det är inte ditt ansvar att allt blir gjort. Det är de vuxnas."),),
        _END,
        True,
    ),
}

OLD = {
    "inledning": (
        (_BEGIN, _("Sitt där du hör och ser bra. Ta med glasögon och hörapparat.")),
        (_TELL, _ALL_TELL),
        True,
    ),
    "laget": (
        (_("Tänk på hur dagarna är hemma: det du klarar, det som är svårt och det du saknar."),),
        (_IMPORTANT, _WORKS, _NOT),
        True,
    ),
    "behov": (
        (_("Det här är den längsta delen. Ta den tid du behöver."), _SAY_IF),
        (
            _("Hur vill du leva och bo framöver?"),
            _("Vad behövs för att du ska känna dig trygg?"),
            _("Vad vill du nå först?"),
            _("Vad vill du fortsätta göra själv?"),
            _("Vad vill du ha hjälp med? Av vem?"),
            _("När, hur ofta och var?"),
        ),
        True,
    ),
    "summering": (
        (_("Be gärna om att få det läst högt, långsamt."),),
        (_UNDERSTOOD, _GOOD, _MAIN, _EXPECT),
        True,
    ),
    "avslut": ((_("Någon kan skriva upp tid och telefonnummer med stora bokstäver."),), _END, True),
}
