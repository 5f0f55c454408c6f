"""Those who stand at the door: asked, pointed out, noticed, just told; and those who got another answer."""

from helhet.process.need import actions as need
from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.tale import Tale, person


def elsa(world: World) -> None:
    """Elsa's SIP: asked for by her mother, and the intake unit owes an answer."""
    with world.on(300):
        person(world, "elsa", "Elsa", "Vindelöv", address="Ängsvägen 5, Kungälv", phone="070-174 06 61")
        add_relation(world, "jenny", "elsa", "guardian", "Jenny Vindelöv", label="mamma", phone="070-174 06 61",
                     participation=True, consent=True, insight=True, sign_in=True)
    tale = Tale(world, "elsa", world["amina"])
    with tale.on(11, hour=20):
        need.request(individual=tale.individual, asked_by="guardian", name="Jenny Vindelöv", unit=world.units["intake"],
                     words="Elsa har ont i kroppen och vill inte till skolan. BUP säger en sak, skolan en annan. Kan "
                           "ni "
                           "samla alla en gång, så att jag slipper ringa?", by=world.users["jenny"])


def nadia(world: World) -> None:
    """Nadia's SIP: Försäkringskassan has pointed to a need, and the health centre owes an answer."""
    with world.on(300):
        person(world, "nadia", "Nadia", "Solmyra", address="Bohusgatan 2, Kungälv", phone="070-174 06 62")
    tale = Tale(world, "nadia", world["fredrik"])
    with tale.on(5):
        need.point_out(
            individual=tale.individual, unit=world.units["solgarde"], agreed_by_person=True, by=world["fredrik"],
            words="Nadia har varit sjukskriven i åtta månader. Hon säger att ingen vet vem som planerar vad, och att "
                  "hon "
                  "gärna vill att ni ringer henne.")


def viktor(world: World) -> None:
    """Viktor's request: refused as an exception, with the reason and where to turn."""
    with world.on(300):
        person(world, "viktor", "Viktor", "Askelid", address="Kyrkogatan 11, Kungälv", phone="070-174 06 63")
    tale = Tale(world, "viktor", world["amina"])
    with tale.on(29):
        ref = need.request(individual=tale.individual, asked_by="individual", unit=world.units["intake"],
                           words="Jag vill ha en SIP så att min bilförsäkring blir rätt.", by=world.users["viktor"])
    with tale.on(24):
        need.refuse_request(
            ref, reason="Det gäller ett försäkringsärende. Du har ingen insats från kommunen eller regionen, och du "
                        "vill "
                        "inte ha någon. Då är en SIP inte rätt väg.", exceptional=True, by=tale.by,
            where_to_turn="Konsumentrådgivningen i Kungälv, telefon 031-390 06 20. Ring oss igen om något ändras.")


def leo(world: World) -> None:
    """Leo's SIP: noticed by the school three days ago."""
    with world.on(300):
        person(world, "leo", "Leo", "Brantvik", address="Skolvägen 12, Ytterby")
        add_relation(world, "kim", "leo", "guardian", "Kim Brantvik", label="förälder", phone="070-174 06 64",
                     participation=True, consent=True, insight=True, sign_in=True)
    tale = Tale(world, "leo", world["eva"])
    tale.noticed(3, who="school next_of_kin", triggers="both_principals several_skills not_alone", seen=1,
                 why="Leo slår sig själv när det blir högljutt och vill inte gå ut på rasten. Han säger att vuxna "
                     "ska jobba "
                     "hårdare mot mobbning. Kim undrar vem som kan utreda.", existing="unknown")


def yusuf(world: World) -> None:
    """Yusuf's SIP: started; he is told through an interpreter and thinks it over."""
    with world.on(300):
        person(world, "yusuf", "Yusuf", "Hamnvik", address="Trollhättevägen 30, Kungälv", phone="070-174 06 65",
               language="arabiska", interpreter="language", functional_variation="Svårt att sova, lätt att bli rädd.",
               adaptation="Samma tolk varje gång, en kvinna om det går.")
    tale = Tale(world, "yusuf", world["jonas"])
    tale.noticed(8, who="regional_health_care", triggers="both_principals several_bodies know_others", seen=2,
                 why="Yusuf går hos oss, hos socialtjänsten och på Arbetsförmedlingen. Han bär papper mellan oss i "
                     "en påse.")
    tale.assessed(7)
    tale.informed(4, "Vi pratade en timme med tolk och tittade på bilder av ett möte.",
                  "Han förklarade för tolken att han kan säga nej till en enhet och ja till en annan.",
                  adapted="Tolk på plats, samma som förra gången. Paus efter tjugo minuter.", language="arabiska",
                  present="Tolk")


def kerstin(world: World) -> None:
    """Kerstin's need: information and guidance were enough."""
    with world.on(300):
        person(world, "kerstin", "Kerstin", "Lindnäs", address="Strandvägen 1, Marstrand", phone="070-174 06 66")
    tale = Tale(world, "kerstin", world["karin"])
    tale.noticed(40, who="individual", triggers="own_view", seen=0,
                 why="Kerstin vet inte vem hon ska ringa om trygghetslarm och om synen.")
    tale.assessed(39, level="information", outcome="information", coordination=False,
                  other_way="Numret till biståndsenheten och tid på syncentralen. Hon ringde båda medan hon satt här.")


def gunilla(world: World) -> None:
    """Gunilla's need: helped to the right place within the municipality, with her consent."""
    with world.on(300):
        person(world, "gunilla", "Gunilla", "Råberg", address="Fästningsgatan 8, Kungälv", phone="070-174 06 67")
    tale = Tale(world, "gunilla", world["amina"])
    tale.noticed(33, who="social_services", triggers="who_answers", seen=1,
                 why="Gunilla ringde om ekonomin, men det är sorgen efter mannen som tar all kraft.")
    tale.assessed(32, outcome="handed_on", coordination=False, level="information", hand_on=True,
                  handed_to="Vårdcentralen Solgärde, kuratorn. Hon fick tiden innan hon gick hem.")
