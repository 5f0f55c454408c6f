"""Lars, 45: farm, cows, sleep and alcohol. He said no first; half a year later he said yes, in part."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, near, outsider, person
from helhet.workshop.world.writing import acknowledged, answered, corrected, drawing, paper, took_back, wrote

ADVISER = "Åsa Björkhage"


def tell(world: World) -> None:
    """Lars's SIP: declined first, then an active plan between the health centre and the misuse unit."""
    with world.on(420):
        person(world, "lars", "Lars", "Hagmark", address="Norra Hagen 2, Kareby", phone="070-174 06 11",
               functional_variation="Har svårt att sitta still länge, ryggen värker.",
               adaptation="Korta möten, gärna hemma på gården. Ring efter mjölkningen, klockan tio.")
        add_relation(world, "annika", "lars", "next_of_kin", "Annika Hagmark", label="hustru", phone="070-174 06 12",
                     participation=True, insight=True, insight_kinds=["plan", "goals", "meeting"], sign_in=True)
    _no(world)
    _yes(world)


def _no(world: World) -> None:
    tale = Tale(world, "lars", world["karin"])
    tale.noticed(
        164, who="regional_health_care social_services", triggers="addiction know_others repeated_visits", seen=3,
        why="Söker för ryggen och sömnen om och om igen. Hustrun ringer och är orolig för drickandet. Kommunen har "
            "fått en anmälan om djuren på gården.",
    )
    tale.assessed(163, level="sip")
    tale.informed(160, "Vi pratade på mottagningen och jag gav Lars broschyren om SIP.",
                  "Han sa med egna ord att det är ett möte där alla ska prata om honom.",
                  adapted="Vi stod upp och pratade, i tjugo minuter.")
    tale.declined(159, "”Jag har haft nog med folk från kommunen på gårdsplanen. Jag klarar mig.”")
    world.cases["lars-no"] = tale.ref


def _yes(world: World) -> None:
    tale = Tale(world, "lars", world["karin"])
    tale.noticed(
        78, who="individual next_of_kin regional_health_care", seen=1, previous=world.cases["lars-no"],
        triggers="addiction both_principals same_time own_view",
        why="Lars har mist körkortet efter en nykterhetskontroll. Han ringer själv: ”Nu får någon hjälpa mig att få "
            "ordning, innan jag förlorar korna.”",
    )
    tale.assessed(77, level="sip_plus")
    tale.informed(76, "Jag åkte hem till gården. Vi gick ett varv i ladugården och jag berättade vad en SIP är, och "
                      "att "
                      "han bestämmer vilka som är med.",
                  "Han frågade vem som skriver och om han får läsa allt. Det får han.", present="Hustrun Annika",
                  adapted="Vi pratade medan vi gick, och jag skrev ner det viktigaste på ett papper med stora "
                          "bokstäver.")
    tale.consented(
        74, {"misuse": EVERYTHING, "solgarde": EVERYTHING}, no={"psychiatry": EVERYTHING, "intake": "mapping"},
        names={ADVISER: "meeting plan goals"}, digital=False,
        not_agreed="Ingen från djurskyddet och ingen från psykiatrin. Inget om grannens anmälan.",
        how="Hemma vid köksbordet. Vi läste upp varje rad och Lars sa ja eller nej.",
    )
    _mapped(tale)
    _called(tale)
    _planned(tale)
    world.cases["lars"] = tale.ref


def _mapped(tale: Tale) -> None:
    tale.matters(72, "Att få ha kvar gården och korna, sova en hel natt och att ungarna inte är rädda när jag kommer "
                     "in.")
    tale.mapped(72, {
        "home": {"needs": "Annika sköter allt inne, jag sköter allt ute. Vi pratar inte så mycket längre.",
                 "wishes": "Att vi äter middag ihop igen, alla fyra.", "resources": "Huset är betalt. Vi håller ihop."},
        "occupation": {"needs": "Tjugo kor ska mjölkas två gånger om dagen. Jag hinner inte med stängslen.",
                       "wishes": "Någon som kan ta morgonen två dagar i veckan.",
                       "resources": "Jag kan mitt arbete. Grannpojken Elof hjälper till ibland."},
        "sleep": {"needs": "Vaknar två, tänker på räkningarna. Tar ett glas för att somna om.",
                  "wishes": "Sova till fem.", "view": "Sömnbrist och alkohol driver varandra. Blodtrycket är 165/95."},
        "health": {"needs": "Ryggen. Utan starka tabletter går det inte att mjölka.",
                   "wishes": "Något annat som hjälper, om det finns.", "resources": "Går till Karin när hon ringer.",
                   "view": "Sjukgymnastik är inte prövad. Ingen vinst av starkare tabletter."},
        "economy": {"needs": "Mejeriet betalar mindre, fodret kostar mer. Två räkningar är hos Kronofogden.",
                    "wishes": "Gå igenom pappren med någon som kan lantbruk."},
        "social_life": {"needs": "Har slutat gå till jaktlaget.", "wishes": "Vara med på älgjakten, nykter.",
                        "resources": "Jaktlaget frågar fortfarande."},
    })
    tale.drew(71, ("Annika", "hustru", 1, "family", "VS!"), ("Vilma", "dotter, 16", 1, "family", "VO"),
              ("Gustav", "son, 14", 1, "family", "VO"), ("Elof", "grannpojke", 2, "friends", "ST"),
              ("Bertil", "jaktledare", 2, "leisure", "TO"), (ADVISER, "lantbruksrådgivare", 3, "formal", "S!"),
              ("Karin", "distriktssköterska", 2, "formal", "S"))
    tale.spent_a_day(
        71, usual_activities="Mjölkar halv sex, fodrar, lagar det som gått sönder. Mjölkar halv fem igen.",
        usual_places="Ladugården, verkstaden, köket.", usual_persons="Mest ensam. Elof på lördagar.",
        more_activities="Jaga. Sitta ner en stund utan att somna.", more_persons="Barnen.",
        hinders_activities="Orken och ryggen.", new_activities="Visa Gustav hur man kör traktorn på riktigt.",
    )
    tale.prepared(70, purpose="Reda ut vem som gör vad, så att Lars kan sova och ha kvar gården.",
                  questions="Vad kan ersätta tabletterna? Vem kan ta morgonmjölkningen? Hur går det med körkortet?",
                  strengths="Håller vad han lovar. Har skött djur i hela sitt liv.",
                  difficulties="Litar inte på myndigheter. Blir tyst när många pratar.",
                  exists="Blodtrycksmedicin och recept på sömntabletter från vårdcentralen.",
                  security="Mötet är hemma. Karin leder, ingen i uniform.")
    tale.talked_before(66, "Karin, på telefon", "Tre personer utöver familjen, inte fler.",
                       "Att Annika sitter bredvid och att vi tar paus när korna ropar.")
    tale.takes_part(66, "whole", adaptations="Hemma i köket, högst en timme.", kin="Annika är med hela tiden.")


def _called(tale: Tale) -> None:
    tale.booked(66, 58, "Hemma hos Lars, Norra Hagen 2", hour=11, leader="karin", writer="peter")
    tale.listed(
        65, Asked("misuse", "Ni har träffat Lars efter nykterhetskontrollen.",
                  "Vad ni kan göra utan att han behöver åka in till stan.", wished="alkohol- och drogterapeut"),
        near("annika", "Lars vill att du är med.", "Berätta hur vardagen är för er och barnen."),
        outsider(ADVISER, "Lars litar på dig.", "Vad som går att göra med ekonomin och avbytare.",
                 "lantbruksrådgivare", "031-390 06 14"),
    )
    tale.called(65, purpose="Lars vill ha kvar gården och kunna sova. Vi ska komma överens om vem som hjälper till med "
                            "vad.",
                questions="Sömnen och ryggen. Alkoholen. Hjälp med mjölkningen. Räkningarna.")
    tale.answered(63, "peter")
    tale.answered(63, "annika")
    tale.answered(62, ADVISER)


def _planned(tale: Tale) -> None:
    tale.sat_down(58, hour=11)
    tale.rose(58, "Lars berättade själv. Han vill dra ner på drickandet men inte sluta helt än. Alla var överens om "
                  "att "
                  "sömnen och morgonmjölkningen kommer först.")
    written(tale, 58, PLAN_OF_LARS)
    established(tale, 57)
    handed_out(tale, 57, ("individual", ""), ("other", ADVISER))
    _wrote(tale)
    reported(tale, 40, "peter", "Samtal", "ongoing")
    reported(tale, 30, "karin", "Byta", "done")
    tale.read(20, "peter")
    tale.read(6, "lars")
    wrote(tale, 1, "peter", "solgarde", "Lars vill hellre ses på fredag den här veckan, för kon kalvar. Går det bra "
          "att du ringer honom på tisdag i stället för på måndag?", kind="administrative")


def _wrote(tale: Tale) -> None:
    """Karin and Peter write to each other: with papers, one corrected, one taken back."""
    first = wrote(
        tale, 50, "karin", "misuse", "Hej Peter!\nHär är schemat för hur sömntabletterna trappas ner. Säg gärna "
        "samma sak som jag: en halv tablett på kvällen, ingen på natten.",
        files=[paper("Schema för nedtrappning.pdf", "Vecka 1: en tablett till natten", "Vecka 2: en halv tablett",
                     "Vecka 3: en halv varannan natt", "Vecka 4: ingen. Ring Karin!"),
               drawing("Kryssen i almanackan.jpg", "x.xx.xx")])
    acknowledged(tale, 50, "peter", first)
    said = answered(tale, 49, "peter", first, "solgarde", "Tack! Jag var där i torsdags. Han hade satt fem kryss "
                    "och var stolt över det.")
    acknowledged(tale, 48, "karin", said)
    second = wrote(tale, 46, "karin", "misuse", "Nästa prov är på måndag klockan åtta. Kan du påminna honom?",
                   kind="administrative")
    corrected(tale, 46, "karin", second, "Nästa prov är på tisdag klockan åtta. Kan du påminna honom?",
              "Jag skrev fel dag. Labbet har stängt på måndagar.")
    third = wrote(tale, 45, "karin", "misuse", "Provet från i fredags var bra, hälsa det.")
    took_back(tale, 45, "karin", third, "Lars vill berätta om provet själv.")


PLAN_OF_LARS = Plan(
    before="Lars har skött gården själv i tjugo år. Det senaste året har sömnen blivit sämre och drickandet mer.",
    goals=(
        Goal("sleep", "Jag sover till fem, minst fyra nätter i veckan", "Lars sätter ett kryss i almanackan", (
            Task("Byta sömntabletterna mot ett schema för att trappa ner", "karin", "once", "home", starts=55),
            Task("Ringa och höra hur nätterna har varit", "karin", "weekly", "phone", when="Måndagar klockan tio",
                 starts=52),
        ), {"aim": "Orka med dagen utan att somna i traktorn.", "measure": "Kryssen i almanackan.",
            "by_when": "Till jul."}),
        Goal("health", "Jag dricker inget på vardagar", "Vi frågar, och Lars lämnar prov när han själv vill", (
            Task("Samtal om alkohol, hemma på gården", "peter", "weekly", "home", when="Torsdagar klockan tretton",
                 starts=51),
            Task("Prov för körkortet", "karin", "monthly", "unit", when="Första måndagen i månaden", starts=45),
            Task("Ställa undan flaskorna i verkstaden", "Lars", "once", "home", owner="own", when="Samma vecka"),
        ), {"aim": "Få tillbaka körkortet.", "accepted": "Ja. Helgerna får vänta, säger Lars.",
            "possible": "Annika och Lars har bestämt det tillsammans."}),
        Goal("occupation", "Någon annan tar morgonen två dagar i veckan", "Åsa frågar på fredagar", (
            Task("Söka bidrag till avbytare", ADVISER, "once", "home", when="Före månadsskiftet", owner="other"),
            Task("Lära upp Elof på mjölkroboten", "Lars", "weekly", "home", when="Lördagar", owner="own"),
            Task("Budget- och skuldrådgivning", "peter", "monthly", "home", when="När pappren är sorterade", starts=25,
                 status="awaiting"),
        )),
    ),
    soon="Först sömnen och avbytaren. När Lars orkar mer tar vi räkningarna.",
    later="Inom ett år: körkort, en gård som går ihop och middag ihop på söndagar.",
    help="Någon som kommer hem. Få möten. En enda person att ringa.",
    own=(("individual", "Lars", "Säger till Karin när det blir för mycket, i stället för att låta bli att svara."),
         ("next_of_kin", "Annika", "Sorterar räkningarna i tre högar.")),
    others=((ADVISER, "Hjälper till med ansökan om avbytare och en plan för foderpengarna."),),
    main="peter", next=24, place="Hemma hos Lars, vid köksbordet", wish="”Peter, för han frågar innan han skriver.”",
    participants="Lars, Annika, Peter och Karin", adapted="Vi satt hemma och tog paus för korna.",
    disagreement=("Annika", "Annika hade velat att Lars slutade dricka helt."),
)
