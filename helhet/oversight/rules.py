"""What is looked at afterwards: how a month's sample is drawn, and who may judge and sign. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # HSLF-FS 2016:40 4:9 asks for checks, again and again; how many and how often is our own
DAYS = 30  # house value: a round is signed within so many days of being drawn
AT_RANDOM, OF_EACH = 10, 5  # lines drawn blindly, and at most for each reason
MANY = 20  # readings of one person by one reader in a month
NIGHT_FROM, NIGHT_TO = 22, 5
QUIET = timedelta(days=31)  # nothing done with the person so long before and after the month
WORDS = 10


class Reason(TextChoices):
    """Why a line is in the sample."""

    OPENED = "opened", _("Nödöppning eller öppnad spärr")
    PROTECTED = "protected", _("Personen har skyddade personuppgifter")
    SAME_NAME = "same_name", _("Samma efternamn som den som läste")
    MANY = "many", _("Många läsningar av samma person")
    NIGHT = "night", _("Läst på natten")
    NO_ACTIVITY = "no_activity", _("Inget annat har hänt med personen")
    RANDOM = "random", _("Slumpen")


@dataclass(frozen=True)
class Facts:
    """What is known of one reader's readings of one person in the month, for the choice."""

    reader: str
    person: str
    moments: tuple[datetime, ...]  # in local time
    protected: bool
    opened: bool
    active: bool


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every reason to look closer at these readings; none for the most."""
    night = any(m.hour >= NIGHT_FROM or m.hour < NIGHT_TO for m in facts.moments)
    found = {
        Reason.OPENED: facts.opened, Reason.PROTECTED: facts.protected,
        Reason.SAME_NAME: _family(facts.reader) == _family(facts.person) != "",
        Reason.MANY: len(facts.moments) >= MANY, Reason.NIGHT: night, Reason.NO_ACTIVITY: not facts.active,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _family(name: str) -> str:
    return name.split()[-1].casefold() if len(name.split()) > 1 else ""


def draw(all_facts: Sequence[Facts], chance: Random) -> dict[int, tuple[Reason, ...]]:
    """Which to look at, by place in the list, with every reason: some blindly, and a few for each reason.

    Which of many is left to chance too, so that nobody can know beforehand what is not looked at. Every emergency
    and every opened block is looked at.
    """
    why = [reasons(f) for f in all_facts]
    chosen: dict[int, tuple[Reason, ...]] = {}
    for reason in Reason:
        those = [i for i, found in enumerate(why) if reason in found]
        most = len(those) if reason == Reason.OPENED else min(OF_EACH, len(those))
        chosen.update({i: why[i] for i in chance.sample(those, most)})
    for i in chance.sample(range(len(all_facts)), min(AT_RANDOM, len(all_facts))):
        chosen[i] = (*why[i], Reason.RANDOM)
    return dict(sorted(chosen.items()))


def month_before(day: date) -> str:
    """The month that is over, as 2026-10."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"


def days_of(month: str) -> tuple[date, date]:
    """The first day of a month and the first of the next."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=32)).replace(day=1)


def may_judge(*, own: bool, signed: bool, reasonable: bool | None, words: str) -> tuple[Refusal, ...]:
    """Whether somebody may judge a line: never their own readings, never after the signature."""
    return gather(
        check(HOUSE, not own, _("Det här är dina egna läsningar. Någon annan behöver bedöma dem.")),
        check(HOUSE, not signed, _("Granskningen är redan undertecknad och kan inte ändras.")),
        check(HOUSE, reasonable is not None, _("Välj om läsningen är rimlig eller behöver utredas."), "reasonable"),
        check(HOUSE, reasonable or len(words.strip()) >= WORDS,
              _("Skriv vad som behöver utredas, och vem som tar det vidare."), "words"),
    )


def may_sign(*, signed: bool, left: int) -> tuple[Refusal, ...]:
    """Whether a round may be signed: once, when every line has been judged."""
    return gather(
        check(HOUSE, not signed, _("Granskningen är redan undertecknad.")),
        check(HOUSE, not left, _("%(n)s rader är inte bedömda än. Bedöm dem först.") % {"n": left}),
    )
