"""Who works at a unit: its manager adds, ends and confirms each quarter; the directory is taken in from a file."""

import re

from helhet.access import door as users
from helhet.kit import clock
from helhet.workshop.world.ground import hsa_id
from journeys.browsing import Somebody, Stage


def test_a_manager_keeps_the_list_of_the_unit(stage: Stage) -> None:
    # Given Gunnar, who is the manager of the intake unit, and Sara, who works elsewhere
    gunnar, sara = stage.worker("gunnar"), stage.world["sara"]
    # When he begins his day, he is told that the list is to be gone through
    gunnar.sees("Vilka arbetar här?", "Listan ska bekräftas senast")
    gunnar.finds_it_accessible()
    gunnar.goes_to("/enheten/")
    gunnar.sees("Amina Berg", "Gunnar Vide", "Stämmer listan?")
    gunnar.finds_it_accessible()
    # And he cannot give himself more than he has
    adds(gunnar, "gunnar", "Medarbetare")
    gunnar.is_refused("Du kan inte ge dig själv en ny roll.")
    gunnar.finds_it_accessible()
    # When he adds Sara
    adds(gunnar, "sara", "Medarbetare")
    gunnar.sees("Personen är tillagd.", "Sara Holm")
    # Then she can choose the unit at once, and work there
    at_intake = works_at_intake(stage)
    at_intake.goes_to("/")
    at_intake.sees("Att göra", "Mottagningsenheten")

    # When he ends it, the next thing she presses is shut
    ends(gunnar, "Sara Holm")
    gunnar.sees("Uppdraget är avslutat.")
    at_intake.goes_to("/oversikt/")
    at_intake.sees_not("Mottagningsenheten")
    assert "Mottagningsenheten" not in {a.unit for a in users.assignments(sara.user_ref)}
    # And he cannot leave the unit without anybody who looks after the list
    ends(gunnar, "Gunnar Vide")
    gunnar.is_refused("Du är den enda som sköter listan")


def test_the_list_is_confirmed_without_scripts_on_a_phone(stage: Stage) -> None:
    gunnar = stage.worker("gunnar", phone=True, javascript=False)
    gunnar.goes_to("/enheten/stammer-det/")
    gunnar.fits_the_screen()
    # One who forgets somebody is told
    gunnar.presses("Bekräfta listan")
    gunnar.is_refused("Svara för Amina Berg.")
    gunnar.finds_it_accessible()
    for group in gunnar.page.locator("fieldset.h-segment").all():
        gunnar._ticks(group.get_by_label("Ja", exact=True).first)
    gunnar.presses("Bekräfta listan")
    gunnar.sees("Tack, listan är bekräftad.", "Listan är bekräftad det här kvartalet")
    gunnar.finds_it_accessible()
    gunnar.goes_to("/")
    gunnar.sees_not("Listan ska bekräftas")


def test_the_directory_is_taken_in_after_a_look(stage: Stage) -> None:
    # Given a file that says who works at the health centre's rehab, with a line that cannot be right
    kaj = stage.worker("kaj")
    unit, head = hsa_id("rehab"), "unit_hsa_id;employee_hsa_id;name;title;role;purpose;from;to\n"
    good = f"{unit};SE0000000000-NY;Nora Ny;fysioterapeut;staff;Vård och behandling;2026-01-01;\n"
    sends(kaj, (head + good + f"{unit};SE0000000000-X;Xi;;king;Vård och behandling;2026-01-01;\n").encode())
    # Then the line is named, and nothing can be taken in
    kaj.sees("Filen har ett fel och kan inte läsas in", "Rad 3")
    kaj.finds_it_accessible()
    assert kaj.page.get_by_role("button", name="Läs in").count() == 0
    # When it is mended, he sees what changes, and takes it in
    kaj.follows("Välj en annan fil")
    kaj.finds_it_accessible()
    sends(kaj, (head + good).encode())
    kaj.sees("Ett uppdrag börjar", "Nora Ny")
    kaj.finds_it_accessible()
    kaj.presses("Läs in")
    kaj.sees("Katalogen är inläst.")
    assert users.user_named("demo", "SE0000000000-NY")
    # And he sees no persons
    kaj.is_not_let_in("/sok/")
    kaj.is_not_let_in("/oversikt/")


def adds(who: Somebody, hsa: str, role: str) -> None:
    who.goes_to("/enheten/lagg-till/")
    who.writes("Personens HSA-id", hsa)
    who.answers("Vad ska personen göra här?", role)
    who.dates("Första dagen", clock.today())
    who.presses("Lägg till")


def ends(who: Somebody, name: str) -> None:
    who.goes_to("/enheten/")
    who.page.get_by_role("link", name=re.compile(f"^Avsluta {name}")).first.click()
    who.answers("När slutar uppdraget?", "Nu")
    who.presses("Avsluta uppdraget")


def works_at_intake(stage: Stage) -> Somebody:
    """Sara, who now has two places and chooses the new one."""
    sara = stage.worker("sara")
    sara.goes_to("/uppdrag/")
    sara.presses("Mottagningsenheten")
    return sara


def sends(who: Somebody, body: bytes) -> None:
    who.goes_to("/katalogen/")
    who.page.get_by_label("Katalogens fil").set_input_files(
        {"name": "katalog.csv", "mimeType": "text/csv", "buffer": body})
    who.presses("Visa vad som ändras")
