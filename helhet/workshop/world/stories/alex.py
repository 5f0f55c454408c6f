"""Alex, 15: home after some weeks on a ward, on the way back to school."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.tale import PLAN, Asked, Tale, near, person

AGREED = "Alex, Petra och Mats har kommit överens om det hos Jonas: planen och mötet, inte kartläggningen."


def tell(world: World) -> None:
    """Alex's SIP after discharge: called, the meeting is in eleven days and the intake unit has not answered."""
    with world.on(420):
        person(world, "alex", "Alex", "Hittepå", address="Adressgatan 1, Ytterby", phone="070-174 06 20",
               functional_variation="Tappar orken efter en halvtimme. Svårt när flera pratar samtidigt.",
               adaptation="Korta pass med paus. Frågorna på papper i förväg.")
        for key, name, label, phone in (("petra", "Petra Hittepå", "mamma", "070-174 06 21"),
                                        ("mats", "Mats Hittepå", "pappa", "070-174 06 22")):
            add_relation(world, key, "alex", "guardian", name, label=label, phone=phone, participation=True,
                         consent=True, insight=True, insight_kinds=["plan", "goals", "meeting", "contacts"],
                         insight_basis=AGREED, sign_in=True)
    tale = Tale(world, "alex", world["jonas"])
    tale.noticed(
        15, who="school regional_health_care", kind="after_discharge", triggers="discharged both_principals unclear",
        why="Alex är hemma efter fem veckor på avdelningen. Skolan vet inte när och hur han kommer tillbaka, och "
            "mamma har fått ringa runt till alla.",
    )
    tale.assessed(15, level="sip_plus", tried="Skolan och vi har pratats vid två gånger utan att det blev tydligt "
                                              "vem som "
                                              "gör vad.")
    tale.informed(
        14, "Alex och jag satt på mottagningen. Vi tittade på filmen om SIP och ritade upp hur ett möte går till.",
        "Han förklarade för Petra att det är hans möte och att han får säga stopp.",
        adapted="Två pass på en kvart med paus emellan.", present="Petra var med den andra kvarten",
    )
    _said_yes(tale)
    _prepared(tale)
    _called(tale)
    world.cases["alex"] = tale.ref


def _said_yes(tale: Tale) -> None:
    tale.consented(
        12, {"intake": PLAN, "school": "goals meeting plan contacts"}, no={"school": "need mapping"}, digital=False,
        not_agreed="Inte till skolan: tiden på avdelningen. Inte till någon: vad jag har sagt om pappa.",
        how="Alex läste igenom raderna själv och kryssade. Jag läste upp dem en gång till.",
        maturity="Alex är 15 år, vet vad det gäller och kan berätta det med egna ord. Bedömt av Jonas Lind tillsammans "
                 "med Petra och Mats, som håller med.",
        child_view="”Skolan behöver veta att jag blir trött, inte varför.”",
    )


def _prepared(tale: Tale) -> None:
    alex = tale.world.users["alex"]
    tale.matters(11, "Att orka gå till skolan igen, och att någon frågar innan det blir för mycket.", by=alex)
    tale.mapped(11, {
        "occupation": {"needs": "Jag har missat sju veckor. Matten och engelskan ligger efter.",
                       "wishes": "Börja med förmiddagar. Slippa redovisa.", "resources": "Bilden och slöjden går bra.",
                       "view": "En trappa upp i tid fungerar bättre än full vecka direkt."},
        "sleep": {"needs": "Somnar vid två, orkar inte upp.", "wishes": "Kunna vakna halv åtta utan mamma."},
        "social_life": {"needs": "Vet inte vad jag ska säga när de frågar var jag har varit.",
                        "wishes": "Att Noor får sitta bredvid mig.", "resources": "Noor och Elias hör av sig."},
        "leisure": {"resources": "Spelar bas. Har inte rört den sedan i somras.", "wishes": "Öva med Elias en gång."},
        "health": {"needs": "Medicinen gör mig trött på morgonen.", "resources": "Jonas svarar när jag skriver."},
    })
    tale.drew(
        10, ("Mamma", "Petra", 1, "family", "VS!"), ("Pappa", "Mats", 1, "family", "V!"),
        ("Noor", "vän i klassen", 1, "friends", "VTO"), ("Elias", "vän, spelar trummor", 2, "friends", "TO"),
        ("Farmor", "farmor", 2, "kin", "ST"), ("Eva", "skolsköterska", 2, "work", "S!"),
        ("Jonas", "sjuksköterska", 2, "formal", "S!"), ("Läraren i matte", "lärare", 3, "work", "X"), by=alex,
    )
    tale.spent_a_day(10, usual_activities="Sover länge, spelar, tittar på Noors bilder.", usual_places="Mitt rum.",
                     usual_persons="Mamma på kvällen. Pappa på onsdagar.", more_activities="Spela bas, cykla.",
                     more_places="Replokalen.", more_persons="Elias och Noor.", new_activities="Laga mat själv.",
                     hinders_activities="Tröttheten, och att folk frågar.", by=alex)
    tale.prepared(10, purpose="Att skolan, Alex och vi gör samma sak när han kommer tillbaka.",
                  questions="Hur ser första veckan ut? Vem märker när det blir för mycket? Vad säger vi till klassen?",
                  child="Alex vill läsa upp sin egen lapp först och sedan få höra de andra.",
                  strengths="Säger ifrån när någon frågar snällt. Uthållig när han själv har valt.",
                  exists="Samtal varje vecka hos Jonas. Inget stöd från kommunen än.",
                  find_out="Vad kommunen kan erbjuda familjen.", security="Det lilla rummet, inte rektorns.")
    tale.talked_before(9, "Eva och Jonas", "Eva möter Alex vid cykelstället. Mötet är högst fyrtio minuter.",
                       "Att Alex har ett kort att lägga fram när han vill ta paus.")
    tale.takes_part(9, adaptations="Paus efter tjugo minuter. Frågorna kommer hem två dagar före.",
                    own_words="Jag läser min lapp först. Sen får ni prata.", kin="Mamma och pappa är med hela tiden.")


def _called(tale: Tale) -> None:
    tale.booked(9, -11, "Ytterbyskolan, det lilla rummet", kind="after_discharge", reason="Alex orkar inte tidigare.",
                child_time="Efter sista lektionen, så att han inte missar bilden.")
    tale.listed(
        9, Asked("intake", "Familjen har ingen kontakt hos er än. Alex och Petra vill veta vilket stöd som finns.",
                 "Vad kommunen kan göra hemma och på helgerna.", wished="socialsekreterare"),
        Asked("school", "Det är dit Alex ska tillbaka.", "Hur de första veckorna kan se ut och vem Alex går till."),
        near("petra", "Alex vill ha med dig.", "Det du ser hemma på morgnarna."),
        near("mats", "Alex vill ha med dig.", "Onsdagarna och bandet."),
    )
    tale.called(
        9, purpose="Alex vill orka gå till skolan igen och att någon frågar innan det blir för mycket. Vi bestämmer "
                   "tillsammans hur det går till.",
        questions="Hur ser första veckan ut? Vem märker när det blir för mycket? Vad kan kommunen göra hemma?",
        comment="Ingång från skolgården. Alex har med sig en lapp som han läser först.",
    )
    tale.answered(6, "petra")
    tale.answered(3, "eva")
    tale.answered(1, "mats")
    tale.read(3, "eva")
    tale.read(2, "petra")
