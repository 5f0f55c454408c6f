"""Who may know what in a case: in force now, and everything that was answered."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.people.cards import PersonCard
from helhet.process.case.door import Visit
from helhet.process.consent import coverage as pure
from helhet.process.consent import facts
from helhet.process.consent.cards import (
    ConsentCard,
    ConsentSummary,
    GrantCard,
    InformationCard,
    ItemCard,
    RouteCard,
    StopCard,
    Takeable,
)
from helhet.process.consent.coverage import Coverage
from helhet.process.consent.grounds import GROUNDS
from helhet.process.consent.models import Consent, Decline, Information, Route, Withdrawal
from helhet.process.consent.words import SHARED, Form, Giver, Scope, Way

__all__ = ["ConsentCard", "ConsentSummary", "Coverage", "GrantCard", "coverage"]

_NO = gettext_lazy("Nej till SIP")
_NAMES = {kind: name for kind, name, _means in SHARED}


def coverage(case_id: int, at: datetime | None = None) -> Coverage:
    """What is in force in a case at a moment, now by default. For other rooms' actions, inside their transaction."""
    return pure.in_force(facts.load(case_id), at or clock.now())


def kind_names(kinds: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Kinds as words, in the order they are asked."""
    return tuple(str(name) for kind, name in _NAMES.items() if kind in kinds)


def in_force(v: Visit) -> ConsentSummary | None:
    """What is in force now: until when, and who may see what. What was refused only for convener and person."""
    if not v.take(Kind.CONSENT):
        return None
    loaded = facts.load(v.case.id)
    now = pure.in_force(loaded, clock.now())
    private = v.is_convener or v.is_own
    rows = list(Consent.objects.filter(case_id=v.case.id).order_by("-at", "-id"))
    return ConsentSummary(
        in_force=now.in_force, part_a=now.part_a, part_b=now.part_b, digital=now.digital, presumed=now.presumed,
        route=now.route, route_fresh=now.route_fresh, until=now.until, grants=_grants(loaded, now, private),
        not_agreed=next((r.not_agreed for r in rows if r.not_agreed), "") if private else "", asked=bool(rows),
    )


def _grants(loaded: pure.Facts, now: Coverage, private: bool) -> tuple[GrantCard, ...]:
    no: dict[int | str, set[str]] = {}
    for given in loaded.given:
        for cell in given.yes:
            no.get(cell.unit or cell.name, set()).discard(cell.kind)
        for cell in given.no:
            no.setdefault(cell.unit or cell.name, set()).add(cell.kind)
    units = organisations.units_by_id({*now.units, *now.route_units, *(k for k in no if isinstance(k, int))})
    cards = []
    for key in dict.fromkeys([*now.units, *now.route_units, *now.names, *no]):
        kinds = now.kinds(key) if isinstance(key, int) else now.names.get(key, frozenset())
        refused = kind_names(no.get(key, set()) - kinds) if private else ()
        if kinds or refused:
            name = units[key].name if isinstance(key, int) else key
            cards.append(GrantCard(key if isinstance(key, int) else None, name, tuple(k for k in _NAMES if k in kinds),
                                   kind_names(kinds), refused, key in now.route_units))
    return tuple(sorted(cards, key=lambda c: (c.unit_id is None, c.name)))


def consents(v: Visit) -> tuple[ConsentCard, ...]:
    """Every consent of the case, newest first. What was not agreed stands only for convener and person."""
    if not v.take(Kind.CONSENT):
        return ()
    rows = list(facts.consents(v.case.id))
    units = organisations.units_by_id({u for r in rows for i in r.items.all() for u in (i.unit_id, i.source_id) if u})
    private, now = v.is_convener or v.is_own, clock.today()
    return tuple(_consent(r, v.person, units, private, now) for r in reversed(rows))


def _consent(row: Consent, person: PersonCard, units: dict, private: bool, today: object) -> ConsentCard:  # type: ignore[type-arg]
    seen: dict[tuple[int | None, str, int | None], tuple[set[str], set[str]]] = {}
    for i in row.items.all():
        yes, no = seen.setdefault((i.unit_id, i.name, i.source_id), (set(), set()))
        (yes if i.yes else no).add(i.kind)
    items = tuple(
        ItemCard(unit, units[unit].name if unit else name, kind_names(yes), kind_names(no) if private else (),
                 units[source].name if source else "")
        for (unit, name, source), (yes, no) in seen.items()
    )
    return ConsentCard(
        ref=row.ref, at=row.at, by=row.by_name, unit=row.unit_name, part_a=row.part_a, part_b=row.part_b,
        digital=row.digital, form=row.form, form_name=str(Form(row.form).label), giver=row.giver,
        giver_name=row.giver_name or person.name, capacity=str(Giver(row.giver).label), items=items,
        not_agreed=row.not_agreed if private else "", valid_until=row.valid_until, obtained_how=row.obtained_how,
        enough_information=row.enough_information, voluntary=row.voluntary, support_needed=row.support_needed,
        maturity=row.maturity, child_view=row.child_view, in_force=row.valid_until >= today,  # type: ignore[operator]
    )


def information(v: Visit) -> InformationCard | None:
    """How the person was told, the latest time."""
    if not v.take(Kind.CONSENT):
        return None
    row = Information.objects.filter(case_id=v.case.id).order_by("-at", "-id").first()
    if row is None:
        return None
    return InformationCard(row.informed_on, row.how, row.adapted, row.language, row.understood, row.offered,
                           row.present, row.by_name, row.at)


def routes(v: Visit) -> tuple[RouteCard, ...]:
    """Every documented route, newest first."""
    if not v.take(Kind.CONSENT):
        return ()
    rows: list[Route] = list(facts.routes(v.case.id))
    units = organisations.units_by_id({i.unit_id for r in rows for i in r.items.all()})
    cards = []
    for r in reversed(rows):
        kinds: dict[int, set[str]] = {}
        for i in r.items.all():
            kinds.setdefault(i.unit_id, set()).add(i.kind)
        ground = GROUNDS.get(r.ground)
        cards.append(RouteCard(
            r.at, r.by_name, r.unit_name, str(Way(r.way).label), ground.section if ground else "",
            str(ground.when) if ground else "", r.relation.name if r.relation else "", r.why_not_asked, r.assessment,
            r.decided_by, r.decided_on, r.document,
            tuple(ItemCard(u, units[u].name, kind_names(k), ()) for u, k in kinds.items()), r.valid_until,
        ))
    return tuple(cards)


def stops(v: Visit) -> tuple[StopCard, ...]:
    """Every no and every withdrawal, newest first; the words only for convener and person."""
    if not v.take(Kind.CONSENT):
        return ()
    private = v.is_convener or v.is_own
    found = [
        StopCard(w.at, w.by_name, _says(w), str(Giver(w.giver).label), w.words if private else "")
        for w in Withdrawal.objects.select_related("recipient").filter(case_id=v.case.id)
    ]
    found += [StopCard(d.at, d.by_name, str(_NO), str(Giver(d.giver).label), d.reason if private else "")
              for d in Decline.objects.filter(case_id=v.case.id)]
    return tuple(sorted(found, key=lambda s: s.at, reverse=True))


def _says(w: Withdrawal) -> str:
    what = [str(Scope(w.scope).label)]
    if w.recipient or w.recipient_name:
        what.append(w.recipient.name if w.recipient else w.recipient_name)
    if w.kind:
        what.append(str(_NAMES.get(w.kind, w.kind)))
    return _("Tog tillbaka: %(what)s") % {"what": " · ".join(what)}


def takeable(v: Visit, *, ever: bool = False) -> tuple[Takeable, ...]:
    """What can be taken back now, the widest first. *Allt* is always there.

    ``ever``: also what no longer holds, so that a second click on the same choice is understood.
    """
    found = [Takeable("all", _("Allt"), _("Ingen får längre ta del av något, och arbetet med SIP avslutas."), "all")]
    if not v.take(Kind.CONSENT):
        return tuple(found)
    said = facts.load(v.case.id)
    now = pure.in_force(said, clock.now())
    if now.part_b or ever:
        found.append(Takeable("part_b", _("Att planen görs"), _("Arbetet med SIP avslutas."), "part_b"))
    cells = {s.cell.key for s in pure.spells(said) if ever or s.holds(clock.now())}
    units = organisations.units_by_id(unit for unit, _name, _kind in cells if unit)
    for unit, name in sorted({(unit, name) for unit, name, _kind in cells}, key=lambda r: (r[0] is None, r)):
        who = units[unit].name if unit else name
        sees = kind_names({kind for u, n, kind in cells if (u, n) == (unit, name)})
        found.append(Takeable(f"r:{unit or ''}:{name}", _("Det som %(who)s får se") % {"who": who}, ", ".join(sees),
                              "recipient", unit, name))
    if cells:
        found.append(Takeable("each", _("En sorts information, för alla"), _("Välj vilken här under."), "kind"))
    return tuple(found)
