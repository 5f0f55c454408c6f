"""Omar, 27: the meeting is held, one who was called did not come, and the plan is being written."""

from helhet.workshop.world.deviating import missing, received
from helhet.workshop.world.ground import World
from helhet.workshop.world.planning import Goal, Plan, Task, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person


def tell(world: World) -> None:
    """Omar's SIP: documenting; the misuse unit did not come and is to be called anew."""
    with world.on(300):
        person(world, "omar", "Omar", "Lövåsen", address="Gamla gatan 14, Kungälv", phone="070-174 06 79")
    tale = Tale(world, "omar", world["jonas"])
    tale.noticed(24, who="regional_health_care individual", triggers="addiction both_principals readmitted", seen=1,
                 why="Omar har varit inlagd tre gånger i år. Varje gång åker han hem till samma soffa hos en kompis.")
    tale.assessed(23, level="sip_plus")
    tale.informed(22, "Vi pratade på en bänk utanför, Omar ville inte sitta inne.",
                  "Han sammanfattade det i tre punkter.")
    tale.consented(20, {"misuse": EVERYTHING, "intake": PLAN}, digital=False,
                   not_agreed="Polisen och kompisen på Gamla gatan.")
    tale.matters(19, "Att må bra nog för att ha en egen nyckel.")
    tale.mapped(19, {
        "home": {"needs": "Sover på en soffa.", "wishes": "En egen dörr att låsa."},
        "health": {"needs": "Slutar ta medicinen när det är bråk.", "resources": "Har klarat två månader utan droger."},
        "leisure": {"resources": "Boxas. Tränaren ringer om han inte kommer."},
    })
    tale.takes_part(18)
    tale.booked(17, 6, "Psykiatriska mottagningen, rum 2", hour=10)
    tale.listed(16,
                Asked("misuse", "Omar behöver er för att hålla sig drogfri.", "Vilken behandling som kan börja nu."),
                Asked("intake", "Omar har ingenstans att bo.", "Vilket boende som finns."))
    tale.called(16, purpose="Omar vill ha en egen nyckel. Vi bestämmer vägen dit.",
                questions="Var sover Omar den här veckan? När kan behandlingen börja? Vem påminner om medicinen?")
    tale.answered(14, "amina")
    tale.answered(13, "peter")
    tale.sat_down(6, hour=10, absent=("misuse",))
    tale.rose(6, "Omar visade schemat från boxningsklubben. Missbruksenheten kom inte, så behandlingen är bara ett "
                 "förslag.")
    written(tale, 4, DRAFT, confirm=False)
    # Jonas tells the misuse unit, which has said that it got his report and owes him an answer.
    report = missing(tale, 5, "misuse", met=6,
                     effect="Omar vågar inte tro på någon behandling. Han gick hem utan besked.",
                     proposal="Ring samma dag om ni får förhinder, och skicka någon annan.")
    received(tale, 3, report, "peter")


DRAFT = Plan(
    goals=(
        Goal("home", "Jag har en säng för mig själv", "Amina ringer på fredag", (
            Task("Plats på stödboende", "amina", "once", "other", when="Så snart en plats är ledig"),
        )),
        Goal("health", "Jag tar medicinen fyra veckor i rad", "Jonas räknar asken", (
            Task("Medicin och samtal", "jonas", "weekly", "unit", when="Måndagar klockan tio", starts=3),
            Task("Behandling för beroende", "peter", "weekly", "unit"),
            Task("Boxning", "Omar", "weekly", "other", owner="own", when="Tisdagar och torsdagar"),
        )),
    ),
    soon="En säng och medicinen.", later="En egen lägenhet och ett arbete i hamnen.", help="Påminnelse i telefonen.",
    own=(("individual", "Omar", "Svarar när Jonas ringer."),), main="jonas", next=35, kin="none",
    place="Psykiatriska mottagningen, rum 2",
)
