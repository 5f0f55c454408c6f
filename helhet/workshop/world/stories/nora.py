"""Nora, 9, lives in a home for children; her health, teeth and school each have a named unit."""

from helhet.people import actions as people
from helhet.workshop.world.ground import MAKER, World, add_relation
from helhet.workshop.world.planning import Child, Goal, Plan, Task, established, handed_out, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, outsider, person

HOME = "Stina Alvar"


def tell(world: World) -> None:
    """Nora's SIP: a placed child with an active plan; somebody close must not know where she is."""
    with world.on(420):
        person(world, "nora", "Nora", "Fjällö", address="HVB Björkbacken",
               adaptation="Nora visar med kort hur hon mår.")
        add_relation(world, "ulla", "nora", "guardian", "Ulla Sköldmark", label="särskilt förordnad vårdnadshavare",
                     phone="070-174 06 88", participation=True, consent=True, insight=True, sign_in=True)
        father = add_relation(world, "noras-father", "nora", "other", "Ronny Fjällö", label="pappa")
        people.mark_must_not_know(relation=father, why="Skyddat boende, beslut i nämnden.", by=MAKER)
    tale = Tale(world, "nora", world["amina"])
    tale.noticed(85, who="social_services school", triggers="both_principals several_bodies who_answers", seen=2,
                 why="Nora har flyttat till Björkbacken. Ny skola, ny tandläkare och ett långt uppehåll på BUP.")
    tale.assessed(84, level="sip_plus")
    tale.informed(83, "Ulla och Nora fick höra om SIP. Nora valde ett djur för varje person.",
                  "Nora sa: ugglan är den som skriver.", present="Ulla Sköldmark", adapted="Kort med djur.")
    tale.consented(82, {"youth": EVERYTHING, "school": PLAN}, no={"school": "mapping"}, giver="guardian",
                   relation="ulla",
                   guardians=("ulla",), names={HOME: "meeting plan goals contacts"}, digital=False,
                   child_view="Nora vill att Stina är med, och att pappa inte får veta.", form="written",
                   not_agreed="Ingen utanför listan får veta var hon bor.")
    tale.matters(80, "Att få ha något roligt att göra på min fritid, och att ingen flyttar mig igen.")
    tale.mapped(80, {
        "leisure": {"wishes": "Rida.", "resources": "Kan namnen på alla hästraser."},
        "health": {"needs": "Drömmer otäckt. Har inte varit hos tandläkaren på två år."},
        "occupation": {"needs": "Ny klass mitt i terminen.", "resources": "Läser jättebra."},
    })
    tale.takes_part(79, "part", adaptations="Nora är med i början och visar sina kort.")
    tale.booked(78, 68, "Björkbackens kök", hour=15, child_time="Efter skolan, före ridlektionen på tv.")
    tale.listed(77, Asked("youth", "Nora väntar på att få börja hos er igen.", "När hon kan få en tid."),
                Asked("school", "Hon går hos er nu.", "Hur hon får en vän."),
                near("ulla", "Du bestämmer för Nora.", "Allt."),
                outsider(HOME, "Nora vill ha dig med.", "Hur kvällarna är.", "föreståndare, HVB Björkbacken",
                         "0303-555 18 00"))
    tale.called(77, purpose="Nora vill bo kvar och ha något roligt att göra.",
                questions="Vem svarar för vård, tänder och skola? När får hon rida?")
    for who in ("mira", "eva", "ulla", HOME):
        tale.answered(75, who)
    tale.sat_down(68, hour=15, person="part")
    tale.rose(68, "Nora visade hästkortet. Alla lovade att hon får veta först om något ändras.")
    written(tale, 68, PLAN_OF_NORA)
    established(tale, 67)
    handed_out(tale, 67, ("guardian", "Ulla Sköldmark"), ("other", HOME))


PLAN_OF_NORA = Plan(
    goals=(
        Goal("leisure", "Jag rider på lördagar", "Stina tar ett foto varje gång", (
            Task("Betala ridskolan", "amina", "once", "other", when="Före terminsstart", starts=60),
            Task("Skjutsa till stallet", HOME, "weekly", "other", owner="other", when="Lördagar klockan tio"),
        )),
        Goal("health", "Jag sover utan otäcka drömmar", "Mira frågar Nora med kort", (
            Task("Samtal om det som har hänt", "mira", "weekly", "unit", when="Onsdagar", starts=50),
            Task("Tid hos tandläkaren", "amina", "once", "other", when="Inom sex veckor", starts=55),
        )),
        Goal("occupation", "Jag har en vän i klassen", "Eva frågar varannan vecka", (
            Task("Sitta med på lunchen de första veckorna", "eva", "weekdays", "school", starts=64),
        )),
    ),
    soon="Tandläkare, BUP och ridning före sportlovet.", later="Bo kvar och börja fyran med en bästa vän.",
    help="Vuxna som säger som det är.", own=(("individual", "Nora", "Visar rött kort när det blir för mycket."),),
    main="amina", next=19, place="Björkbackens kök", took_part="part", kin="not_suitable",
    kin_why="Pappa får inte veta var Nora bor.",
    child=Child("Nora valde kort: hästen, tanden och den tomma stolen.", placed=True,
                health="Barn- och ungdomspsykiatrin",
                dental="Folktandvården Kungälv", school="Ytterbyskolan"),
)
