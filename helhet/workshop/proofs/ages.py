"""Who reads and who consents at every age: the whole table, at the midnights that matter, against a second opinion."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from helhet.workshop.proofs import Proof, proof

TICK = timedelta(microseconds=1)
# Ordinary days, a leap day, New Year, and the days when clocks change, so that a birthday has 23 or 25 hours.
BORN = (date(2008, 2, 29), date(2008, 3, 1), date(2009, 2, 28), date(2010, 1, 1), date(2009, 12, 31),
        date(2008, 3, 29), date(2008, 10, 25), date(2009, 3, 28), date(2009, 10, 31), date(2011, 6, 15))
AGES = (0, 1, 12, 13, 14, 15, 16, 17, 18, 19)


@dataclass(frozen=True)
class Child:
    born: date | None
    died_on: date | None = None
    is_unborn: bool = False


def _turns(born: date, age: int) -> date:
    """The second opinion on birthdays, by counting days and not by replacing years."""
    day = date(born.year + age, born.month, 28) if (born.month, born.day) == (2, 29) else None
    if day is None:
        return date(born.year + age, born.month, born.day)
    leap = (born.year + age) % 4 == 0 and ((born.year + age) % 100 != 0 or (born.year + age) % 400 == 0)
    return day + timedelta(days=1) if leap else day


def _moments(born: date) -> Iterator[tuple[datetime, date]]:
    """Round each birthday: the last tick of the day before, midnight, a tick after, and the last tick of the day."""
    from helhet.kit import clock

    for age in AGES:
        day = _turns(born, age)
        midnight, next_one = clock.at(day, 0), clock.at(day + timedelta(days=1), 0)
        for moment in (midnight - TICK, midnight, midnight + TICK, next_one - TICK, next_one):
            moment = moment.astimezone(UTC)
            yield moment, day - timedelta(days=1) if moment < midnight else day + timedelta(days=moment >= next_one)


def _opinion(kind: str, born: date, day: date, documented: bool, insight: bool, shut: bool, chosen: bool) -> str:
    """What is read, told by somebody who has read the law and not the code: all, chosen, some or nothing."""
    if not insight or shut or day < born:
        return "nothing"
    if kind == "guardian":
        if day >= _turns(born, 18) or (day >= _turns(born, 13) and not documented):
            return "nothing"
        return "chosen" if chosen else "all"
    if kind in ("god_man", "forvaltare", "framtidsfullmakt", "ombud"):
        return "chosen" if chosen else "all"  # the mandate of the table covers the person
    return "chosen" if chosen and kind != "support_person" else "nothing"


@proof("ages", "who reads and consents at every age, by relation and protection, round midnights and changes of clocks",
       needs_database=False)
def ages(proof: Proof) -> None:
    from uuid import UUID

    from helhet.kit import clock
    from helhet.people import rules
    from helhet.people.rules import Period, RelationFacts, RelationKind

    everything = rules._PERSON_READS
    some = frozenset({"plan", "meeting"})
    cells = wrong = 0
    for born in BORN:
        child = Child(born)
        for moment, day in _moments(born):
            today = clock.local(moment).date()  # what ``clock.today`` says, without the time it takes to ask
            wrong += today != day
            if today < born:
                continue
            for kind, (documented, insight, chosen, unchecked, unknowing) in product(
                    RelationKind.values, product((False, True), repeat=5)):
                told = RelationFacts(
                    UUID(int=0), kind, Period(born), insight=insight, insight_kinds=some if chosen else frozenset(),
                    insight_documented=documented, mandate="Beslut", scope_person=True, consent=True,
                    unchecked=unchecked, must_not_know=unknowing)
                expected = {"nothing": frozenset(), "all": everything, "chosen": some}[
                    _opinion(kind, born, today, documented, insight, unchecked or unknowing, chosen)]
                cells += 1
                wrong += rules.readable_kinds(told, child, today) != expected
                access = rules.relation_access(told, child, today)
                wrong += access.must_not_know != (unchecked or unknowing)
    proof.figure("cells: who reads", f"{cells:,}")
    proof.expect("every cell reads as the second opinion says", wrong == 0)
    proof.expect("the table is whole", cells > 50_000)
    _consents(proof, rules, Period, RelationFacts)
    _ends(proof, rules, Period, RelationFacts)


def _consents(proof: Proof, rules: Any, period: Any, facts: Any) -> None:
    """Whose yes counts: the young person's own, or the guardians' together, until midnight of the eighteenth day."""
    from uuid import UUID

    from helhet.kit import clock

    cells = wrong = 0
    for born in BORN:
        child = Child(born)
        guardians = tuple(facts(UUID(int=n), "guardian", period(born), consent=True) for n in (1, 2))
        for moment, _day in _moments(born):
            today = clock.local(moment).date()  # what ``clock.today`` says, without the time it takes to ask
            if today < born:
                continue
            minor = today < _turns(born, 18)
            for mature, said in product((False, True), (0, 1, 2)):
                yes = [g.ref for g in guardians[:said]]
                cells += 2
                alone = not rules.may_consent("individual", guardians, child, today, mature=mature)
                wrong += alone != (mature or not minor)
                together = not rules.may_consent("guardian", guardians, child, today, yes)
                wrong += together != (minor and said == 2)
    proof.figure("cells: whose yes counts", f"{cells:,}")
    proof.expect("whose yes counts is as the second opinion says", wrong == 0)


def _ends(proof: Proof, rules: Any, period: Any, facts: Any) -> None:
    """The day it ends: guardianship, insight and a guardian's yes together, at the first tick of the birthday."""
    from uuid import UUID

    from helhet.kit import clock

    wrong = 0
    for born in BORN:
        of_age = _turns(born, 18)
        wrong += rules.birthday(born, 18) != of_age
        midnight = clock.at(of_age, 0)
        mother = facts(UUID(int=1), "guardian", period(born), insight=True, insight_documented=True, consent=True)
        for moment, holds in ((midnight - TICK, True), (midnight, False), (midnight + TICK, False)):
            today = clock.local(moment.astimezone(UTC)).date()
            wrong += rules.in_force(mother, Child(born), today) != holds
            wrong += bool(rules.readable_kinds(mother, Child(born), today)) != holds
            wrong += rules.is_child(Child(born), today) != holds
            wrong += bool(rules.guardians_deciding([mother], Child(born), today).needed) != holds
    leap = rules.birthday(date(2008, 2, 29), 18)
    proof.figure("born on a leap day comes of age", leap)
    proof.expect("in a common year that is 28 February", leap == date(2026, 2, 28))
    proof.expect("and in a leap year the day itself", rules.birthday(date(2008, 2, 29), 16) == date(2024, 2, 29))
    proof.expect("all ends at the same tick, whatever the clocks do", wrong == 0)
