"""The person's own extract of the log: who has read and done what, when, where and why, whole, in plain words.

The person sees all of it. Somebody beside them sees it only as guardian of a child so young that they read by
default in every case, and then not what others beside the child have done, nor what is said of who may know.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.decision import Relation as Access
from helhet.access.rules import Kind
from helhet.audit import log, reading
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.people import ages as ages_of
from helhet.people import door, events
from helhet.people.rules import Ages, RelationKind

PAGE, PAPER = 50, 20_000

# What tells who may know and who may not: never to anybody but the person.
_ONLY_THEIRS = frozenset({
    events.MUST_NOT_KNOW, events.INSIGHT, events.OBJECTION, events.EXCEPTION, events.PROTECTED, events.CHECKED,
    events.SIGN_IN, events.RELATION_ADDED, events.RELATION_ENDED, events.CONTACT, events.MOVED, events.EXTRACT,
    events.EXTRACT_PRINTED,
})
_BY_GROUND: dict[str, str | Promise] = {
    "NEED-11": gettext_lazy("Enheten arbetar med SIP:en."),
    "CON-10": gettext_lazy("Det finns ett ja till att enheten får veta."),
    "CON-17": gettext_lazy("Det har beslutats när det inte gick att få ett svar."),
    "IT-06": gettext_lazy("Enheten hade redan fått uppgifterna."),
    "ATT-01": gettext_lazy("Enheten är kallad till mötet."),
    "SCO-02": gettext_lazy("Det är den egna planen."),
    "IT-03": gettext_lazy("Det öppnades genom direktåtkomst eller nödöppning."),
    "CH-07": gettext_lazy("Den som läste står nära och får läsa."),
}
_BY_PURPOSE: dict[str, str | Promise] = {
    "care": gettext_lazy("För vården."), "support": gettext_lazy("För stödet och omsorgen."),
    "schooling": gettext_lazy("För skolan och elevhälsan."), "other": gettext_lazy("För samarbetet."),
}


@dataclass(frozen=True)
class ExtractLine:
    """Who, in which unit of which organisation, when, what and why."""

    at: datetime
    who: str
    title: str
    unit: str
    organisation: str
    what: str
    why: str
    reading: bool
    denied: bool
    mine: bool = False
    times: int = 1  # more, where one's own readings in a row are told as one


@dataclass(frozen=True)
class Extract:
    lines: tuple[ExtractLine, ...]
    next: str
    name: str
    own: bool
    made_at: datetime


def extract(by: Actor, after: str = "", *, paper: bool = False) -> Extract:
    """A page of the person's log, newest first; on paper all of it. Logged. Raises NotThere, ValueError (``after``)."""
    with transaction.atomic():
        individual = by.individual_id or 0
        set_context(by, persons=[individual])
        ages = ages_of.narrowest(individual)
        access = door.relation_of(by, individual, clock.today(), ages)
        person = door.persons([individual]).get(individual)
        if access is None or person is None or not may_see(by, access, person.age, _guardian(by), ages):
            raise NotThere
        page = reading.of_person(individual, after=after, limit=PAPER if paper else PAGE)
        shown = [line for line in page.rows if access.own or _open(line, by, access)]
        named = organisations.controller_names({line.says.controller for line in shown})
        lines = tuple(_told(line, by, named) for line in shown)
        log.record(events.EXTRACT_PRINTED if paper else events.EXTRACT, by=by, individuals=[individual])
    return Extract(lines, page.next, person.name, access.own, clock.now())


def _guardian(by: Actor) -> bool:
    return by.relation_id is not None and any(
        r.id == by.relation_id and r.kind == RelationKind.GUARDIAN for r in door.relations(by.individual_id or 0))


def may_see(by: Actor, access: Access, age: int | None, guardian: bool, ages: Ages) -> bool:
    """The person themself, and the guardian who reads everything of a child by default."""
    if access.own:
        return by.kind == "individual"
    return (guardian and not access.must_not_know and age is not None and age < ages.guardian_insight_age
            and access.kinds | {Kind.LETTERS.value} >= set(Kind.values))


def _open(line: reading.Line, by: Actor, access: Access) -> bool:
    """Whether somebody beside the person is shown a line: what staff and they themselves did, of what they may read."""
    if line.says.event in _ONLY_THEIRS or not set(line.says.resource) <= access.kinds - access.hidden:
        return False
    return line.staff or line.actor == by.user_ref


def _told(line: reading.Line, by: Actor, named: dict[int, str]) -> ExtractLine:
    says = line.says
    if line.actor is None:
        who = _("Helhet, av sig självt")
    elif line.actor == by.user_ref:
        who = _("Du")
    else:
        who = says.who
    return ExtractLine(
        at=says.at, who=who, title=says.title if line.staff else "", unit=says.unit,
        organisation=named.get(says.controller, ""), what=says.sentence, why=because(says), reading=says.reading,
        denied=says.denied, mine=line.actor is not None and line.actor == by.user_ref)


def folded(lines: Iterable[ExtractLine]) -> tuple[ExtractLine, ...]:
    """The same lines for the screen: one's own readings in a row as one, so that they do not bury the others'."""
    shown: list[ExtractLine] = []
    for line in lines:
        last = shown[-1] if shown else None
        if last and line.mine and line.reading and last.mine and last.reading:
            shown[-1] = replace(last, times=last.times + 1)
        else:
            shown.append(line)
    return tuple(shown)


def because(says: log.Entry) -> str:
    """Why a line of the log came to be, in plain words; empty when the log does not say."""
    found = _BY_GROUND.get(says.rule) or _BY_GROUND.get(says.ground) or _BY_PURPOSE.get(says.purpose)
    return str(found or "")
