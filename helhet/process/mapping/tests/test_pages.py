"""The mapping's pages: what they show, what they keep when something is wrong, and whom they do not exist for."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.people.models import Individual
from helhet.process.case.models import CaseMove
from helhet.process.mapping import actions, door
from helhet.process.mapping.models import NetworkPerson
from helhet.process.mapping.tests.scenes import FULL, WORDS, prepared, preparing, say
from helhet.process.tests.cast import Cast, sign_in

FIXED = ("mapping", "mapping-important", "mapping-questions", "mapping-network", "mapping-day", "mapping-premeeting",
         "mapping-participation")


@pytest.fixture
def nurse(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.nurse)
    return client


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


@pytest.mark.rule(
    "SCO-05", "NEED-19", "CON-23", "PART-02", "PART-03", "PART-08", "PART-10", "PART-15", "CH-01", "CH-03", "CH-05",
    "PREP-02", "PREP-03", "PREP-04", "PREP-05", "PREP-17", "PREP-19",
)
def test_every_page_opens_and_shows_its_rules(nurse: Client, cast: Cast) -> None:
    case = preparing(cast, individual=cast.adult, kinds=FULL - {Kind.MAPPING.value})
    say(case, cast.nurse)
    actions.write_preparation(case.ref, texts={"child": "Lugn", "purpose": "Sova"}, seen={}, by=cast.nurse)
    pages = [reverse(name, args=[case.ref]) for name in FIXED]
    pages += [reverse("mapping-area", args=[case.ref, area]) for area in ("sleep", "food")]
    for address in pages:
        answer = nurse.get(address)
        assert answer.status_code == 200, address
    first = text(nurse.get(pages[0]))
    assert WORDS in first and "Inget samtycke omfattar kartläggningen" in first
    assert first.index(WORDS) < first.index("Förberedelser")


@pytest.mark.rule("PREP-01")
def test_a_form_sent_too_early_keeps_what_was_typed(nurse: Client, cast: Cast) -> None:
    case = preparing(cast)
    address = reverse("mapping-area", args=[case.ref, "sleep"])
    answer = nurse.post(address, {"needs": "Sover tre timmar", "once": uuid4()})
    assert answer.status_code == 422
    assert "Sover tre timmar" in text(answer) and "Vad är viktigt för dig?" in text(answer)


def test_two_clicks_are_one_text(nurse: Client, cast: Cast) -> None:
    case = preparing(cast)
    sent = {"important": WORDS, "seen_important": 0, "once": str(uuid4())}
    answers = [nurse.post(reverse("mapping-important", args=[case.ref]), sent) for _n in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert CaseMove.objects.filter(case=case, verb="mapping.write").count() == 1


def test_the_second_writer_sees_both_texts_and_can_go_on(nurse: Client, cast: Cast) -> None:
    case = preparing(cast)
    say(case, cast.colleague, "Att kunna bo kvar.")
    address = reverse("mapping-important", args=[case.ref])
    answer = nurse.post(address, {"important": WORDS, "seen_important": 0, "once": uuid4()})
    assert answer.status_code == 409
    assert "Att kunna bo kvar." in text(answer) and WORDS in text(answer)
    assert 'name="seen_important" value="1"' in text(answer)
    again = nurse.post(address, {"important": WORDS, "seen_important": 1, "once": uuid4()})
    assert again.status_code == 303
    assert door.important_text(case.pk) == WORDS


def test_an_area_goes_on_to_the_next(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    sent = {"needs": "Sover lite", "wishes": "Sova fem timmar", "resources": "Går ut", "view": "", "next": "1",
            "once": uuid4()} | {f"seen_{n}": 0 for n in ("needs", "wishes", "resources", "view")}
    answer = nurse.post(reverse("mapping-area", args=[case.ref, "sleep"]), sent)
    assert answer["Location"] == reverse("mapping-area", args=[case.ref, "movement"])
    shown = text(nurse.get(reverse("mapping", args=[case.ref])))
    assert "Sova fem timmar" in shown and "1 av 12 områden" in shown


def test_the_map_is_a_drawing_and_a_list(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    address = reverse("mapping-network", args=[case.ref])
    sent = {"name": "Siv", "relation": "syster", "ring": "1", "marks": ["V", "S"], "wanted": "on", "once": uuid4()}
    assert nurse.post(address, sent).status_code == 303
    shown = text(nurse.get(address))
    assert 'role="img"' in shown and "<desc" in shown
    assert "viktig för mig, ett gott stöd" in shown
    wrong = nurse.post(address, sent | {"name": "Bo", "marks": ["O", "X"], "once": uuid4()})
    assert wrong.status_code == 422 and 'value="Bo"' in text(wrong)
    siv = NetworkPerson.objects.get()
    assert nurse.get(reverse("mapping-network-person", args=[case.ref, siv.ref])).status_code == 200
    gone = nurse.post(reverse("mapping-network-remove", args=[case.ref, siv.ref]), {"once": uuid4()})
    assert gone.status_code == 303
    assert nurse.get(reverse("mapping-network-person", args=[case.ref, siv.ref])).status_code == 404


def test_talk_and_taking_part_are_kept(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    talk = {"with_person": "yes", "settled": "Hemma hos Lars", "once": uuid4()} | date_data("held_on", clock.today())
    assert nurse.post(reverse("mapping-premeeting", args=[case.ref]), talk).status_code == 303
    address = reverse("mapping-participation", args=[case.ref])
    wrong = nurse.post(address, {"how": "not_able", "own_words": "Läs för mig", "once": uuid4()})
    assert wrong.status_code == 422 and "Läs för mig" in text(wrong)
    assert nurse.post(address, {"how": "letter", "letter": "Hej alla", "once": uuid4()}).status_code == 303
    shown = text(nurse.get(reverse("mapping", args=[case.ref])))
    assert "Hemma hos Lars" in shown and "Skriver ett brev som läses upp" in shown


@pytest.mark.rule("CH-01")
def test_for_a_child_what_the_child_needs_stands_first(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    assert "Vad behöver Lars?" not in text(nurse.get(reverse("mapping-questions", args=[case.ref])))
    Individual.objects.filter(pk=cast.adult).update(born=clock.today() - timedelta(days=3_000))
    shown = text(nurse.get(reverse("mapping-questions", args=[case.ref])))
    assert shown.index("Vad behöver Lars?") < shown.index("Syftet, så som")


@pytest.mark.rule("PREP-13")
def test_in_orebro_one_names_who_coordinates_first(client: Client, cast: Cast) -> None:
    holder = cast.actors["orebro"]
    case = preparing(cast, by=holder, units=("orebro_clinic",))
    sign_in(client, holder)
    address = reverse("mapping-important", args=[case.ref])
    assert client.post(address, {"important": WORDS, "once": uuid4()}).status_code == 422
    first = text(client.get(reverse("mapping", args=[case.ref])))
    assert "Utse samordningsansvarig" in first and "ser inte kartläggningen i Helhet" in first
    unit = holder.unit_ref
    base = client.post(reverse("mapping-base", args=[case.ref]), {"unit": str(unit), "once": uuid4()})
    assert base.status_code == 303
    assert client.post(address, {"important": WORDS, "seen_important": 0, "once": uuid4()}).status_code == 303


def test_elsewhere_nobody_is_named(nurse: Client, cast: Cast) -> None:
    case = preparing(cast)
    assert nurse.get(reverse("mapping-base", args=[case.ref])).status_code == 404


@pytest.mark.rule("PREP-15")
def test_a_participant_reads_and_does_not_write(client: Client, cast: Cast) -> None:
    holder = cast.actors["orebro"]
    case = preparing(cast, by=holder, units=("orebro_clinic",))
    actions.create_base(case.ref, unit=cast.unit("orebro_clinic"), by=holder)
    say(case, cast.actors["orebro_clinic"])
    sign_in(client, holder)
    shown = text(client.get(reverse("mapping", args=[case.ref])))
    assert WORDS in shown and "Här skriver bara den som är samordningsansvarig" in shown
    assert "Förbered tillsammans" not in shown


def test_a_stranger_gets_the_plain_404(client: Client, cast: Cast) -> None:
    case = prepared(cast)
    sign_in(client, cast.stranger)
    nobody = uuid4()
    for name in FIXED:
        mine, none = (client.get(reverse(name, args=[ref])) for ref in (case.ref, nobody))
        assert mine.status_code == none.status_code == 404
        assert mine.content == none.content
    sign_in(client, cast.nurse)
    assert client.get(reverse("mapping-area", args=[case.ref, "nowhere"])).status_code == 404
