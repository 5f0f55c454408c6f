"""*Vem har tittat?*: the person reads who has opened what, when and why, and takes it along on paper."""

from helhet.workshop.world.numbers import numbers
from journeys.browsing import Stage
from journeys.given import a_plan_in_force
from journeys.steps import lets_in


def test_the_person_reads_who_has_looked(stage: Stage) -> None:
    # Given a man with a plan that stands, and Karin and Peter who have opened it today
    world = stage.world
    tale = a_plan_in_force(world, "lars", "Hugo", "Fager")
    for key in ("karin", "peter"):
        stage.worker(key).goes_to(f"/sip/{tale.ref}/")
    hugo = lets_in(stage, "lars", numbers()["lars"], "Hugo Fager")
    # When he asks who has looked
    hugo.goes_to("/min-sip/vem-har-tittat/")
    # Then everybody stands there, with unit, organisation, and why
    hugo.sees("Karin Ek", "Peter Nyström", "Missbruksenheten, Socialnämnden i Kungälv", "Läste i SIP:en",
              "Enheten arbetar med SIP:en.")
    hugo.finds_it_accessible()
    # And on paper all of it, from the first day
    hugo.follows("Visa allt för utskrift")
    hugo.sees("Vem har tittat?", "Karin Ek")
    hugo.finds_it_accessible()


def test_it_reads_as_well_without_scripts_on_a_phone(stage: Stage) -> None:
    world = stage.world
    a_plan_in_force(world, "samir", "Ivar", "Glad")
    ivar = lets_in(stage, "samir", numbers()["samir"], "Ivar Glad", phone=True, javascript=False)
    ivar.goes_to("/min-sip/vem-har-tittat/")
    ivar.sees("Karin Ek")
    ivar.fits_the_screen()
    ivar.finds_it_accessible()
    ivar.follows("Nästa sida") if ivar.page.get_by_role("link", name="Nästa sida").count() else None
    # Somebody beside the person does not see it
    stage.somebody("Karin Ek").is_not_let_in("/min-sip/vem-har-tittat/")
