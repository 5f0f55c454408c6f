"""Who reads, who is asked and who consents at every age: the whole table, at the midnights that matter, against a
second opinion, with the country's ages and with those of a region that has chosen others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from django.conf import settings

from helhet.workshop.proofs import Proof, proof

TICK = timedelta(microseconds=1)
# Ordinary days, a leap day, New Year, and the days when clocks change, so that a birthday has 23 or 25 hours.
BORN = (date(2008, 2, 29), date(2008, 3, 1), date(2009, 2, 28), date(2010, 1, 1), date(2009, 12, 31),
        date(2008, 3, 29), date(2008, 10, 25), date(2009, 3, 28), date(2009, 10, 31), date(2011, 6, 15))
AGES = (0, 1, 11, 12, 13, 14, 15, 16, 17, 18, 19)


@dataclass(frozen=True)
class Child:
    born: date | None
    died_on: date | None = None
    is_unborn: bool = False


@dataclass(frozen=True)
class Ages:
    """The ages of a profile, as the second opinion has them: in figures, and not from the profile's file."""

    name: str
    insight: int
    voice: int


PROFILES = (Ages("the country", 13, 15), Ages("a region with others", 12, 16), Ages("one age for both", 14, 14))


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


def _opinion(
    ages: Ages, kind: str, born: date, day: date, documented: bool, insight: bool, shut: bool, chosen: bool
) -> str:
    """What is read, told by somebody who has read the law and not the code: all, chosen, some or nothing."""
    if not insight or shut or day < born:
        return "nothing"
    if kind == "guardian":
        if day >= _turns(born, 18) or (day >= _turns(born, ages.insight) and not documented):
            return "nothing"
        return "chosen" if chosen else "all"
    if kind in ("god_man", "forvaltare", "framtidsfullmakt", "ombud"):
        return "chosen" if chosen else "all"  # the mandate of the table covers the person
    return "chosen" if chosen and kind != "support_person" else "nothing"


def _profile(ages: Ages) -> Any:
    """The profile of these ages: the country's as its file says, another as a region would make it."""
    from helhet.rulebook.profile import load

    nat = load("NAT")
    if ages is PROFILES[0]:
        return nat
    return replace(nat, guardian_insight_age=ages.insight, own_voice_age=ages.voice)


@proof("ages", "who reads, is asked and consents at each age, by profile and relation, at midnights and clock shifts",
       needs_database=False)
def ages(proof: Proof) -> None:
    if not settings.configured:
        settings.configure(USE_I18N=False)  # for the words of a refusal; nothing here has a table
    from helhet.people import rules
    from helhet.people.rules import Period, RelationFacts

    for one in PROFILES:
        proof.figure(f"ages of {one.name}", f"{one.insight}, {one.voice} and 18")
        _reads(proof, one)
        _asked(proof, one)
    _consents(proof, rules, Period, RelationFacts)
    _ends(proof, rules, Period, RelationFacts)
    _refused(proof)


def _reads(proof: Proof, ages: Ages) -> None:
    """Every relation with every right, on every side of every birthday."""
    from uuid import UUID

    from helhet.kit import clock
    from helhet.people import rules
    from helhet.people.rules import Period, RelationFacts, RelationKind

    everything = rules._PERSON_READS
    some, profile = frozenset({"plan", "meeting"}), _profile(ages)
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
                    _opinion(ages, kind, born, today, documented, insight, unchecked or unknowing, chosen)]
                cells += 1
                wrong += rules.readable_kinds(told, child, today, profile) != expected
                access = rules.relation_access(told, child, today, profile)
                wrong += access.must_not_know != (unchecked or unknowing)
    proof.figure(f"cells: who reads, {ages.name}", f"{cells:,}")
    proof.expect(f"{ages.name}: every cell reads as the second opinion says", wrong == 0)
    proof.expect(f"{ages.name}: the table is whole", cells > 50_000)


def _asked(proof: Proof, ages: Ages) -> None:
    """When the young person is asked too though the guardians answer, and what the person's page says of it."""
    from helhet.kit import clock
    from helhet.people import rules

    profile = _profile(ages)
    cells = wrong = 0
    for born in BORN:
        child = Child(born)
        for moment, _day in _moments(born):
            today = clock.local(moment).date()
            if today < born:
                continue
            voice = _turns(born, ages.voice) <= today < _turns(born, 18)
            insight = _turns(born, ages.insight) <= today < _turns(born, 18) and not voice
            for heard, mature, minds in product((False, True), repeat=3):
                cells += 1
                answer = _answer(child, today, heard=heard, mature=mature, by_guardian=minds)
                asks = any(r.rule == "CH-02" for r in _refusals(answer, profile, today))
                wrong += asks != (minds and voice and not heard and not mature)
            wrong += rules.prompt(child, today, profile) != ("voice" if voice else "insight" if insight else "")
    proof.figure(f"cells: who is asked, {ages.name}", f"{cells:,}")
    proof.expect(f"{ages.name}: from {ages.voice} until 18 nobody answers over the young person's head", wrong == 0)


def _answer(child: Child, today: date, *, heard: bool, mature: bool, by_guardian: bool) -> Any:
    """A yes as it is about to be written, by a guardian or by the young person."""
    from uuid import UUID

    from helhet.people.rules import Period, RelationFacts
    from helhet.process.consent.coverage import Coverage
    from helhet.process.consent.rules import Answer, Item

    assert child.born is not None  # noqa: S101 - every child of this table is born
    mother = RelationFacts(UUID(int=1), "guardian", Period(child.born), consent=True)
    return Answer(
        part_a=True, part_b=True, form="oral", giver="guardian" if by_guardian else "individual",
        items=(Item(7, kinds=frozenset({"plan"})),), valid_until=today, digital=None, enough_information=True,
        voluntary=True, before=Coverage(), informed=True, unwilling=False, asked_before=False, person=child,
        relations=(mother,), said_yes=frozenset({mother.ref}), mature=mature, heard=heard)


def _refusals(answer: Any, profile: Any, today: date) -> Any:
    from helhet.process.consent.rules import may_record

    return may_record(answer, profile, today)


def _refused(proof: Proof) -> None:
    """A profile whose ages are not in order, or that moves the eighteenth birthday, does not load."""
    from helhet.rulebook import profile as profiles

    def loads(**ages: int) -> bool:
        values = profiles.merged("VGR")
        for key, value in ages.items():
            values[key] = {"value": value, "source": "house", "profile": "VGR"}
        try:
            profiles.build("VGR", values)
        except profiles.ProfileError:
            return False
        return True

    proof.expect("a region may choose 12 and 16", loads(guardian_insight_age=12, own_voice_age=16))
    proof.expect("ages that do not go upwards are refused", not loads(guardian_insight_age=16, own_voice_age=15))
    proof.expect("nobody moves the eighteenth birthday", not loads(adult_age=17) and not loads(adult_age=20))


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

    wrong, country = 0, _profile(PROFILES[0])
    for born in BORN:
        of_age = _turns(born, 18)
        wrong += rules.birthday(born, 18) != of_age
        midnight = clock.at(of_age, 0)
        mother = facts(UUID(int=1), "guardian", period(born), insight=True, insight_documented=True, consent=True)
        for moment, holds in ((midnight - TICK, True), (midnight, False), (midnight + TICK, False)):
            today = clock.local(moment.astimezone(UTC)).date()
            wrong += rules.in_force(mother, Child(born), today) != holds
            wrong += bool(rules.readable_kinds(mother, Child(born), today, country)) != holds
            wrong += rules.is_child(Child(born), today) != holds
            wrong += bool(rules.guardians_deciding([mother], Child(born), today).needed) != holds
    leap = rules.birthday(date(2008, 2, 29), 18)
    proof.figure("born on a leap day comes of age", leap)
    proof.expect("in a common year that is 28 February", leap == date(2026, 2, 28))
    proof.expect("and in a leap year the day itself", rules.birthday(date(2008, 2, 29), 16) == date(2024, 2, 29))
    proof.expect("all ends at the same tick, whatever the clocks do", wrong == 0)
