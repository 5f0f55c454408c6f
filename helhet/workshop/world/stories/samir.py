"""Samir, 34: called where nobody knows him; the intake unit passes the call on within the municipality."""

from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import PLAN, Asked, Tale, person


def tell(world: World) -> None:
    """Samir's SIP: called; not known to the intake unit, which has passed the call on to the LSS unit."""
    with world.on(420):
        person(world, "samir", "Samir", "Dalsten", address="Marstrandsvägen 9, Kungälv", phone="070-174 06 51")
    tale = Tale(world, "samir", world["jonas"])
    tale.noticed(19, who="regional_health_care individual", triggers="both_principals sent_around own_view "
                                                                     "carries_information",
                 why="Samir har fått diagnosen autism. Han har ringt fyra ställen om arbete och boendestöd och hamnat "
                     "fel varje gång.")
    tale.assessed(18)
    tale.informed(17, "Vi gick igenom filmen och texten på skärmen.", "Han skrev ner tre frågor och fick svar på dem.")
    tale.consented(16, {"intake": PLAN, "lss": "need meeting goals", "af": "meeting goals"}, no={"af": "need mapping"},
                   not_agreed="Arbetsförmedlingen får inte veta diagnosen.", digital=False, form="written")
    tale.matters(14, "Att få mitt första jobb!")
    tale.mapped(14, {
        "occupation": {"needs": "Får ingen praktik utan cv.", "wishes": "Lager, gärna nattskift.",
                       "resources": "Ser fel i listor som andra missar."},
        "home": {"needs": "Posten blir liggande.", "wishes": "Någon som sitter bredvid en gång i veckan."},
    })
    tale.takes_part(13, adaptations="Frågorna skickas två dagar före.")
    tale.booked(13, -5, "Psykiatriska mottagningen, rum 4", hour=10, reason="Samir läser på kvällstid till dess.")
    tale.listed(12, Asked("intake", "Samir saknar kontakt i kommunen.", "Boendestöd och vem som tar emot.",
                          spoken="Telefonkön var stängd två dagar i rad."),
                Asked("af", "Samir söker sitt första arbete.", "Vilken praktik som finns.", duty=False))
    tale.called(12, purpose="Samir vill få sitt första jobb. Vi reder ut vem som hjälper till med vad.",
                questions="Vem ger boendestöd? Hur får Samir praktik? Vem är hans kontakt?")
    tale.answered(9, "amina", "not_us", to_unit=world.units["lss"], asked_sender=True,
                  message="Det låter som LSS. Jag har ringt Jonas.")
    tale.answered(8, "ylva")
    world.cases["samir"] = tale.ref
