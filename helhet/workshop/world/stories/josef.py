"""Josef, 4: ill, with worried parents; the filled table of sub-goals."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Child, Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person

COUNSELLOR = "Maj Tallö, kurator på barnmedicin"


def tell(world: World) -> None:
    """Josef's SIP: an active plan held together by paediatrics, with parents, the child health centre and preschool."""
    with world.on(420):
        person(world, "josef", "Josef", "Månåker", address="Stjärnvägen 8, Kungälv",
               adaptation="Leksakslådan framme. Josef ritar medan de vuxna pratar.")
        for key, name, label, phone in (("lina", "Lina Månåker", "mamma", "070-174 06 31"),
                                        ("emil", "Emil Månåker", "pappa", "070-174 06 32")):
            add_relation(world, key, "josef", "guardian", name, label=label, phone=phone, participation=True,
                         consent=True, insight=True, sign_in=True)
    tale = Tale(world, "josef", world["hanna"])
    tale.noticed(61, who="regional_health_care next_of_kin", triggers="both_principals several_skills know_others",
                 seen=1, why="Josef har fått en långvarig sjukdom. Föräldrarna sover dåligt av oro, BVC och förskolan "
                             "vet inte vad de ska tänka på.")
    tale.assessed(61)
    tale.informed(60, "Lina och Emil fick höra om SIP i samband med provsvaren. Josef fick en bild av ett bord med "
                      "stolar.",
                  "De berättade vilka de vill ha runt bordet.", present="Båda föräldrarna och Josef")
    tale.consented(
        58, {"bvc": EVERYTHING, "preschool": PLAN, "intake": "meeting"}, no={"preschool": "mapping"}, giver="guardian",
        relation="lina", guardians=("lina", "emil"), digital=False, form="written",
        not_agreed="Förskolan får inte veta vad sjukdomen kan leda till längre fram.",
        how="Blanketten skrevs under av båda.", child_view="Josef sa att fröken Rut får veta om magen.",
    )
    tale.matters(55, "Att få leka.")
    tale.mapped(55, {
        "health": {"needs": "Ont i magen, sprutor var tredje dag.",
                   "wishes": "Att Josef slipper vara rädd för sticket.",
                   "resources": "Han är modig när han får räkna själv.", "view": "Sjukdomen går att hålla i schack."},
        "leisure": {"needs": "Orkar inte hela eftermiddagar.", "wishes": "Leka med bilarna och med Tilde.",
                    "resources": "Hittar på lekar liggande."},
        "home": {"needs": "Båda föräldrarna är vakna på nätterna.", "wishes": "En natt i veckan med sömn."},
        "occupation": {"resources": "Trivs på Kometen.", "needs": "Ingen vet vem som får ge medicin där."},
    })
    tale.drew(54, ("Mamma", "Lina", 1, "family", "VS!"), ("Pappa", "Emil", 1, "family", "VS!"),
              ("Tilde", "kompis på Kometen", 1, "friends", "VTO"), ("Rut", "fröken", 2, "work", "S!"),
              ("Mormor", "mormor", 2, "kin", "ST"), ("Hanna", "doktor", 3, "formal", "S"))
    tale.prepared(54, purpose="Att alla runt Josef vet samma sak.",
                  child="Bilder på dem som kommer. Josef hälsar först.",
                  questions="Vad behöver föräldrarna veta? Vem pratar de med när oron kommer? Vad behöver BVC?")
    tale.takes_part(54, "part", adaptations="Josef är med första kvarten och leker sedan i väntrummet med mormor.")
    _called(tale)
    _planned(tale)
    world.cases["josef"] = tale.ref


def _called(tale: Tale) -> None:
    tale.booked(53, 47, "Barnmedicin, lekrummet", hour=10, child_time="På förmiddagen, när han är pigg.")
    tale.listed(
        52, Asked("bvc", "Ni följer Josef.", "Vad ni behöver veta för att Josef ska få samma svar hos er."),
        Asked("preschool", "Josef är hos er tre dagar i veckan.", "Hur dagarna ser ut och vad personalen undrar."),
        near("lina", "Josefs mamma.", "Hur nätterna är."), near("emil", "Josefs pappa.", "Vad som lugnar Josef."),
    )
    tale.called(52, purpose="Josef vill leka. Vi vuxna ska veta vem som gör vad, så att han kan det.",
                questions="Vad behöver föräldrarna veta? Vem stöttar dem? Vad behöver BVC och förskolan?")
    for who in ("birgit", "rut", "lina", "emil"):
        tale.answered(50, who)


def _planned(tale: Tale) -> None:
    tale.sat_down(47, hour=10)
    tale.rose(47, "Föräldrarna sa rakt ut att de är rädda. Alla enades om att information kommer först och att "
                  "kuratorn sedan tar vid. Josef visade sin röda bil.")
    written(tale, 47, PLAN_OF_JOSEF)
    established(tale, 46)
    handed_out(tale, 46, ("guardian", "Lina och Emil Månåker"))
    reported(tale, 40, "hanna", "Informationsmöte", "done")
    reported(tale, 33, "hanna", "Stödsamtal", "ongoing")
    tale.read(5, "lina")


PLAN_OF_JOSEF = Plan(
    before="Josef insjuknade i våras. Sedan september får han medicin var tredje dag.",
    goals=(
        Goal("health", "Föräldrarna har kunskap om sonens hälsa och vårdbehov",
             "Vi frågar föräldrarna efter mötet och vid uppföljningen", (
                 Task("Informationsmöte om sjukdomen och vården", "hanna", "once", "unit", when="Genast", starts=44,
                      person=f"Hanna Öst, barnläkare, och {COUNSELLOR}"),
             ), {"aim": "Att slippa leta svar på nätet om nätterna.", "by_when": "Inom en vecka."}),
        Goal("home", "Föräldrarna är trygga i hur de kan hantera sin oro",
             "Om behov finns kan samtalen bli fler eller avslutas tidigare", (
                 Task("Stödsamtal för föräldrarna", "hanna", "monthly", "unit", when="Börjar efter informationsmötet",
                      starts=35, person=COUNSELLOR),
                 Task("Turas om att sova i gästrummet", "Lina och Emil", "weekly", "home", owner="own",
                      when="Onsdagar och lördagar"),
             ), {"measure": "De sover en hel natt i veckan var."}),
        Goal("communication", "BVC har den information som behövs", "BVC säger till om något saknas", (
            Task("Information till BVC", "hanna", "need", "phone", when="När något ändras",
                 person="Personalen på barnmedicin"),
            Task("Vaccinationer i samråd med barnmedicin", "birgit", "seldom", "unit", when="Enligt programmet"),
        )),
        Goal("leisure", "Josef leker på Kometen tre dagar i veckan", "Rut ritar en sol i kalendern de dagar det gick "
                                                                     "bra", (
            Task("Lugn vrå med bilarna när orken tar slut", "rut", "daily", "school", when="Från och med nu",
                 starts=45),
            Task("Två i personalen lär sig ge medicin", "rut", "once", "school", when="Före december",
                 status="awaiting"),
        )),
    ),
    soon="Information nu, samtal varje månad, en lugn vrå på förskolan.",
    later="Till sommaren: föräldrarna sköter det mesta själva och Josef börjar i simskolan.",
    help="Någon att ringa när oron kommer. Samma besked från alla.",
    own=(("guardian", "Lina och Emil", "Skriver upp frågor i den blå boken och tar med den."),
         ("individual", "Josef", "Räknar till tre före sticket.")),
    main="hanna", next=40, place="Barnmedicin, lekrummet", took_part="part",
    wish="”Hanna, för hon svarar på riktigt.”", participants="Lina, Emil, Josef en stund, Birgit och Rut",
    adapted="Josef var med första kvarten, med sina bilar på bordet.",
    child=Child("Josef pekade på bilderna och sa att han vill leka med Tilde och att sticket är läskigt."),
)
