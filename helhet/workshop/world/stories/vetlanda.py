"""Vetlanda, where a meeting is called three weeks ahead: four people at four steps."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tuva(world: World) -> None:
    """Tuva's SIP in Vetlanda: called three weeks ahead; the clinic comes, the health centre has not answered."""
    with world.on(300):
        person(world, "tuva", "Tuva", "Emådal", address="Vitalagatan 3, Vetlanda", phone="070-174 06 93")
    tale = Tale(world, "tuva", world["maja"])
    tale.noticed(16, who="social_services individual", triggers="both_principals own_view addiction", seen=1,
                 why="Tuva spelar om pengar på nätterna och har slutat gå till jobbet. Hon vill få ordning.")
    tale.assessed(15)
    tale.informed(14, "Vi satt på biblioteket och gick igenom vad en SIP är.",
                  "Hon ritade upp sina fem viktigaste personer.")
    tale.consented(13, {"vetlanda_clinic": EVERYTHING, "vetlanda_centre": PLAN}, no={"vetlanda_centre": "mapping"},
                   digital=False, not_agreed="Arbetsgivaren.")
    tale.matters(12, "Att ha något roligt att göra på min fritid, något annat än skärmen.")
    tale.mapped(12, {
        "leisure": {"needs": "Spelar till fyra.", "resources": "Spelade innebandy i elva år."},
        "economy": {"needs": "Tre sms-lån.", "wishes": "Någon som går igenom dem med mig."},
        "sleep": {"needs": "Fyra timmar per natt."},
    })
    tale.drew(11, ("Pappa", "Håkan", 1, "family", "VS"), ("Alva", "gammal lagkamrat", 2, "friends", "TO"))
    tale.takes_part(11)
    tale.booked(9, -16, "Stadshuset i Vetlanda, rum Njudung", hour=10)
    tale.listed(8, Asked("vetlanda_clinic", "Tuva har frågat om behandling.", "Behandling för spelberoende."),
                Asked("vetlanda_centre", "Ni skriver sjukintyg.", "Sömnen."))
    tale.called(8, purpose="Tuva vill ha roligt på riktigt igen.", questions="Behandling. Skulderna. Innebandyn.")
    tale.answered(5, "stig")


def bo(world: World) -> None:
    """Bo's SIP in Vetlanda: the meeting is booked, and the call must go out within days."""
    with world.on(300):
        person(world, "bo", "Bo", "Skirögård", address="Björköby 2, Vetlanda", phone="070-174 06 94")
        add_relation(world, "ewa", "bo", "next_of_kin", "Ewa Skirögård", label="hustru", phone="070-174 06 95",
                     participation=True)
    tale = Tale(world, "bo", world["maja"])
    tale.noticed(10, who="next_of_kin social_services", triggers="both_principals not_alone", seen=2,
                 why="Bo har Parkinson. Ewa lyfter honom själv och har fått ont i ryggen.")
    tale.assessed(9)
    tale.informed(8, "Vi sågs hemma i köket.", "Bo sa: alltså ett enda möte i stället för nio samtal.", present="Ewa")
    tale.consented(7, {"vetlanda_centre": EVERYTHING, "vetlanda_care": EVERYTHING}, digital=False)
    tale.matters(6, "Att Ewa får sova, och att jag får sitta i snickarboden.")
    tale.mapped(6, {"home": {"needs": "Trappan till sovrummet.", "resources": "Boden är på markplan."},
                    "movement": {"needs": "Fryser fast i dörrar."}})
    tale.takes_part(5, kin="Ewa är med.")
    tale.booked(4, -24, "Hemma hos Bo och Ewa", hour=11)
    tale.listed(3, Asked("vetlanda_centre", "Ni sköter medicinen.", "Tiderna för tabletterna."),
                Asked("vetlanda_care", "Ni kan avlasta Ewa.", "Vad som går att få på natten.",
                      spoken="Per ringer upp på måndag."), near("ewa", "Bo vill ha dig med.", "Nätterna."))


def monica(world: World) -> None:
    """Monica's SIP in Vetlanda: an active plan; it is time to call to the follow-up."""
    with world.on(420):
        person(world, "monica", "Monica", "Farstorp", address="Storgatan 19, Vetlanda", phone="070-174 06 96")
    tale = Tale(world, "monica", world["maja"])
    tale.noticed(120, who="social_services regional_health_care", triggers="both_principals several_units", seen=1,
                 why="Monica har schizofreni och diabetes. Sprutorna glöms när rösterna är starka.")
    tale.assessed(119)
    tale.informed(118, "Vi pratade på träffpunkten.", "Hon förklarade för sin kontaktperson.")
    tale.consented(117, {"vetlanda_clinic": EVERYTHING, "vetlanda_centre": PLAN, "vetlanda_care": PLAN}, digital=False,
                   not_agreed="Systern i Växjö.")
    tale.matters(115, "Lugn och ro, min katt, och att fötterna inte gör ont.")
    tale.mapped(115, {"health": {"needs": "Sår på foten.", "resources": "Går till Stig varje vecka."}})
    tale.takes_part(114)
    tale.booked(113, 90, "Träffpunkten i Vetlanda", hour=13)
    tale.listed(112, Asked("vetlanda_clinic", "Ni känner Monica.", "Medicinen."),
                Asked("vetlanda_centre", "Diabetes.", "Foten."),
                Asked("vetlanda_care", "Sprutorna.", "Vem som kommer."))
    tale.called(112, purpose="Monica vill ha lugn och ro.", questions="Sprutorna. Foten. Katten.")
    for who in ("stig", "ines", "per"):
        tale.answered(110, who)
    tale.sat_down(90, hour=13)
    tale.rose(90, "Katten var med. Alla lovade att ringa innan de kommer.")
    written(tale, 89, PLAN_OF_MONICA)
    established(tale, 88)
    handed_out(tale, 88, ("individual", ""))
    reported(tale, 60, "per", "Insulin", "ongoing")


def vera(world: World) -> None:
    """Vera's SIP in Vetlanda: the clinic has called, and the social services have not said who comes."""
    with world.on(300):
        person(world, "vera", "Vera", "Österkulla", address="Lasarettsgatan 8, Vetlanda", phone="070-174 06 97")
    tale = Tale(world, "vera", world["stig"])
    tale.noticed(18, who="regional_health_care", triggers="both_principals discharged", seen=1,
                 why="Vera har slutat äta sedan maken dog. Ingen i kommunen känner henne.")
    tale.assessed(17)
    tale.informed(16, "Vi pratade i hennes trädgård.", "Hon sa att hon gärna får hjälp, men inte av alla på en gång.")
    tale.consented(15, {"vetlanda_social": PLAN, "vetlanda_centre": EVERYTHING}, no={"vetlanda_social": "mapping"},
                   digital=False)
    tale.matters(14, "Att någon äter middag med mig.")
    tale.mapped(14, {"food": {"needs": "Kaffe och skorpor.", "resources": "Har en frys full av kalops."}})
    tale.takes_part(13)
    tale.booked(12, -13, "Vårdcentralen Aspeberget", hour=14)
    tale.listed(11, Asked("vetlanda_social", "Ni tar emot den som inte är känd.", "Vad hemtjänsten kan göra."),
                Asked("vetlanda_centre", "Ni följer vikten.", "Proverna."))
    tale.called(11, purpose="Vera vill ha sällskap vid maten.", questions="Vem kommer? Hur ofta?")
    tale.answered(8, "ines")


PLAN_OF_MONICA = Plan(
    goals=(Goal("health", "Foten är läkt", "Ines mäter såret", (
        Task("Insulin morgon och kväll", "per", "daily", "home", starts=85),
        Task("Omläggning av foten", "ines", "weekly", "unit", starts=84),
        Task("Samtal och medicin", "stig", "weekly", "unit", starts=83),
        Task("Boendestöd", "maja", "weekly", "home", starts=80),
    )),),
    soon="Läka foten.", later="Promenader i Östanå.", help="Någon som ringer först.", main="maja", next=18,
    kin="objected",
    own=(("individual", "Monica", "Säger till när rösterna blir starka."),), place="Träffpunkten i Vetlanda",
)
