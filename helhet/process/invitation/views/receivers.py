"""What the page of one receiver offers, and how its answers become what the verb wants."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helhet.kit.doors import NotThere
from helhet.kit.text import sought
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case.door import Visit
from helhet.process.consent import door as consent
from helhet.process.invitation.cards import ReceiverCard
from helhet.process.invitation.rules import Channel, ReceiverKind, Wanted, duty_of

SLUGS = {"enhet": ReceiverKind.UNIT, "nara": ReceiverKind.RELATION, "annan": ReceiverKind.OUTSIDER}
MOST = 30


@dataclass(frozen=True)
class Offer:
    """Whom one can choose, and what is filled in from the start."""

    kind: str
    who: tuple[tuple[Any, ...], ...]
    channels: tuple[tuple[Any, ...], ...]
    ids: dict[str, int]
    initial: dict[str, Any]
    searched: str = ""
    municipality: str = ""
    municipalities: tuple[tuple[str, str], ...] = ()
    not_with: tuple[str, ...] = ()


def offer(v: Visit, request: HttpRequest, kind: str, card: ReceiverCard | None = None) -> Offer:
    """Choices of one receiver's page. Raises NotThere for an unknown kind."""
    if kind not in set(ReceiverKind):
        raise NotThere
    channels = tuple((c, str(Channel(c).label)) for c in v.profile.invitation_channels)
    initial = _initial(card)
    if kind == ReceiverKind.UNIT:
        return _units(v, request, channels, initial, card)
    if kind == ReceiverKind.RELATION:
        return _relations(v, channels, initial, card)
    return Offer(kind, (), channels, {}, initial)


def _units(
    v: Visit, request: HttpRequest, channels: tuple[tuple[Any, ...], ...], initial: dict[str, Any],
    card: ReceiverCard | None,
) -> Offer:
    text, by = sought(request.GET.get("enhet", "")), v.by
    own = organisations.unit_by_id(by.unit_id or 0)
    place = sought(request.GET.get("kommun", "")) or own.municipality_code or _first_place(by.county_code)
    agreed = consent.in_force(v)
    known = organisations.units_by_id([g.unit_id for g in agreed.grants if g.unit_id and g.kinds] if agreed else [])
    default = organisations.default_receivers(
        by.county_code, place, region_kind=v.profile.default_receiver_region,
        municipality_kind=v.profile.default_receiver_municipality)
    found = organisations.find_units(text, limit=MOST) if text else ()
    units = {u.id: u for u in (*known.values(), *default, *found)}
    if card and card.unit_id and card.unit_id not in units:
        units[card.unit_id] = organisations.unit_by_id(card.unit_id)
    units.pop(v.case.convener_unit_id, None)
    near = {u.id for u in default}
    who = tuple((str(u.ref), u.name, _hint(u, duty_of(u.kind, v.profile), u.id in known, u.id in near))
                for u in units.values())
    if card and card.unit_id:
        initial["who"] = str(units[card.unit_id].ref)
    places = tuple((p.municipality_code, p.name) for p in organisations.principals(by.county_code)
                   if p.is_municipality)
    return Offer(ReceiverKind.UNIT.value, who, channels, {str(u.ref): u.id for u in units.values()}, initial,
                 searched=text, municipality=place, municipalities=places)


def _first_place(county: str) -> str:
    return next((p.municipality_code for p in organisations.principals(county) if p.municipality_code), "")


def _hint(unit: UnitCard, duty: bool, agreed: bool, near: bool) -> str:
    says = [unit.kind_name, unit.principal_name or unit.controller_name,
            _("kan kallas") if duty else _("kan bara bjudas in")]
    if agreed:
        says.append(_("personen har samtyckt"))
    if near:
        says.append(_("kallas när ingen där känner personen"))
    return " · ".join(str(part) for part in says if part)


def _relations(
    v: Visit, channels: tuple[tuple[Any, ...], ...], initial: dict[str, Any], card: ReceiverCard | None
) -> Offer:
    """Those close to the person. One who must not know is not even named; one the person says no to is, with why."""
    beside = [r for r in v.person.relations if not r.must_not_know]
    free = [r for r in beside if not r.objected and r.participation]
    who = tuple((str(r.ref), r.name, r.called) for r in free)
    if card:
        initial["who"] = next((str(r.ref) for r in beside if r.id == card.relation_id), "")
    return Offer(ReceiverKind.RELATION.value, who, channels, {str(r.ref): r.id for r in beside}, initial,
                 not_with=tuple(r.name for r in beside if r.objected))


def _initial(card: ReceiverCard | None) -> dict[str, Any]:
    if card is None:
        return {}
    spoken = "yes" if card.spoken_on else "no" if card.not_spoken_why else "later"
    return {
        "name": card.name, "function": card.function, "phone": card.phone, "duty": "call" if card.duty else "invite",
        "why": card.why, "contribution": card.contribution, "wished_profession": card.wished_profession,
        "spoken": spoken, "spoken_on": card.spoken_on, "not_spoken_why": card.not_spoken_why, "channel": card.channel,
    }


def wanted(shown: Offer, data: dict[str, Any]) -> Wanted:
    """The form's answers as the verb wants them."""
    chosen = shown.ids.get(data.get("who", ""))
    spoken = data["spoken"]
    return Wanted(
        kind=shown.kind, duty=data.get("duty") == "call", why=data["why"], contribution=data["contribution"],
        unit=chosen if shown.kind == ReceiverKind.UNIT else None,
        relation=chosen if shown.kind == ReceiverKind.RELATION else None,
        name=data.get("name", ""), function=data.get("function", ""), phone=data.get("phone", ""),
        wished_profession=data.get("wished_profession", ""), channel=data.get("channel", ""),
        spoken_on=data["spoken_on"] if spoken == "yes" else None,
        not_spoken_why=data["not_spoken_why"] if spoken == "no" else "",
    )
