"""Josef, 4, is ill and his parents are worried: the table of sub-goals is filled in at the meeting, and read again.

The table is the sources' own example: what matters, what is done and when, who does it, how it is followed up.
"""

from dataclasses import dataclass
from typing import Any

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Child, Plan, written
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, near, person
from journeys.browsing import Somebody, Stage
from journeys.steps import goes_back_to_the_case

WORDS = "Att få leka."
PAEDIATRICS, CLINIC, PRESCHOOL = "Barnmedicin", "BVC Solgärde", "Förskolan Kometen"


@dataclass(frozen=True)
class Line:
    """A row of the table, as it is typed and as it is read."""

    goal: str
    area: str
    what: str
    often: str
    when: str
    who: str
    follow_up: str


TABLE = (
    Line("Föräldrarna har kunskap om sonens hälsa och vårdbehov", "Hälsa", "Informationsmöte", "En gång", "genast",
         "Barnläkare och kurator", "Vi frågar föräldrarna efter mötet"),
    Line("Föräldrarna är trygga i hur de kan hantera sin oro", "Hemliv", "Stödsamtal", "En gång i månaden",
         "börjar efter informationsmötet", "Kurator", "Om behov finns kan samtalen bli fler"),
    Line("BVC har den information som behövs", "Kommunikation", "Information till BVC", "När det behövs",
         "när något ändras", "Personal på barnmedicin", "BVC säger till om något saknas"),
)
CORNER = "En lugn vrå med bilarna"


def test_josefs_table_is_typed_established_and_printed(stage: Stage) -> None:
    # Given Josef's parents, paediatrics, the child health clinic and the preschool around one table
    tale = josef_at_the_table(stage.world)
    hanna = stage.worker("hanna")
    hanna.goes_to(f"/sip/{tale.ref}/")

    # When Hanna, who writes, types the three sub-goals with what is to be done, by whom and when
    hanna.follows("Till mötet")
    hanna.follows("Skriv planen")
    for n, line in enumerate(TABLE):
        types_a_line(hanna, line, first=n == 0)
    hanna.finds_it_accessible()
    # And Rut at the preschool writes what they do there, on her phone, as decided: it is theirs
    rut = stage.worker("rut", phone=True)
    rut.goes_to(f"/sip/{tale.ref}/")
    writes_the_corner(rut)
    # And everybody at the table has somebody to ask for
    names_the_contacts(hanna, tale)
    # And the plan is read aloud, and Josef's parents say yes
    says_it_aloud(hanna)

    # Then the plan's page and the paper say exactly what was typed, a line for each
    hanna.sees("Version 1", WORDS)
    reads_the_table(hanna)
    hanna.finds_it_accessible()
    hanna.follows("Skriv ut")
    hanna.sees("SIP, Samordnad individuell plan", "Lina Månåker")
    reads_the_table(hanna)
    hanna.finds_it_accessible()
    # And so does the mother's own page
    lina = stage.somebody("Lina Månåker", phone=True)
    lina.sees("SIP för Josef", WORDS, *(line.what for line in TABLE), CORNER)
    lina.finds_it_accessible()
    lina.fits_the_screen()


def josef_at_the_table(world: World) -> Tale:
    """The meeting is open, and all of the plan is written but the table and the contacts."""
    with world.on(60):
        person(world, "josef", "Josef", "Månåker", address="Stjärnvägen 8, Kungälv")
        for key, name, label in (("lina", "Lina Månåker", "mamma"), ("emil", "Emil Månåker", "pappa")):
            add_relation(world, key, "josef", "guardian", name, label=label, participation=True, consent=True,
                         insight=True, sign_in=key == "lina")
    tale = Tale(world, "josef", world["hanna"])
    tale.noticed(14, who="regional_health_care next_of_kin", triggers="both_principals several_skills",
                 why="Föräldrarna sover dåligt av oro, BVC och förskolan vet inte vad de ska tänka på.")
    tale.assessed(14)
    tale.informed(13, "I samband med provsvaren.", "De berättade vilka de vill ha med.", present="Båda och Josef")
    tale.consented(12, {"bvc": EVERYTHING, "preschool": EVERYTHING}, giver="guardian", relation="lina",
                   guardians=("lina", "emil"), form="written", how="Blanketten skrevs under av båda.",
                   child_view="Josef sa att Rut får veta om magen.")
    tale.matters(11, WORDS)
    tale.prepared(11, purpose="Att alla runt Josef vet samma sak.", questions="Vem pratar man med när oron kommer?",
                  child="Bilder på dem som kommer. Josef hälsar först.")
    tale.takes_part(11, "part", adaptations="Josef är med första kvarten.")
    tale.booked(10, 0, "Barnmedicin, lekrummet", hour=23, child_time="När han är pigg.")
    tale.listed(9, Asked("bvc", "Ni följer Josef.", "Vad ni behöver veta."),
                Asked("preschool", "Josef är hos er.", "Hur dagarna är."),
                near("lina", "Josefs mamma.", "Hur nätterna är."), near("emil", "Josefs pappa.", "Vad som lugnar."))
    tale.called(9, purpose="Josef vill leka.", questions="Vad behöver föräldrarna veta? Vad behöver BVC?")
    tale.sat_down(0, hour=0)
    written(tale, 0, Plan(
        goals=(), soon="Information nu, samtal varje månad.", later="Till sommaren: simskolan.",
        help="Någon att ringa när oron kommer.", own=(("guardian", "Lina och Emil", "Skriver upp sina frågor."),),
        main="hanna", next=60, place="Barnmedicin, lekrummet", took_part="part", wish="Hanna", child=Child(
            "Josef pekade på bilderna och sa att han vill leka."),
    ), hour=0)
    return tale


def types_a_line(hanna: Somebody, line: Line, *, first: bool) -> None:
    hanna.follows("Skriv det första delmålet" if first else "Nytt delmål")
    hanna.writes("Delmål: Vad är viktigt för mig på kort sikt?", line.goal)
    hanna.picks("Vilken del av livet gäller det?", line.area)
    hanna.writes("Hur och när följer vi upp det?", line.follow_up)
    hanna.presses("Spara")
    hanna.follows(f"Lägg till en insats {line.goal}")
    hanna.writes("Vad ska göras?", line.what)
    hanna.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    hanna.picks("Vilken enhet?", PAEDIATRICS)
    hanna.answers("Är det bestämt?", "Vi gör det")
    hanna.writes("Namn på den som gör det", line.who)
    hanna.picks("Hur ofta?", line.often)
    hanna.writes("När ges det?", line.when)
    hanna.picks("Var?", "Hos enheten")
    hanna.presses("Spara")
    hanna.sees(line.goal, line.what)


def writes_the_corner(rut: Somebody) -> None:
    rut.follows("Till mötet")
    rut.follows("Skriv er del av planen")
    rut.fits_the_screen()
    rut.finds_it_accessible()
    rut.follows("Ny insats")
    rut.writes("Vad ska göras?", CORNER)
    rut.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    rut.picks("Vilken enhet?", PRESCHOOL)
    rut.answers("Är det bestämt?", "Vi gör det")
    rut.writes("Namn på den som gör det", "Rut Alm")
    rut.picks("Hur ofta?", "Varje dag")
    rut.fits_the_screen()
    rut.presses("Spara")
    rut.sees(CORNER, "Bestämd")


def names_the_contacts(hanna: Somebody, tale: Tale) -> None:
    for unit, worker in ((PAEDIATRICS, "hanna"), (PRESCHOOL, "rut")):
        goes_back_to_the_case(hanna)
        hanna.follows("Till mötet")
        hanna.follows("Skriv planen")
        hanna.follows(f"Skriv vem som är personens kontakt hos {unit}.")
        hanna.picks("Vilken enhet?", unit)
        hanna.writes("Namn", tale.world[worker].name)
        hanna.writes("Telefon", tale.world[worker].phone)
        hanna.presses("Spara")
    hanna.sees("Allt är på plats")


def says_it_aloud(hanna: Somebody) -> None:
    hanna.follows("Läs upp och upprätta")
    reads_the_table(hanna)
    hanna.answers("Har ni läst upp planen för personen?", "Ja")
    hanna.answers("Säger personen ja till planeringen?", "Ja")
    hanna.presses("Upprätta planen")


def reads_the_table(who: Somebody) -> None:
    """Four columns; each of Josef's lines stands in it once, cell by cell as it was typed."""
    table = who.page.get_by_role("table", name="Delmål och insatser")
    assert table.get_by_role("columnheader").count() == 4
    rows = [_cells(row) for row in table.get_by_role("row").all()[1:]]
    assert len(rows) == len(TABLE) + 1, rows
    for line, (goal, doing, doer, follow_up) in zip(TABLE, rows, strict=False):
        assert goal == f"{line.goal} {line.area}"
        assert doing.startswith(f"{line.what} {line.often.lower()}, {line.when}"), doing
        assert doer.startswith(f"{line.who} {PAEDIATRICS}"), doer
        assert follow_up == line.follow_up
    assert CORNER in rows[-1][1]


def _cells(row: Any) -> list[str]:
    """The cells of a row from left to right, each on one line."""
    cells = row.get_by_role("cell").or_(row.get_by_role("rowheader"))
    return [" ".join(text.split()) for text in cells.all_inner_texts()]
