"""What is kept about one: read it all, take it home as a file; and years later somebody decides that it goes."""

import json

import pytest

from helhet.process.need import actions as need
from helhet.workshop.world.tale import Tale, person
from journeys.browsing import Stage
from journeys.given import AIM, a_plan_in_force

ALL = "Alla uppgifter om dig"


@pytest.mark.parametrize("javascript", [True, False])
def test_bengt_reads_everything_about_himself_and_takes_it_home(stage: Stage, javascript: bool) -> None:
    # Given Bengt, who has a plan, and his wife Ulla beside him
    if "bengt" not in stage.world.persons:
        a_plan_in_force(stage.world, "bengt", "Bengt", "Strandvik")
    bengt = stage.somebody("Bengt Strandvik", phone=javascript, javascript=javascript)

    # When he looks for everything that stands about him
    bengt.follows(ALL)
    # Then he is told what he can get, and that the file says who he is
    bengt.sees("Du har rätt att få se allt", "Filens namn säger inte vem du är")
    bengt.finds_it_accessible()
    # And he reads it: his own words, who knows what, and what is not there with its rule
    bengt.follows("Visa allt")
    bengt.sees(AIM, "Ulla Strandvik", "Ditt samtycke", "Vem som gör vad",
              "Det här står inte med", "artikel 15.4")
    bengt.finds_it_accessible()

    # When he takes it home as a file
    bengt.goes_to("/min-sip/mina-uppgifter/")
    with bengt.page.expect_download() as coming:
        bengt.page.get_by_role("button", name="Hämta filen").or_(
            bengt.page.get_by_role("link", name="Hämta filen")).first.click()
    file = coming.value
    # Then its name says nothing of him, and it holds what he read
    assert file.suggested_filename == "mina-uppgifter.json"
    told = json.loads(file.path().read_text(encoding="utf-8"))
    assert AIM in json.dumps(told, ensure_ascii=False) and told["withheld"]
    # And it stands in his log that he did
    bengt.goes_to("/min-sip/")
    bengt.follows("Vem har läst")
    bengt.sees("Hämtade en kopia av sina uppgifter")


def test_what_is_old_goes_by_decision_and_what_is_held_back_stays(stage: Stage) -> None:
    # Given two persons whom the intake unit said no to six years ago, and one last month
    for key, given, ago in (("kerstin", "Kerstin", 2400), ("sune", "Sune", 2400), ("vera", "Vera", 40)):
        asked_long_ago(stage, key, given, ago)
    arvid = stage.worker("arvid")

    # When Arvid, who keeps the archive, signs in
    # Then he meets what may go, with the law, and not the new one
    arvid.goes_to("/gallring/")
    arvid.sees("Att gallra", "Kerstin Granlid", "Sune Granlid", "16 kap. 1 §")
    arvid.sees_not("Vera Granlid")
    arvid.finds_it_accessible()

    # When he holds Sune's back because somebody has asked for it
    arvid.follows("Sune Granlid")
    arvid.sees("Vad som står i dem ser du inte")
    arvid.finds_it_accessible()
    arvid.follows("Håll kvar")
    arvid.presses("Håll kvar")
    arvid.is_refused("Skriv varför det ska hållas kvar.")
    arvid.writes("Varför ska uppgifterna hållas kvar?", "Begärda av Justitieombudsmannen")
    arvid.presses("Håll kvar")
    # Then it stays until somebody lifts it
    arvid.sees("Uppgifterna hålls kvar", "Begärda av Justitieombudsmannen", "Tills någon häver det")
    arvid.sees_not("Besluta om gallring")
    arvid.finds_it_accessible()

    # When he decides that Kerstin's goes
    arvid.goes_to("/gallring/")
    arvid.follows("Kerstin Granlid")
    hers = arvid.path
    arvid.follows("Besluta om gallring")
    arvid.sees("Det går inte att ångra")
    arvid.finds_it_accessible()
    arvid.writes("Vad bygger beslutet på?", "Dokumenthanteringsplanen, punkt 4")
    arvid.presses("Gallra")
    # Then it is gone, and the decision stands without her name
    arvid.sees("Uppgifterna är gallrade hos er.", "Senast gallrat", "Dokumenthanteringsplanen, punkt 4", "Sune Granlid")
    arvid.sees_not("Kerstin Granlid")
    arvid.finds_it_accessible()
    # And nobody finds anything there any longer
    arvid.is_not_let_in(hers)


def asked_long_ago(stage: Stage, key: str, given: str, ago: int) -> None:
    """A request that was refused ``ago`` days ago."""
    world = stage.world
    with world.on(ago + 10):
        person(world, key, given, "Granlid")
    tale = Tale(world, key, world["amina"])
    with tale.on(ago):
        ref = need.request(individual=tale.individual, asked_by="individual", unit=world.units["intake"],
                           words="Jag vill ha en SIP för min försäkring.", by=world.users[key])
    with tale.on(ago - 3):
        need.refuse_request(ref, reason="Det finns inget att samordna.", exceptional=True, by=tale.by,
                            where_to_turn="Konsumentrådgivningen")
