"""The list against ASVS: whole, and naming only what is there."""

from dataclasses import replace

from helhet.workshop import proofs
from helhet.workshop.proofs import asvs


def test_every_requirement_has_a_test_or_a_reason() -> None:
    assert list(asvs.faults(asvs.lines(), set(proofs.registered()))) == []


def test_what_is_wrong_is_found() -> None:
    listed = asvs.lines()
    first = next(line for line in listed if line.answer == asvs.MET)
    other = next(line for line in listed if line.answer == asvs.NOT_MET)
    for changed in (replace(first, shown_by=()), replace(first, shown_by=("prove:nothing",)), replace(other, reason=""),
                    replace(first, shown_by=("docs/none.md",)), replace(first, answer="perhaps"),
                    replace(first, shown_by=("helhet/access/tests/test_decision.py::test_none",))):
        wrong = [changed if line.id == changed.id else line for line in listed]
        assert [f for f in asvs.faults(wrong, set(proofs.registered())) if f.startswith(changed.id)]
    assert list(asvs.faults(listed[1:], set(proofs.registered())))
    assert list(asvs.faults([*listed, listed[0]], set(proofs.registered())))
