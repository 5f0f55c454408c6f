"""Somebody who cannot consent and still gets a plan: a documented route, tried by each unit for its own information."""

from datetime import timedelta

from helhet.kit import clock
from helhet.workshop.world.ground import add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, written
from helhet.workshop.world.tale import Asked, Tale, near, person
from journeys.acts import (
    goes_home,
    lets,
    plans_the_meeting,
)
from journeys.browsing import Somebody, Stage

HEALTH, AID, HOME = "Närhälsan Solgärde vårdcentral", "Biståndsenheten", "Hemsjukvården"
WORDS = "Att leva gott så länge det går! (Så sa han alltid, berättar Britta.)"
WHY = "Gösta har en demenssjukdom långt gången. Han svarar ja på allt och har glömt frågan efter en minut."
READ = "Vi läste tre korta meningar med bilder. Britta fick hela planen uppläst för sig."
PLAN = Plan(
    goals=(Goal("home", "Samma fem personer kommer hem till mig", "Britta räknar namnen i pärmen", (
        Task("Hemtjänst av en liten grupp", "sara", "daily", "home", when="Morgon och kväll", starts=-3),
        Task("Hembesök av sköterskan", "karin", "monthly", "home", when="Första tisdagen", starts=-5),
        Task("Medicinen", "lena", "daily", "home", when="Klockan åtta", starts=-2),
    )),),
    soon="En liten grupp, med början nästa vecka.", later="Samma ansikten till jul.", help="Lugn och samma ordning.",
    own=(("next_of_kin", "Britta Ekliden", "Skriver i pärmen."),), main="karin", next=60, place="Hemma hos Gösta",
    took_part="part", adapted="Bilder och korta meningar.", why_absent="Han var med tio minuter, med kaffe.",
)


def test_gosta_cannot_consent_and_still_gets_a_plan(stage: Stage) -> None:
    # Given Gösta, who has been told as well as it goes, and cannot say yes or no any more
    tale = told_what_he_cannot_take_in(stage)
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/")

    # When Karin looks for a way, she tries for the health centre's own information whether it can be given
    tries_for_her_own_information(karin)
    # Then the work goes on without a consent, and that it does so stands for all to see
    karin.sees("gäller från nu.", "utan samtycke", AID, HOME)
    karin.finds_it_accessible()
    # And she plans the meeting with his daughter beside him
    plans(karin)

    # Given that the aid unit and the home care are called
    tale.last = clock.now()
    called(tale)
    # When Lena at the home care comes to work, she tries the same for what they know; nobody does it for them
    lena = stage.worker("lena")
    tries_for_theirs(lena)
    lena.sees("gäller från nu.")
    lena.finds_it_accessible()

    # When they sit down with coffee, Gösta is there for a while and nobody counts his smile as a yes
    sits_down(karin)
    # And the plan is written, each unit confirming its own
    tale.last = clock.now()
    written(tale, 0, PLAN)
    rises(karin)

    # When it is to be established, neither a yes that he cannot give, nor nothing at all, is enough
    tries_to_establish_in_silence(karin)
    karin.is_refused("Läs upp planen och fråga om personen säger ja till den.")
    karin.finds_it_accessible()
    # And when Karin writes how it was read back to him instead
    karin.writes("Personen kan inte svara: hur och när går ni igenom planen i stället?", READ)
    karin.presses("Upprätta planen")
    # Then Gösta has a plan
    karin.sees("Göstas plan", "Version 1, upprättad", "Hemtjänst av en liten grupp")
    karin.finds_it_accessible()
    # And those it was given to read it, while a unit that nobody tried for does not know that it exists
    lena.goes_to(f"/sip/{tale.ref}/plan/")
    lena.sees("Medicinen", "Hembesök av sköterskan")
    lena.finds_it_accessible()
    stage.worker("peter").is_not_let_in(f"/sip/{tale.ref}/plan/")


def test_a_representative_answers_by_their_mandate_and_a_god_man_does_not(stage: Stage) -> None:
    # Given Ingrid, for whom a god man pays the bills, and whose niece holds a power of attorney for the future
    world = stage.world
    person(world, "ingrid", "Ingrid", "Dorlöv")
    add_relation(world, "rolf", "ingrid", "god_man", "Rolf Vass", mandate="Tingsrättens beslut", scope_economy=True,
                 scope_person=True, participation=True)
    add_relation(world, "niece", "ingrid", "framtidsfullmakt", "Cecilia Dorlöv", mandate="Framtidsfullmakt 2024",
                 scope_person=True, scope_right=True, consent=True, participation=True)
    tale = told(stage, "ingrid", "Ingrid vet inte var hon är.")
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/samtycke/vag/enheter/")
    looks_for_a_way_for(karin, AID)

    # When Karin writes in the god man
    says_why_and_who(karin, "Företrädare med uppdrag eller fullmakt", "Rolf Vass, dotterns förmyndare")
    karin.picks("Vilken företrädare?", "Rolf Vass, god man")
    lets(karin, AID, "Mål", "Mötet", "Planen")
    karin.presses("Spara beslutet")
    # Then she is told that he cannot, and nothing she wrote is lost
    karin.is_refused("En god man eller närstående kan inte samtycka i personens ställe.")
    assert karin.page.get_by_label("Vilken handling står det i?").input_value() == "I vår akt, i dag."
    karin.finds_it_accessible()
    # And when she chooses the niece, whose mandate covers the matter
    karin.picks("Vilken företrädare?", "Cecilia Dorlöv, framtidsfullmaktshavare")
    karin.presses("Spara beslutet")
    # Then the work goes on
    karin.sees("gäller från nu.", "utan samtycke")
    karin.finds_it_accessible()


def told_what_he_cannot_take_in(stage: Stage) -> Tale:
    world = stage.world
    person(world, "gosta", "Gösta", "Ekliden", functional_variation="Demenssjukdom. Förstår korta meningar.",
           adaptation="En fråga i taget. Visa bilder.")
    add_relation(world, "britta", "gosta", "next_of_kin", "Britta Ekliden", label="dotter", participation=True)
    return told(stage, "gosta", "Britta orkar inte längre hålla ihop det.")


def told(stage: Stage, key: str, why: str) -> Tale:
    """By the verbs: noticed, judged, and told as well as it goes."""
    tale = Tale(stage.world, key, stage.world["karin"])
    tale.noticed(3, who="next_of_kin regional_health_care", triggers="both_principals unclear", why=why)
    tale.assessed(2)
    tale.informed(1, "Jag visade bilder på ett bord med människor.", "Svarade ”kaffe”. Kan inte ta ställning.",
                  adapted="Bilder och korta meningar.")
    return tale


def looks_for_a_way_for(who: Somebody, *units: str) -> None:
    for name in units:
        who.writes("Sök enhet", name)
        who.presses("Sök")
        who.page.get_by_label(name).first.check()
    who.presses("Fortsätt")


def says_why_and_who(who: Somebody, way: str, decided_by: str) -> None:
    who.writes("Varför kan personen inte samtycka just nu?", WHY)
    who.answers("Vad vilar beslutet på?", way)
    who.writes("Vem har beslutat?", decided_by)
    who.dates("Vilken dag beslutades det?", clock.today())
    who.writes("Vilken handling står det i?", "I vår akt, i dag.")
    who.dates("Gäller till och med", clock.today() + timedelta(days=120))


def tries_for_her_own_information(karin: Somebody) -> None:
    karin.follows("Visa vem som får veta vad")
    karin.follows("Kan personen inte samtycka? Gör så här")
    looks_for_a_way_for(karin, AID, HOME)
    karin.sees("En god man kan inte samtycka i personens ställe.")
    says_why_and_who(karin, "Menprövning: vi prövar om vår egen information kan lämnas ut", "Läkaren på vårdcentralen")
    karin.answers("På vilken grund i sekretesslagen?", "25 kap. 13 §")
    for unit in (AID, HOME):
        lets(karin, unit, "Varför", "Mål", "Mötet", "Planen", "Kontakter")
    karin.presses("Spara beslutet")
    karin.is_refused("Skriv hur ni har bedömt att ingen kommer till skada, eller varför uppgifterna behövs.")
    karin.finds_it_accessible()
    karin.writes("Hur har ni bedömt det?", "Utan en plan får Gösta fel medicin. Bara det som rör vardagen lämnas.")
    karin.presses("Spara beslutet")


def plans(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/")
    karin.follows("Skriv personens ord")
    karin.writes("Vad är viktigt för dig?", WORDS)
    karin.presses("Spara svaret")
    karin.goes_to(f"/sip/{karin.case}/mote/planera/")
    plans_the_meeting(karin, "Gösta", "Hemma hos Gösta", "På förmiddagen orkar han.")


def called(tale: Tale) -> None:
    tale.listed(0, Asked("assessment", "Ni beslutar om hemtjänst.", "Hur dagarna kan se ut."),
                Asked("home_care", "Ni ger medicinen.", "Hur det kan bli samma personer."),
                near("britta", "Du känner honom bäst.", "Vad som gör honom lugn."))
    tale.called(0, purpose="Att Gösta lever gott, med samma ansikten.", questions="Hur blir det färre personer?")
    for who in ("sara", "lena"):
        tale.answered(0, who)


def tries_for_theirs(lena: Somebody) -> None:
    goes_home(lena)
    lena.does("Pröva om er information kan lämnas ut")
    assert lena.page.get_by_label("Företrädare med uppdrag eller fullmakt").count() == 0
    says_why_and_who(lena, "Menprövning: vi prövar om vår egen information kan lämnas ut", "Enhetschefen")
    lena.answers("På vilken grund i sekretesslagen?", "25 kap. 13 §")
    lena.writes("Hur har ni bedömt det?", "Vårdcentralen behöver veta vilken medicin han tar.")
    for unit in (HEALTH, AID):
        lets(lena, unit, "Mål", "Mötet", "Planen")
    lena.finds_it_accessible()
    lena.presses("Spara beslutet")


def sits_down(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/")
    karin.follows("Öppna mötet")
    karin.answers("Gösta", "Är med en del")
    for who in (HEALTH, AID, HOME, "Britta Ekliden"):
        karin.answers(who, "Är med")
    karin.answers("Känns det fortfarande bra för Gösta att de här är med?",
                  "Personen är inte här, eller kan inte svara")
    karin.finds_it_accessible()
    karin.presses("Öppna mötet")
    karin.sees("Mötet är öppnat. Välkomna!")


def rises(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/mote/avsluta/")
    karin.answers("Hur går ni vidare?", "Planen skrivs klart")
    karin.writes("Vad kom ni fram till?", "Britta berättade hur en god dag ser ut, och alla höll med.")
    karin.finds_it_accessible()
    karin.presses("Avsluta mötet")
    karin.sees("Mötet är avslutat.")


def tries_to_establish_in_silence(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/plan/skriv/")
    karin.sees("Allt är på plats")
    karin.finds_it_accessible()
    karin.follows("Läs upp och upprätta")
    karin.answers("Har ni läst upp planen för personen?", "Nej")
    karin.answers("Säger personen ja till planeringen?", "Nej")
    karin.presses("Upprätta planen")
