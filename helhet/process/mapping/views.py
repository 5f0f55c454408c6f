"""The pages of the mapping."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Kind, Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case import moves
from helhet.process.consent import door as consent
from helhet.process.mapping import actions, door, forms, network
from helhet.process.mapping.rules import IMPORTANT, LifeArea, may_write, only_coordination

PAGES = "process/mapping/pages/"


def _look(request: HttpRequest, ref: UUID) -> dict[str, Any]:
    """What every page of the room shows, from one visit. ``card`` is None when the mapping is not open to them."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        card = door.mapping(v)
        important = card.important if card else door.important(v)
        covered = consent.coverage(v.case.id)
        kinds = [*covered.units.values(), *covered.names.values(), *covered.route_units.values()]
        refused = may_write(card.writing, v.profile) if card else ()
        first = not may_write(card.writing, v.profile, first=True) if card else False
        wrong_time = moves.problems("mapping.write", v.case.state, v.case.state)
        return {
            "case": v.case, "person": v.person, "card": card, "important": important,
            "back": reverse("mapping", args=[ref]),
            "refused": wrong_time or refused, "may_first": first and not wrong_time,
            "shared": any(Kind.MAPPING in k for k in kinds), "region": v.profile.name,
            "hidden": not v.profile.mapping_shown_to_person, "coordinated": only_coordination(v.profile),
            "is_holder": v.is_convener and not wrong_time, "covered_units": tuple(covered.units),
        }


def _writable(request: HttpRequest, ref: UUID) -> dict[str, Any]:
    """The same, for a page where one writes: not there for whoever may not read the mapping."""
    page = _look(request, ref)
    if page["card"] is None:
        raise NotThere
    return page


@staff(Permission.CASE_READ)
def show(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _look(request, ref)
    dots = network.placed(page["card"].network) if page["card"] else ()
    return render(request, PAGES + "mapping.html", page | {"dots": dots, "rings": network.RINGS})


@staff(Permission.MAPPING_WRITE)
def important(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    return submit(
        request, lambda data: forms.Important(data, texts={IMPORTANT: page["card"].important}),
        lambda d: actions.say_what_matters(
            ref, words=d[IMPORTANT], seen=d[f"seen_{IMPORTANT}"], by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "important.html", data=page, then=lambda _n: reverse("mapping", args=[ref]),
        said=_("Det är sparat."),
    )


@staff(Permission.MAPPING_WRITE)
def area(request: HttpRequest, ref: UUID, area: str) -> HttpResponse:
    page = _writable(request, ref)
    if area not in LifeArea.values:
        raise NotThere
    card = page["card"].area(area)
    codes = list(LifeArea.values)
    after = codes[(codes.index(area) + 1) % len(codes)]

    def then(_done: None) -> str:
        return reverse("mapping-area", args=[ref, after]) if "next" in request.POST else page["back"]

    return submit(
        request, lambda data: forms.Area(data, texts=card.texts),
        lambda d: actions.write_area(ref, area=area, texts=forms.texts_of(d), seen=forms.seen_of(d),
                                     by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "area.html", data=page | {"area": card, "after": page["card"].area(after)}, then=then,
        said=_("Det är sparat."),
    )


@staff(Permission.MAPPING_WRITE)
def questions(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    texts = dict(page["card"].preparation)
    if not page["person"].is_child:
        texts.pop("child")

    def make(data: Any) -> forms.Preparation:
        form = forms.Preparation(data, texts=texts)
        if "child" not in texts:
            form.fields.pop("child")
        return form

    return submit(
        request, make,
        lambda d: actions.write_preparation(ref, texts=forms.texts_of(d), seen=forms.seen_of(d),
                                            by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "questions.html", data=page, then=lambda _n: page["back"], said=_("Det är sparat."),
    )


@staff(Permission.MAPPING_WRITE)
def day(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    return submit(
        request, lambda data: forms.Day(data, texts=page["card"].day),
        lambda d: actions.write_day(ref, texts=forms.texts_of(d), seen=forms.seen_of(d),
                                    by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "day.html", data=page, then=lambda _n: page["back"], said=_("Det är sparat."),
    )


@staff(Permission.MAPPING_WRITE)
def network_person(request: HttpRequest, ref: UUID, person: UUID | None = None) -> HttpResponse:
    """Add somebody to the map; with ``person`` change how they stand, or take them off."""
    page = _writable(request, ref)
    found = next((p for p in page["card"].network if p.ref == person), None)
    if person and found is None:
        raise NotThere
    first = {k: getattr(found, k) for k in ("name", "relation", "ring", "sector", "marks", "wanted")} if found else {}

    def save(d: dict[str, Any]) -> UUID:
        return actions.add_network_person(
            ref, name=d["name"], relation=d["relation"], ring=int(d["ring"]), sector=d["sector"],
            marks=frozenset(d["marks"]), wanted=d["wanted"], replaces=person,
            by=request.actor)  # type: ignore[attr-defined]

    return submit(
        request, lambda data: forms.NetworkPerson(data, initial=first), save, page=PAGES + "network.html",
        data=page | {"found": found, "dots": network.placed(page["card"].network), "rings": network.RINGS},
        then=lambda _n: reverse("mapping-network", args=[ref]), said=_("Kartan är sparad."),
    )


@staff(Permission.MAPPING_WRITE)
def network_remove(request: HttpRequest, ref: UUID, person: UUID) -> HttpResponse:
    page = _writable(request, ref)
    found = next((p for p in page["card"].network if p.ref == person), None)
    if found is None:
        raise NotThere
    return submit(
        request, lambda data: forms.Sure(data),
        lambda _d: actions.remove_network_person(ref, person=person, by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "network_remove.html", data=page | {"found": found},
        then=lambda _n: reverse("mapping-network", args=[ref]), said=_("Kartan är sparad."),
    )


@staff(Permission.MAPPING_WRITE)
def pre_meeting(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    return submit(
        request, lambda data: forms.PreMeeting(data),
        lambda d: actions.hold_pre_meeting(ref, **d, by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "pre_meeting.html", data=page, then=lambda _n: page["back"], said=_("Samtalet är antecknat."),
    )


@staff(Permission.MAPPING_WRITE)
def participation(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    last = page["card"].participation
    names = ("how", "own_words", "letter", "support_person", "kin", "adaptations", "why_not")
    first = {name: getattr(last, name) for name in names} if last else {}
    return submit(
        request, lambda data: forms.HowToTakePart(data, initial=first),
        lambda d: actions.settle_participation(ref, **d, by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "participation.html", data=page, then=lambda _n: page["back"], said=_("Det är sparat."),
    )


@staff(Permission.MAPPING_WRITE)
def base(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _writable(request, ref)
    if not page["coordinated"]:
        raise NotThere
    units = organisations.units_by_id([page["case"].convener_unit_id, *page["covered_units"]])
    offered = [(str(u.ref), u.name, u.principal_name) for u in units.values()]
    chosen = {str(u.ref): u.id for u in units.values()}
    return submit(
        request, lambda data: forms.Base(data, units=offered),
        lambda d: actions.create_base(ref, unit=chosen[d["unit"]], by=request.actor),  # type: ignore[attr-defined]
        page=PAGES + "base.html", data=page, then=lambda _n: page["back"],
        said=_("Nu kan kartläggningen börja."),
    )
