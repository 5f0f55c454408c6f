"""When a paper may be given out. Pure."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.clock.rules import Due
from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # no rule of the rulebook stands behind these


class Way(TextChoices):
    HAND = "hand", _("I handen")
    POST = "post", _("Med posten")


def may_issue(
    *, there: bool, receiver: str, name: str, own: bool = False, near: Container[str] = ()
) -> tuple[Refusal, ...]:
    """There is something to give, and it is known to whom when it is not the person (IT-08).

    ``own``: a paper of the person's whole life or of who has read is theirs, and no way round consent (CON-01);
    ``near`` are the guardians who read everything of the child, and may have it in the child's place.
    """
    theirs = receiver == "individual" or (receiver == "guardian" and name in near)
    known = receiver == "individual" or bool(name.strip())
    return gather(
        check("CON-01", not own or theirs, _(
            "Det här papperet är personens eget. Ni kan bara lämna det till personen själv, eller till den "
            "vårdnadshavare som läser allt om barnet."), "receiver"),
        check(HOUSE, there, _("Det finns inget att lämna ut än. Papperet är tomt.")),
        check("IT-08", known, _("Skriv namnet på den som får papperet."), "name"),
    )


@dataclass(frozen=True)
class Unsent:
    """A letter that waits to be printed and sent: its ref, the unit that made it, and the day."""

    ref: str
    unit: int
    since: date


def waits(letters: Iterable[Unsent]) -> Iterable[Due]:
    """One thing to do for each."""
    for one in letters:
        yield Due("papers-send", one.unit, "IT-08", one.since, detail=one.ref)
