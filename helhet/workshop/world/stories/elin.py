"""Elin, 14: back to school, one day and one piece of homework at a time."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Child, Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tell(world: World) -> None:
    """Elin's SIP: an active plan led by the school, from a wish for life down to this month's homework."""
    with world.on(420):
        person(world, "elin", "Elin", "Sjömarken", address="Ytterbyvägen 40, Ytterby", phone="070-174 06 46",
               functional_variation="Läser långsamt.", adaptation="Läs upp, och låt henne svara muntligt.")
        add_relation(world, "carola", "elin", "guardian", "Carola Sjömarken", label="mamma", phone="070-174 06 47",
                     participation=True, consent=True, insight=True, sign_in=True,
                     insight_basis="Elin vill att mamma läser allt. Vi frågar igen varje termin.")
    tale = Tale(world, "elin", world["eva"])
    tale.noticed(70, who="school individual", triggers="both_principals who_answers same_time", seen=2,
                 why="Elin har varit borta nästan halva terminen. Hon vill tillbaka men orkar inte ta igen allt ensam.")
    tale.assessed(69)
    tale.informed(68, "Elin och jag pratade på mitt rum. Jag ritade vägen: fråga, möte, plan, träffas igen.",
                  "Hon frågade om läraren i matte måste vara med. Det måste han inte.",
                  adapted="Jag läste upp allt och hon fick en bild med sig hem.")
    tale.consented(66, {"youth": EVERYTHING, "intake": PLAN}, giver="guardian", relation="carola",
                   guardians=("carola",), digital=True, child_view="Elin säger ja till alla tre, nej till mattelärarn.",
                   not_agreed="Klassföreståndaren får veta målen, inte vad Elin pratar om hos Mira.")
    tale.matters(64, "Jag vill kunna försörja mig själv. Därför ska jag bli behörig till gymnasiet.")
    tale.mapped(64, {
        "occupation": {"needs": "Ligger efter i matte och svenska.", "wishes": "Bli frisör med egen salong.",
                       "resources": "Aldrig borta från hemkunskapen.", "view": "Behöver läromedel med inläst tal."},
        "sleep": {"needs": "Scrollar till tre.", "wishes": "Vara vaken på första lektionen."},
        "social_life": {"needs": "Två i klassen kommenterar allt jag säger.", "resources": "Kusinen Saga."},
        "health": {"needs": "Ont i magen på söndagskvällar.", "resources": "Mira lär mig andas."},
    })
    tale.drew(63, ("Mamma", "Carola", 1, "family", "VS!"), ("Saga", "kusin", 1, "kin", "VTO"),
              ("Eva", "skolsköterska", 2, "work", "S!"), ("Mira", "kurator", 2, "formal", "S!"))
    tale.takes_part(63, adaptations="På skärm från biblioteket, så att ingen ser vem hon möter.")
    tale.booked(62, 53, "På skärm", hour=15, form="digital", link="https://mote.exempel.se/elin",
                child_time="Efter syslöjden",
                help="Eva sitter bredvid Elin och sköter datorn.")
    tale.listed(61, Asked("youth", "Elin går hos er.", "Hur magen och skolan hänger ihop."),
                Asked("intake", "Familjen har frågat om stöd.", "Vad en kontaktperson kan göra."),
                near("carola", "Elin vill ha med dig.", "Hur mornarna ser ut."))
    tale.called(61, purpose="Elin vill bli behörig till gymnasiet. Vi bestämmer vad som behövs den här månaden.",
                questions="Hur blir det lättare att komma? Vem hjälper med läxorna? Vad gör vi åt söndagskvällarna?")
    for who in ("mira", "amina", "carola"):
        tale.answered(58, who)
    tale.sat_down(53, hour=15)
    tale.rose(53, "Elin ritade en trappa: försörja mig själv högst upp, den här månaden längst ner. Alla skrev sitt "
                  "steg.")
    written(tale, 53, PLAN_OF_ELIN)
    established(tale, 53, hour=17)
    handed_out(tale, 52, ("individual", ""), ("guardian", "Carola Sjömarken"))
    reported(tale, 30, "mira", "Samtal", "ongoing")
    reported(tale, 20, "amina", "Kontaktperson", "ongoing")
    tale.read(4, "elin")
    tale.read(3, "amina")
    world.cases["elin"] = tale.ref


PLAN_OF_ELIN = Plan(
    goals=(
        Goal("occupation", "Vara närvarande alla dagar i skolan denna månaden",
             "Eva och Elin räknar ihop på fredagar", (
            Task("Möta Elin vid ingången", "eva", "weekdays", "school", when="Kvart i åtta", starts=50),
            Task("Ringa mamma samma dag om Elin inte kommer", "eva", "need", "phone", when="Före nio"),
        ), {"aim": "Bli behörig till gymnasiet.", "measure": "Frånvaro i listan.", "by_when": "Sista i månaden.",
            "accepted": "Ja, om jag får gå hem när magen gör för ont."}),
        Goal("occupation", "Göra läxor varje dag denna månaden", "Elin bockar av i almanackan", (
            Task("Läxhjälp i biblioteket", "eva", "weekdays", "school", when="Halv tre till halv fyra", starts=49,
                 person="Specialläraren Ylle Brunn"),
            Task("Göra läxan före mobilen", "Elin", "weekdays", "home", owner="own", when="Samma dag"),
        )),
        Goal("health", "Jag kan gå till sängs på söndagen utan ont i magen", "Mira frågar", (
            Task("Samtal om oro", "mira", "fortnightly", "unit", when="Tisdagar klockan fyra", starts=46),
            Task("Kontaktperson som hittar på något på söndagar", "amina", "fortnightly", "other", starts=30,
                 when="Söndagar"),
        )),
    ),
    soon="Den här månaden: komma varje dag och göra läxan samma dag.",
    later="Godkänt i svenska, engelska och matte i nian, sedan frisörprogrammet.",
    help="Någon som möter på morgonen och någon som läser högt.",
    own=(("individual", "Elin", "Säger till Eva när magen gör ont, i stället för att gå hem."),
         ("guardian", "Carola", "Laddar telefonen i köket på natten.")),
    main="eva", next=17, place="Ytterbyskolan, Evas rum", wish="”Eva, hon är alltid där.”",
    participants="Elin, Carola, Mira och Amina", adapted="På skärm, med paus var tjugonde minut.",
    child=Child("Elin berättade själv, med sin trappa på skärmen."),
)
