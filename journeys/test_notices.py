"""Told outside: one who works chooses mail, the one with a plan a text, and nothing that is sent names anybody."""

import re
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from helhet.post import sending
from helhet.post.models import Outbox
from helhet.post.tests.receivers import Receiver, mail_server, sms_gateway
from helhet.workshop import supervise, testbed, working
from helhet.workshop.served import Site
from helhet.workshop.world.following import called_again
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.tale import Asked
from journeys.browsing import Somebody, Stage
from journeys.given import a_plan_in_force
from journeys.steps import lets_in


@pytest.fixture
def mail() -> Iterator[Receiver]:
    with mail_server() as receiver:
        yield receiver


@pytest.fixture
def sms() -> Iterator[Receiver]:
    with sms_gateway() as receiver:
        yield receiver


@pytest.fixture
def worker(site: Site, mail: Receiver, sms: Receiver) -> Iterator[None]:
    """A real worker, which reaches a real mail server and a real gateway."""
    urls = {"HELHET_SMTP_URL": mail.url, "HELHET_SMS_URL": sms.url}
    process = subprocess.Popen(working.command(), preexec_fn=supervise.die_with_parent(),
                               env=working.environment(site.database, testbed.TEST_SETTINGS, site.url) | urls)
    yield
    supervise.end(process, (signal.SIGTERM, 10), (signal.SIGKILL, 5))


def test_staff_and_the_person_are_told_and_nobody_is_named(
    stage: Stage, mail: Receiver, sms: Receiver, worker: None
) -> None:
    # Given Peter at the misuse unit, who wants to know when there is something to read
    peter = stage.worker("peter")
    wants_mail(peter, "peter@post.example")
    peter.sees("Skriv koden")
    mail.wait_for(1)
    # When he guesses he is told so, and with the code from the mail it is his
    peter.writes("Koden du fick", "hej")
    peter.presses("Klart")
    peter.is_refused("Det är inte den kod vi skickade.")
    peter.writes("Koden du fick", mail.code)
    peter.presses("Klart")
    peter.sees("Adressen är bekräftad.", "När får vi säga till?")
    may_come_whenever(peter)
    peter.sees("Påslagen", "Besked kan komma när som helst på dygnet.")

    # And when his unit is called to a SIP, and much else happens there
    tale = a_plan_in_force(stage.world, "sune", "Sune", "Almgren")
    sending.fold()
    # Then he gets a mail from the worker: one at once or one digest, never one for each thing
    mail.wait_for(2)
    assert "Du har något att läsa i Helhet" in mail.got[-1].said
    assert stage.site.url in mail.got[-1].said
    time.sleep(1)
    told = list(Outbox.objects.exclude(letter="code").values_list("letter", flat=True))
    assert len(told) == len(set(told)) and len(mail.got) <= 3

    # Given Sune, who is let in to his own page on his telephone
    sune = lets_in(stage, "sune", numbers()["sune"], "Sune Almgren", phone=True)
    # When he asks for a text when there is something new
    wants_a_text(sune, "070-174 06 77")
    sms.wait_for(1)
    sune.writes("Koden du fick", sms.code)
    sune.presses("Klart")
    may_come_whenever(sune)
    sune.sees("070-174 06 77", "Påslagen")
    sune.fits_the_screen()
    # And a new meeting is called
    called_again(tale, 2, -20, "Hemma vid köksbordet", Asked("solgarde", "Ni ordinerar.", "Medicinen."),
                 by=stage.world["peter"], purpose="Att se hur sömnen är.", questions="Nätterna.",
                 changed="Nya tabletter.")
    sending.fold()
    # Then his telephone says so, and no more
    sms.wait_for(2)
    assert "Du har något att läsa i Helhet." in sms.got[-1].said.encode().decode("unicode_escape")
    # And he can see how it looks, and stop it
    sune.goes_to("/min-sip/sa-nar-vi-dig/")
    sune.presses("Skicka ett prov")
    sune.sees("Ett prov är på väg.")
    sms.wait_for(3)
    sune.presses("Ta bort")
    sune.sees("Adressen är borttagen. Inget mer skickas dit.", "Ingenting skickas nu")
    sune.finds_it_accessible()

    # Then in all that was sent there is nobody's name, unit or number
    names_nobody(stage, mail, sms)
    assert not Outbox.objects.filter(state="dead").exists()


def wants_mail(who: Somebody, address: str) -> None:
    who.goes_to("/sa-nar-vi-dig/")
    who.sees("Så når vi dig", "Ingenting skickas nu")
    who.finds_it_accessible()
    who.follows("Lägg till e-post eller sms")
    who.presses("Skicka koden")
    who.is_refused("Välj e-post eller sms.")
    who.chooses("E-post")
    who.writes("E-postadress", address)
    who.finds_it_accessible()
    who.presses("Skicka koden")
    who.finds_it_accessible()


def test_it_all_works_without_scripts(stage: Stage, mail: Receiver, sms: Receiver, worker: None) -> None:
    karin = stage.worker("karin", javascript=False)
    karin.goes_to("/sa-nar-vi-dig/ny/")
    karin.chooses("E-post")
    karin.writes("E-postadress", "karin@post.example")
    karin.presses("Skicka koden")
    mail.wait_for(1)
    karin.writes("Koden du fick", mail.code)
    karin.presses("Klart")
    karin.sees("Adressen är bekräftad.")
    karin.goes_to("/sa-nar-vi-dig/")
    karin.presses("Ta bort")
    karin.sees("Ingenting skickas nu")


def wants_a_text(who: Somebody, number: str) -> None:
    who.unfolds(who.name)
    who.follows("Så når vi dig")
    who.finds_it_accessible()
    who.follows("Lägg till e-post eller sms")
    who.chooses("Sms")
    who.writes("Mobilnummer", number)
    who.finds_it_accessible()
    who.presses("Skicka koden")
    who.finds_it_accessible()


def may_come_whenever(who: Somebody) -> None:
    """No quiet hours: the journey is walked at any time of any day."""
    who.answers("Ska det vara tyst på natten?", "Nej")
    who.answers("Ska det vara tyst på lördagar och söndagar?", "Nej")
    who.finds_it_accessible()
    who.presses("Spara")
    who.sees("Ändringen är sparad.")
    who.finds_it_accessible()


def names_nobody(stage: Stage, mail: Receiver, sms: Receiver) -> None:
    said = (mail.said + sms.said.encode().decode("unicode_escape")).lower()
    said = re.sub(r"to: .*|\+46701740677|message-id: .*", "", said)
    words = {part for worker in stage.world.workers.values() for part in (*worker.name.split(), worker.unit_name)}
    words |= {"Sune", "Almgren", "Ulla", numbers()["sune"], numbers()["sune"][2:], "SIP", "kallelse", "plan"}
    found = [word for word in words if len(word) > 2 and re.search(rf"\b{re.escape(word.lower())}\b", said)]
    assert found == [], f"{found} in {said}"
