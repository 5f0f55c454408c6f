"""Somebody who was called does not come: one press reports it, and it is followed to an answer and its end."""

from datetime import timedelta

from helhet.deviation.models import Report
from helhet.kit import clock
from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, person
from journeys.acts import goes_home
from journeys.browsing import Somebody, Stage

MISUSE, INTAKE = "Missbruksenheten", "Mottagningsenheten"
LED_TO = "Lars fick ingen tid för samtal, och vågar inte hoppas igen."
WISH = "Ring samma dag om ni får förhinder."
CAUSE = "Den som skulle komma blev sjuk, och ingen tog över kalendern."
MEASURE = "Två har nu hand om varje kallelse."


def test_a_called_unit_does_not_come_and_it_is_followed_to_its_end(stage: Stage) -> None:
    # Given Lars, whose misuse unit has been called to a meeting today and said that it comes
    lars = a_meeting_today(stage.world)
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{lars.ref}/")

    # When the meeting opens without them, it is written down who is there
    opens_without_them(karin, stage.world["karin"].unit_name)
    # Then one press leads to a report that is already written, and the next one sends it
    karin.follows(f"Rapportera att {MISUSE} inte kom")
    karin.sees(f"{MISUSE} var kallad till SIP-mötet. Ingen därifrån kom.", "60 dagar")
    karin.finds_it_accessible()
    reports(karin)

    # Then the unit finds it among what there is to do, and in its inbox
    peter = stage.worker("peter")
    peter.unfolds("Längre fram")
    peter.sees("Svara på en avvikelse")
    peter.goes_to("/inkorg/")
    peter.sees("En avvikelse har rapporterats till er")
    # And reads it on an old computer, with Lars's name, for it is in his consent
    receives(stage.worker("peter", javascript=False))

    # When sixty days have gone by without an answer, the day has passed for both
    the_days_go_by()
    goes_home(peter)
    peter.sees("Försenat", "Svara på en avvikelse")
    karin.goes_to("/avvikelser/fran-oss/")
    karin.sees("försenad", MISUSE)
    karin.finds_it_accessible()

    # When Peter answers, first without saying what they do about it, nothing he wrote is lost
    answers(peter)
    # Then Karin reads why and what, and has the last word
    goes_home(karin)
    karin.sees("Läs svaret på er avvikelse och avsluta den")
    karin.goes_to("/avvikelser/fran-oss/")
    karin.follows("Var kallad och kom inte")
    ends_it(karin)
    # And nothing waits any longer
    goes_home(peter)
    peter.sees_not("Svara på en avvikelse")
    peter.goes_to("/avvikelser/")
    peter.sees("Avslutad")
    peter.finds_it_accessible()

    # And Lars's story is nobody else's: to a unit he said no to, there is no report
    gunnar = stage.worker("gunnar")
    gunnar.is_not_let_in(f"/avvikelser/{Report.objects.get(kind='absent').ref}/")


def test_who_may_not_know_whom_it_concerns_answers_without_a_name(stage: Stage) -> None:
    # Given a meeting that is held, and a unit outside it that was to have told of Sune's discharge
    tale = a_meeting_today(stage.world, "sune", "Sune")
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/")
    # When Karin reports it to the wrong unit
    karin.follows("Rapportera en avvikelse")
    karin.answers("Vad hände?", "Meddelade inte om in- eller utskrivning")
    karin.answers("Vilken enhet gäller det?", "En annan enhet")
    karin.picks("Vilken annan enhet?", INTAKE)
    karin.writes("Berätta vad som hände", "Sune kom hem en fredag utan att vi visste.")
    karin.writes("Vad vill ni att de gör?", "Ring oss innan Sune skickas hem.")
    karin.presses("Skicka avvikelsen")
    # Then she may not write his name where everybody can read it
    karin.is_refused("Skriv det utan personens namn.")
    karin.writes("Vad vill ni att de gör?", "Ring oss innan någon skickas hem.")
    karin.presses("Skicka avvikelsen")
    karin.sees("Avvikelsen är skickad.")

    # And those who get it learn nothing of him, and send it back
    amina = stage.worker("amina")
    amina.presses(INTAKE)
    amina.goes_to("/avvikelser/")
    amina.sees_not("Sune")
    amina.follows("Meddelade inte om in- eller utskrivning")
    amina.sees("Ni får inte veta vem det gäller", "Ring oss innan någon skickas hem.")
    amina.sees_not("Sune", "en fredag")
    amina.finds_it_accessible()
    amina.follows("Det här gäller inte oss")
    amina.writes("Varför gäller det inte er?", "Det är avdelningen som skriver ut.")
    amina.finds_it_accessible()
    amina.presses("Skicka tillbaka")
    amina.sees("Rapporten är tillbaka hos den som skickade den.")

    # Then Karin sends it on to the right one
    goes_home(karin)
    karin.follows("Till avvikelsen")
    karin.sees("Det var fel mottagare", "Det är avdelningen som skriver ut.")
    karin.follows("Välj ny mottagare")
    karin.page.get_by_label("Vilken enhet gäller det?").select_option(label=_ward(karin))
    karin.finds_it_accessible()
    karin.presses("Skicka rapporten dit")
    karin.sees("Rapporten är skickad.")
    olle = stage.worker("olle")
    olle.unfolds("Längre fram")
    olle.sees("Svara på en avvikelse")


def _ward(who: Somebody) -> str:
    """The ward's line in the list, with whose it is."""
    lines = who.page.locator("select option").all_inner_texts()
    return next(line for line in lines if line.startswith("KS avdelning 6"))


def a_meeting_today(world: World, key: str = "lars", name: str = "Lars") -> Tale:
    with world.on(60):
        person(world, key, name, "Hagmark", phone="070-174 06 11")
    tale = Tale(world, key, world["karin"])
    tale.noticed(20, who="individual regional_health_care", triggers="both_principals own_view", why="Sover inte.")
    tale.assessed(20)
    tale.informed(19, "Vi pratade hemma.", "Han berättade det tillbaka.")
    tale.consented(18, {"misuse": EVERYTHING}, how="Vi läste varje rad tillsammans.")
    tale.matters(18, "Att få ha kvar gården.")
    tale.takes_part(17)
    tale.prepared(17, purpose="Sömnen.", questions="Vem ringer man?")
    tale.booked(16, 0, "Hemma i köket", hour=clock.local(clock.now()).hour)
    tale.listed(16, Asked("misuse", "Ni har träffats förr.", "Samtal hemma."))
    tale.called(16, purpose="Sömnen.", questions="Vem ringer man?")
    tale.answered(15, "peter")
    return tale


def opens_without_them(karin: Somebody, unit: str) -> None:
    karin.goes_to(f"/sip/{karin.case}/mote/")
    karin.follows("Öppna mötet")
    karin.answers("Lars", "Är med")
    karin.answers(MISUSE, "Kom inte")
    for group in karin.page.get_by_role("group", name=unit).all():
        karin._ticks(group.get_by_label("Är med", exact=True).first)
    karin.answers("Känns det fortfarande bra för Lars att de här är med?", "Ja")
    karin.presses("Öppna mötet")
    karin.sees("Mötet pågår", "Kom inte")
    karin.finds_it_accessible()


def reports(karin: Somebody) -> None:
    karin.writes("Vad ledde det till för personen?", LED_TO)
    karin.writes("Vad vill ni att de gör?", WISH)
    karin.presses("Skicka avvikelsen")
    karin.sees("Avvikelsen är skickad.", "Vi väntar på svar")
    karin.finds_it_accessible()


def receives(peter: Somebody) -> None:
    goes_home(peter)
    peter.unfolds("Längre fram")
    peter.follows("Läs och svara")
    peter.sees("Lars Hagmark", LED_TO, WISH, "Svara senast")
    peter.presses("Vi tar emot den")
    peter.sees("Ni har tagit emot rapporten.")


def the_days_go_by() -> None:
    """Time is given, not waited for: the report was sent long ago, as the table has it."""
    from helhet.clock.models import Obligation

    report = Report.objects.get(kind="absent")
    ago = timedelta(days=70)
    Report.objects.filter(pk=report.pk).update(due=report.due - ago, at=report.at - ago)
    Obligation.objects.filter(subject=report.ref).update(due=report.due - ago, since=clock.today() - ago)


def answers(peter: Somebody) -> None:
    peter.follows("Läs och svara")
    peter.sees("försenad")
    peter.follows("Svara")
    peter.writes("Varför blev det så?", CAUSE)
    peter.presses("Skicka svaret")
    peter.is_refused("Skriv vad ni gör")
    assert peter.page.get_by_label("Varför blev det så?").input_value() == CAUSE
    peter.finds_it_accessible()
    peter.writes("Vad gör ni för att det inte ska hända igen?", MEASURE)
    peter.presses("Skicka svaret")
    peter.sees("Svaret är skickat.", "Ni har svarat")


def ends_it(karin: Somebody) -> None:
    karin.sees("Ni har fått svar", CAUSE, MEASURE)
    karin.finds_it_accessible()
    karin.follows("Avsluta")
    karin.answers("Är ni nöjda med svaret?", "Ja")
    karin.finds_it_accessible()
    karin.presses("Avsluta")
    karin.sees("Avvikelsen är avslutad.", "Nöjda med svaret")


