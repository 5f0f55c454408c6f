"""Profiles: the list, one beside another, and for their keeper a new one and a further version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.desk.profiles.forms import ProfileForm
from helhet.desk.profiles.names import Names, names
from helhet.kit.doors import NotThere
from helhet.kit.pages import UNPROCESSABLE, render, submit
from helhet.organisations import door as organisations
from helhet.rulebook import actions, changes, words
from helhet.rulebook import door as rulebook
from helhet.rulebook.door import VersionCard
from helhet.rulebook.profile import HOUSE, assemble, kind_of
from helhet.rulebook.shape import Origin, Profile

FACTS = ("name", "counties")  # what a region is called and where it lies is nobody's choice


@dataclass(frozen=True)
class Said:
    """A value as the page shows it. ``house``: "tal" or "val" when no source gives it. ``source``: the document that
    gives it when no rule does."""

    lines: tuple[str, ...]
    rule: str
    house: str
    source: str
    note: str


@dataclass(frozen=True)
class Row:
    """One value of one profile or two. ``differs``: the two do not say the same."""

    label: Any
    first: Said
    second: Said | None
    differs: bool


@staff()
def profiles(request: HttpRequest) -> HttpResponse:
    """Every profile, with the counties it holds for; the keeper also begins a new one here."""
    cards = rulebook.newest()
    taken = {code for card in cards for code in card.counties}
    rest = [name for code, name in organisations.counties().items() if code not in taken]
    data = {"cards": cards, "counties": organisations.counties(), "rest": rest, "may": _may(request)}
    return render(request, "desk/pages/profiles/list.html", data)


@staff()
def shown(request: HttpRequest, code: str, other: str = "", only: str = "") -> HttpResponse:
    """One profile, alone or beside another, each value with its rule; ``only``: no more than what differs."""
    cards = {card.code: card for card in rulebook.newest()}
    card, beside = cards.get(code), cards.get(other)
    if card is None or (other and (beside is None or other == code)):
        raise NotThere
    groups = _groups(rulebook.profile(card.id), rulebook.profile(beside.id) if beside else None, bool(only))
    data = {
        "card": card, "beside": beside, "only": bool(only), "groups": groups, "others": [
            c for c in cards.values() if c.code != code], "where": _where(card),
        "differing": sum(row.differs for _g, rows in groups for row in rows), "may": _may(request) and card.own,
        "versions": rulebook.versions(code),
    }
    return render(request, "desk/pages/profiles/profile.html", data)


@staff(Permission.PROFILE_WRITE)
def new(request: HttpRequest, base: str) -> HttpResponse:
    """Make a region's own profile from one of the house's files."""
    card = _card(base)
    if card.own:
        raise NotThere
    blank = {**rulebook.values_of(card.id)}
    for key, empty in (("name", ""), ("counties", [])):
        blank[key] = {**blank[key], "value": empty}
    return _edit(request, card, blank, new=True)


@staff(Permission.PROFILE_WRITE)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a region's own profile: a further version, for cases that start from now on."""
    card = _card(code)
    if not card.own:
        raise NotThere
    return _edit(request, card, rulebook.values_of(card.id), new=False)


def _edit(request: HttpRequest, card: VersionCard, values: Any, *, new: bool) -> HttpResponse:
    by, known = request.actor, names()  # type: ignore[attr-defined]
    made: list[ProfileForm] = []

    def form(data: Any) -> ProfileForm:
        made[:] = [ProfileForm(data, values=values, names=known)]
        return made[0]

    def verb(data: dict[str, Any]) -> str:
        wishes = made[0].wishes()
        if new:
            return actions.make(base=card.code, wishes=wishes, decision=data["decision"], by=by)
        return actions.change(card.code, seen=_seen(request, card), wishes=wishes, decision=data["decision"], by=by)

    page = "desk/pages/profiles/form.html"
    back = reverse("profiles") if new else reverse("profile", args=[card.code])
    data = {"card": card, "new": new, "seen": _seen(request, card), "back": back}
    if request.method == "POST" and "preview" in request.POST:
        return _preview(request, form(request.POST), card, known, page, data)
    return submit(request, form, verb, then=lambda code: reverse("profile", args=[code]), page=page, data=data,
                  said=_("Profilen är sparad. Den gäller för SIP:ar som startar från och med nu."))


def _preview(
    request: HttpRequest, form: ProfileForm, card: VersionCard, known: Mapping[str, Names], page: str,
    data: dict[str, Any],
) -> HttpResponse:
    """What differs from the profile one began with, and what cannot stand, before anything is saved."""
    if not form.is_valid():
        return render(request, page, {**data, "form": form}, UNPROCESSABLE)
    before = rulebook.values_of(card.id)
    after = changes.applied(before, form.wishes(), "", form.cleaned_data["decision"])
    others = [changes.Taken(c.code, c.name, c.counties) for c in rulebook.newest()]
    refusals = changes.may_stand("" if data["new"] else card.code, after, others)
    keys = changes.differing(before, after)
    for refusal in refusals:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
    rows = _rows_between(before, after, keys, known)
    extra = {"form": form, "refusals": [r for r in refusals if r.rule], "preview": rows}
    return render(request, page, {**data, **extra}, UNPROCESSABLE if refusals else 200)


def _rows_between(before: Any, after: Any, keys: tuple[str, ...], known: Mapping[str, Names]) -> list[Row]:
    first, second = assemble("", before), assemble("", after)
    return [Row(words.LABELS[key], _said(first, key, known), _said(second, key, known), True) for key in keys]


def _groups(first: Profile, second: Profile | None, only: bool) -> list[tuple[words.Group, list[Row]]]:
    known, found = names(), []
    for group in words.GROUPS:
        rows = [_row(key, first, second, known) for key in group.values]
        if shown_rows := [row for row in rows if row.differs or not only]:
            found.append((group, shown_rows))
    return found


def _row(key: str, first: Profile, second: Profile | None, known: Mapping[str, Names]) -> Row:
    one = _said(first, key, known)
    if second is None:
        return Row(words.LABELS[key], one, None, False)
    two = _said(second, key, known)
    return Row(words.LABELS[key], one, two, key not in FACTS and one.lines != two.lines)


def _said(profile: Profile, key: str, known: Mapping[str, Names]) -> Said:
    origin: Origin = profile.origin(key)
    house = origin.source == HOUSE and key not in FACTS
    document = "" if origin.rule or origin.source == HOUSE else origin.source
    note = "" if key in FACTS else origin.note[:1].upper() + origin.note[1:]
    return Said(words.said(profile, key, known), origin.rule or "",
                ("tal" if kind_of(key) in (int, dict) else "val") if house else "", document, note)


def _card(code: str) -> VersionCard:
    card = rulebook.latest(code)
    if card is None:
        raise NotThere
    return card


def _seen(request: HttpRequest, card: VersionCard) -> int:
    """The version the keeper had on the page, also when the page comes back with something to mend."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdigit() else card.n


def _where(card: VersionCard) -> str:
    return ", ".join(organisations.counties().get(code, code) for code in card.counties)


def _may(request: HttpRequest) -> bool:
    return Permission.PROFILE_WRITE in request.actor.permissions  # type: ignore[attr-defined]


