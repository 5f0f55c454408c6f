"""Gösta, 88: cannot say yes or no any more. A documented route stands in, tried by each unit for its own."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person

WHY = "Gösta har en demenssjukdom långt gången. Han svarar ja på allt och har glömt frågan efter en minut."


def tell(world: World) -> None:
    """Gösta's SIP: he cannot consent; an active plan by a documented route, with his daughter beside him."""
    with world.on(420):
        person(world, "gosta", "Gösta", "Ekliden", address="Skårbyvägen 3, Kungälv",
               functional_variation="Demenssjukdom. Förstår korta meningar och bilder.",
               adaptation="En fråga i taget. Visa bilder. Lugnt rum på förmiddagen.")
        add_relation(world, "britta", "gosta", "next_of_kin", "Britta Ekliden", label="dotter", phone="070-174 06 56",
                     participation=True, insight=True, insight_kinds=["plan", "goals", "meeting"])
    tale = Tale(world, "gosta", world["karin"])
    tale.noticed(95, who="next_of_kin regional_health_care", triggers="both_principals several_bodies unclear", seen=2,
                 why="Britta orkar inte längre samordna. Hemsjukvård, dagverksamhet och vårdcentral ger olika besked.")
    tale.assessed(94, level="sip_plus")
    tale.informed(93, "Jag visade bilder på ett bord med människor och sa vad vi ska göra.",
                  "Han log och sa ”kaffe”. Vi bedömer att han inte kan ta ställning.", present="Britta",
                  adapted="Bilder och korta meningar, på förmiddagen.")
    tale.routed(92, {"assessment": PLAN, "home_care": EVERYTHING}, why=WHY, decided_by="Läkaren på vårdcentralen",
                assessment="Utan en plan får Gösta fel medicin och Britta bryter ihop. Uppgifterna behövs för vården "
                           "och "
                           "omsorgen. Vi lämnar bara det som rör vardagen.",
                document="Journalen, bedömning 92 dagar sedan")
    tale.matters(90, "Att leva gott så länge det går! (Så sa han alltid, berättar Britta.)")
    tale.mapped(90, {
        "home": {"needs": "Hittar inte till toaletten på natten.", "resources": "Känner igen sin fåtölj och sin hund."},
        "food": {"needs": "Glömmer att äta.", "wishes": "Kaffe och kardemummabulle klockan tio."},
        "leisure": {"resources": "Sjunger alla verser. Spelade dragspel.", "wishes": "Musik varje dag."},
    })
    tale.takes_part(89, "part", adaptations="Han är med tio minuter, med kaffe. Britta för hans talan.")
    tale.booked(88, 80, "Hemma hos Gösta", hour=10)
    tale.listed(87, Asked("assessment", "Ni beslutar om hemtjänst och dagverksamhet.", "Hur dagarna kan se ut."),
                Asked("home_care", "Ni ger medicinen.", "Hur det kan bli samma personer."),
                near("britta", "Du känner honom bäst.", "Vad som gör honom lugn."))
    tale.called(87, purpose="Att Gösta lever gott så länge det går, med lugna dagar och samma ansikten.",
                questions="Hur blir det färre personer? Vem ringer Britta? Vad gör vi på natten?")
    for who in ("sara", "lena"):
        tale.answered(85, who)
    tale.answered(84, "britta")
    tale.sat_down(80, hour=10, yes_again=None, person="part")
    tale.rose(80, "Gösta drack kaffe med oss. Britta berättade hur en god dag ser ut.")
    written(tale, 80, PLAN_OF_GOSTA)
    established(tale, 79, other="Vi läste upp tre korta meningar med bilder. Britta fick hela planen uppläst.")
    handed_out(tale, 79, ("next_of_kin", "Britta Ekliden"))
    reported(tale, 50, "lena", "Medicin", "ongoing")
    world.cases["gosta"] = tale.ref


PLAN_OF_GOSTA = Plan(
    goals=(
        Goal("home", "Samma fem personer kommer hem till mig", "Britta räknar namnen i pärmen", (
            Task("Hemtjänst av en liten grupp", "sara", "daily", "home", when="Morgon, lunch och kväll", starts=75),
            Task("Medicin med hemsjukvården", "lena", "daily", "home", when="Klockan åtta och tjugo", starts=78),
        )),
        Goal("leisure", "Jag har musik varje dag", "Personalen skriver i pärmen när han sjöng", (
            Task("Dagverksamhet med allsång", "sara", "weekly", "unit", when="Tisdagar och torsdagar", starts=70,
                 status="awaiting"),
            Task("Dragspelsbesök", "PRO Kungälv", "fortnightly", "home", owner="other", when="Söndagar"),
        )),
        Goal("health", "Jag har inte ont", "Karin ser honom varje månad", (
            Task("Hembesök", "karin", "monthly", "home", when="Första måndagen", starts=60),
        )),
    ),
    soon="Färre ansikten och musik.", later="När hemmet inte längre räcker: ett boende där hunden får hälsa på.",
    help="Någon nära dygnet runt.", own=(("next_of_kin", "Britta", "Kommer på lördagar och tar med hunden."),),
    main="sara", next=26, place="Hemma hos Gösta",
    took_part="part", adapted="Tio minuter, med kaffe och bilder.",
    wish="Britta tror att han hade valt den som kommer oftast.",
)
