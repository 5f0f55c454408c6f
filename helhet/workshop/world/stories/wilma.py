"""Wilma, 17: the mapping is half done."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.tale import EVERYTHING, PLAN, Tale, person


def tell(world: World) -> None:
    """Wilma's SIP: preparing; half of the mapping is written and no meeting is booked."""
    with world.on(300):
        person(world, "wilma", "Wilma", "Skogsäter", address="Ulvegärde 4, Ytterby", phone="070-174 06 69")
        add_relation(world, "tomas", "wilma", "guardian", "Tomas Skogsäter", label="pappa", phone="070-174 06 70",
                     participation=True, consent=True)
        add_relation(world, "ida", "wilma", "guardian", "Ida Skogsäter", label="mamma", phone="070-174 06 71",
                     participation=False, consent=False)
    tale = Tale(world, "wilma", world["eva"])
    tale.noticed(13, who="school individual", triggers="both_principals several_skills", seen=1,
                 why="Wilma skadar sig när det blir bråk hemma. Hon går på BUP men skolan vet inget om det.")
    tale.assessed(13, level="sip_plus")
    tale.informed(12, "Wilma och jag gick en promenad och pratade om vad en SIP är.",
                  "Hon frågade om mamma får veta. Det bestämmer vi tillsammans.")
    tale.consented(11, {"youth": EVERYTHING, "intake": PLAN}, no={"intake": "mapping"}, digital=False,
                   maturity="Wilma är 17 år, förstår och resonerar själv om för- och nackdelar. Bedömt av "
                            "skolsköterska "
                            "och skolläkare.", not_agreed="Inte mamma. Inte klassföreståndaren.",
                   how="Vi fyllde i det på min skärm och hon tryckte själv.")
    tale.matters(9, "Att vuxna som har tid att lyssna finns på skolan.")
    tale.mapped(9, {
        "occupation": {"needs": "Går hem efter lunch.", "resources": "Högsta betyg i bild.",
                       "wishes": "En vuxen att sitta hos när det blir för mycket."},
        "home": {"needs": "Bråk varannan vecka när jag är hos mamma.", "wishes": "Bo hos pappa på vardagar."},
        "health": {"needs": "Sår på armarna.", "resources": "Har ringt Mira två gånger i stället."},
    })
    tale.mapped(6, {"sleep": {"needs": "Somnar framåt tre hos mamma, vid elva hos pappa."}})
    tale.drew(6, ("Pappa", "Tomas", 1, "family", "VS!"), ("Freja", "bästa vän", 1, "friends", "VTO"),
              ("Mamma", "Ida", 2, "family", "X"), ("Mira", "kurator", 2, "formal", "S!"))
