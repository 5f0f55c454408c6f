"""The call, the invitation and the person's own letter as papers."""

from typing import Any

import pytest

from helhet.kit.doors import NotThere
from helhet.people import actions as people
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.invitation.models import Call, Receiver
from helhet.process.invitation.tests.scenes import SAYS, called, kin, row, wanted
from helhet.process.mapping.tests.scenes import FULL
from helhet.process.papers.forms import letters
from helhet.process.papers.forms.letters import blank_call, blank_invitation
from helhet.process.papers.sheet import Facts, Room, Sheet, Table, Ticks
from helhet.process.papers.tests.reading import lacking, long_sentences, ticked, words
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def near(cast: Cast, name: str = "Greta Andersson") -> int:
    return people.add_relation(individual=cast.adult, kind="next_of_kin", name=name, label="mamma", address="Gatan 3",
                               participation=True, phone="070-123 45", by=cast.nurse)


def of(case: Case, by: Any, make: Any = letters.calls, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return make(v, easy)  # type: ignore[no-any-return]


def scene(cast: Cast) -> tuple[Case, int]:
    mother = near(cast)
    people.set_contact(individual=cast.adult, by=cast.nurse, phone="0303-111 22")
    case = called(cast, kin(mother), wanted(cast, "fk", duty=False, why="Hemligt skäl"),
                  units=("social", "fk"))
    Call.objects.update(comment="Ring på klockan")
    return case, mother


@pytest.mark.parametrize("easy", [False, True])
def test_two_letters_and_the_persons_own_carry_every_field(cast: Cast, easy: bool) -> None:
    case, _mother = scene(cast)
    (call,) = of(case, cast.nurse, easy=easy)
    own, *free = of(case, cast.nurse, letters.invitations, easy)
    assert call.title == "Kallelse till SIP-möte" and call.code == "kallelse" and call.easy is easy
    assert [s.title for s in (own, *free)] == ["Ditt SIP-möte", "Inbjudan till SIP-möte", "Inbjudan till SIP-möte"]
    assert lacking("kallelse", words([call])) == []
    for sheet in (own, *free):
        text = words([sheet])
        assert lacking("inbjudan", text) == []
        assert "ska komma till mötet" not in text
        for said in ("Lars Andersson", "19810101-2394", "0303-111\u00a022", "kl. 14.00–15.00", "Vårdcentralen, rum 4",
                     "Ring på klockan", "Mottagningsenheten", "Greta Andersson", SAYS["purpose"], SAYS["questions"],
                     "Jonas Lind", "Att kunna ha kvar gården", "bilaga 3"):
            assert said in text, said
    assert "Ni känner Lars ekonomi" in words([call]) and "Hemligt skäl" not in words([call])
    assert ticked(call)["Vilket möte"] == ["Ny SIP"]
    mothers = next(s for s in free if s.subtitle == "Till Greta Andersson")
    assert "Gatan 3" in words([mothers]) and "Gatan 3" not in words([own, call])
    assert "Hemligt skäl" in words([own])  # the person reads why each is asked (CALL-13)


def test_a_receiver_has_only_its_own_letter(cast: Cast) -> None:
    case, _mother = scene(cast)
    (call,) = of(case, cast.social)
    assert call.subtitle == "Till Mottagningsenheten" and of(case, cast.social, letters.invitations) == ()
    with cases.visit(cast.social, case.ref) as v, pytest.raises(NotThere):
        letters.of(v, None)
    with cases.visit(cast.social, case.ref) as v, pytest.raises(NotThere):
        letters.of(v, row(case, cast.unit("fk")).ref)


def test_no_letter_to_one_who_must_not_know_and_no_name_in_others(cast: Cast) -> None:
    case, mother = scene(cast)
    ref = Receiver.objects.get(relation_id=mother).ref
    people.mark_must_not_know(relation=mother, by=cast.nurse)
    assert "Greta" not in words(of(case, cast.social))
    assert all("Greta" not in s.subtitle for s in of(case, cast.nurse, letters.invitations))
    with cases.visit(cast.nurse, case.ref) as v, pytest.raises(NotThere):
        letters.of(v, ref)


@pytest.mark.parametrize(("kinds", "kind"), [
    (FULL, "Ny SIP efter utskrivning från slutenvård"), (FULL - {"need"}, "Ny SIP"),
])
def test_who_may_not_know_why_reads_nothing_of_a_hospital_stay(cast: Cast, kinds: frozenset[str], kind: str) -> None:
    case = called(cast, kinds=kinds)
    Call.objects.update(kind="after_discharge")
    for by in (cast.nurse, cast.social):
        (call,) = of(case, by)
        assert ticked(call)["Vilket möte"] == [kind]


def test_a_call_that_is_off_gives_no_letters(cast: Cast) -> None:
    case, _mother = scene(cast)
    Call.objects.update(off_at=case.created_at)
    assert of(case, cast.nurse) == () == of(case, cast.nurse, letters.invitations)


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(("form", "blank"), [("kallelse", blank_call), ("inbjudan", blank_invitation)])
def test_blank_letters_have_a_line_for_each_field(form: str, blank: Any, easy: bool) -> None:
    (sheet,) = blank(load("VGR"), easy)
    assert lacking(form, words([sheet])) == []
    assert all(value == "" for b in sheet.blocks if isinstance(b, Facts) for _key, value in b.rows)
    assert all(not on for b in sheet.blocks if isinstance(b, Ticks) for _name, on in b.options)
    assert sum(isinstance(b, Room) for b in sheet.blocks) == 4
    assert next(b for b in sheet.blocks if isinstance(b, Table)).room >= 6
    if easy:
        assert long_sentences([sheet]) == []
