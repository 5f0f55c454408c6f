"""Ingrid, 91: home after a fall, with care at home from many hands."""

from helhet.workshop.world.deviating import missing
from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tell(world: World) -> None:
    """Ingrid's SIP after discharge: an active plan whose follow-up should have been held last week."""
    with world.on(420):
        person(world, "ingrid", "Ingrid", "Dorlo", address="Västra gatan 17, Kungälv", phone="070-174 06 41",
               functional_variation="Hör dåligt på höger öra. Ser dåligt i svagt ljus.",
               adaptation="Sitt till vänster, tala lugnt. Stor stil på papper.")
        add_relation(world, "gun", "ingrid", "next_of_kin", "Gun Dorlo", label="dotter", phone="070-174 06 42",
                     participation=True, insight=True, insight_kinds=["plan", "goals", "meeting", "contacts"],
                     sign_in=True)
    tale = Tale(world, "ingrid", world["karin"])
    tale.noticed(103, who="regional_health_care municipal_health_care next_of_kin", kind="after_discharge", seen=1,
                 triggers="discharged both_principals same_time rehabilitation",
                 why="Ingrid bröt höften i hallen och har legat på avdelning 6. Hon vill hem. Det behövs hemsjukvård, "
                     "hemtjänst och träning på samma gång.")
    tale.assessed(102, level="sip_plus")
    tale.informed(101, "Jag satt på sängkanten på avdelningen och läste upp broschyren.",
                  "Ingrid räknade upp vilka som ska komma och vilka som inte behövs.", present="Dottern Gun",
                  adapted="Jag satt till vänster och talade lugnt. Hon fick broschyren i stor stil.")
    tale.consented(100, {"assessment": EVERYTHING, "home_care": EVERYTHING, "rehab": PLAN, "ward": "meeting goals"},
                   no={"rehab": "mapping"}, not_agreed="Ingen behöver veta något om pengarna.", form="written",
                   how="Ingrid skrev under med egen penna.", digital=False)
    tale.matters(97, "Att kunna känna mig trygg och bo hemma!")
    tale.mapped(97, {
        "home": {"needs": "Trösklarna och trappan till tvättstugan.", "wishes": "Bo kvar i mitt kök.",
                 "resources": "Har bott här i femtio år och hittar i mörkret.", "view": "Badrummet behöver anpassas."},
        "movement": {"needs": "Vågar inte gå till brevlådan.", "wishes": "Gå till bänken vid ån.",
                     "resources": "Envis. Har gått varje dag i hela livet."},
        "food": {"needs": "Orkar inte stå vid spisen.", "resources": "Gillar sill och potatis."},
        "hygiene": {"needs": "Hjälp med duschen.", "wishes": "Samma person, helst en kvinna."},
        "social_life": {"resources": "Gun ringer varje kväll. Väninnan Maj-Lis kommer på onsdagar."},
        "health": {"needs": "Blodförtunnande och smärtstillande delas upp i fel lådor.", "view": "Risk för nytt fall."},
    })
    tale.drew(96, ("Gun", "dotter", 1, "family", "VS!"), ("Maj-Lis", "väninna", 1, "friends", "VT"),
              ("Sven", "son i Luleå", 3, "family", "VO"), ("Grannen Ove", "granne", 2, "friends", "S"))
    tale.takes_part(95, adaptations="Hemma vid köksbordet, högst en timme, bra ljus.", kin="Gun är med.")
    tale.booked(94, 88, "Hemma hos Ingrid, Västra gatan 17", hour=13, kind="after_discharge")
    tale.listed(
        93, Asked("assessment", "Ingrid behöver hjälp hemma.", "Vad hemtjänsten kan göra och från när."),
        Asked("home_care", "Ni tar över medicinerna.", "Hur dosetten och provtagningen går till."),
        Asked("rehab", "Hon ska träna sig stark.", "Träning hemma och hjälpmedel i badrummet.",
              wished="arbetsterapeut"),
        Asked("ward", "Ni känner henne bäst just nu.", "Vad hon klarade på avdelningen.", duty=False),
        near("gun", "Din mamma vill ha dig med.", "Det du ser på kvällarna."),
    )
    tale.called(93, purpose="Ingrid vill känna sig trygg och bo hemma. Vi delar upp vem som gör vad.",
                questions="Vem kommer på morgonen? Vem sköter medicinen? Hur kommer hon ut igen?")
    _met(tale)
    world.cases["ingrid"] = tale.ref


def _met(tale: Tale) -> None:
    """The meeting at the kitchen table, the plan, and how it has gone since."""
    for who in ("sara", "lena", "ali", "gun"):
        tale.answered(91, who)
    tale.answered(90, "olle", "cannot", message="Vi skriver ner vad hon klarade och skickar med Gun.")
    tale.sat_down(88, hour=13, absent=("ward",))
    tale.rose(88, "Ingrid ledde oss runt i lägenheten. Mest oro finns för nätterna och för duschen.")
    written(tale, 88, PLAN_OF_INGRID)
    established(tale, 87)
    handed_out(tale, 87, ("individual", ""), ("next_of_kin", "Gun Dorlo"))
    # The ward was called, sent nobody, and has not answered the report either: the day has passed.
    missing(tale, 85, "ward", met=88,
            effect="Ingen visste vad hon klarade själv på avdelningen. Första natten ramlade hon.",
            proposal="Skicka någon annan när den som känner personen inte kan. Ring om det inte går.")
    reported(tale, 70, "ali", "Handtag", "done")
    reported(tale, 60, "lena", "Dosett", "ongoing")
    reported(tale, 58, "sara", "Hjälp med dusch", "ongoing")
    tale.read(30, "gun")
    tale.read(9, "sara")


PLAN_OF_INGRID = Plan(
    before="Ingrid levde utan hjälp tills hon bröt höften i augusti.",
    goals=(
        Goal("home", "Jag är trygg hemma också på natten", "Gun frågar varje söndag", (
            Task("Trygghetslarm på handleden", "sara", "once", "home", when="Före hemgång", starts=86),
            Task("Hjälp med dusch, samma person", "sara", "weekly", "home", when="Tisdagar klockan tio", starts=80),
            Task("Handtag och duschstol i badrummet", "ali", "once", "home", when="Inom två veckor", starts=80),
            Task("Tända lampan i hallen innan jag går upp", "Ingrid", "daily", "home", owner="own", when="Varje natt"),
        ), {"measure": "Inget fall. Hon sover till sex.", "by_when": "Till advent."}),
        Goal("movement", "Jag går till bänken vid ån", "Ali går med var fjärde vecka och mäter", (
            Task("Träna balans och trappa", "ali", "weekly", "home", when="Torsdagar klockan elva", starts=78),
            Task("Sällskap till bänken", "Röda Korset", "weekly", "other", owner="other", when="När det inte är halt"),
        )),
        Goal("health", "Medicinen blir rätt", "Lena ser i dosetten", (
            Task("Dosett varannan vecka", "lena", "fortnightly", "home", when="Måndagar", starts=84),
            Task("Läkemedelsgenomgång", "karin", "once", "unit", when="Inom en månad", starts=70,
                 person="Karin Ek och läkaren på vårdcentralen"),
        )),
    ),
    soon="Larm, dusch och dosett de första veckorna. Sedan träningen.",
    later="Ingrid bor kvar hemma och går ut på egen hand när våren kommer.",
    help="Dusch, mat två gånger om dagen och någon att ringa på natten.",
    own=(("individual", "Ingrid", "Gör övningarna vid diskbänken medan kaffet rinner."),
         ("next_of_kin", "Gun", "Handlar på lördagar och ringer varje kväll.")),
    main="karin", next=-7, place="Hemma hos Ingrid", wish="”Karin. Hon svarar när man ringer.”",
    participants="Ingrid, Gun, Sara, Lena och Ali", adapted="Hemma i köket. Vi pratade en i taget.",
)
