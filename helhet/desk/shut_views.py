"""Spärr: written down at the person's word, found without being told, and opened in two steps. And what a protected
identity hides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import blocks, openings
from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.desk import shut_forms as forms
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.people import actions as people_actions
from helhet.people import door as people
from helhet.process.case import door as cases

FOUND, WHERE = "shut_found", "shut_where"  # in the session: whom was asked about, and that the first step is taken


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _to(name: str, *args: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=args), status=303)


@staff(Permission.BLOCK_SET)
def look(request: HttpRequest) -> HttpResponse:
    """Is something shut for us? Says only that, and only to a unit that would else reach it."""
    by = _by(request)

    def ask(data: dict[str, Any]) -> None:
        found = blocks.shutting(by, number=data["number"])
        request.session[FOUND] = found[0].individual if found else 0
        request.session.pop(WHERE, None)

    asked = request.session.get(FOUND)
    found = blocks.shutting(by, individual=asked) if asked else ()
    data = {"asked": asked is not None, "found": bool(found),
            "opened": cases.open_cases_of(by, found[0].individual) if found else (),
            "running": openings.of_unit(by)}
    if request.method != "POST":
        request.session.pop(WHERE, None)
    return submit(request, forms.LookForm, ask, then=lambda _n: reverse("block-look"), page="desk/pages/shut.html",
                  data=data)


@staff(Permission.BLOCK_SET)
def where(request: HttpRequest) -> HttpResponse:
    """The first active step: which unit or organisation has it. Logged."""
    individual = request.session.get(FOUND) or 0
    if request.method != "POST" or not individual:
        raise NotThere
    blocks.asked_where(_by(request), individual)
    request.session[WHERE] = individual
    return _to("block-open")


@staff(Permission.BLOCK_SET)
def open_(request: HttpRequest) -> HttpResponse:
    """The second active step: ground, reason and time."""
    by, individual = _by(request), request.session.get(WHERE) or 0
    found = blocks.shutting(by, individual=individual) if individual else ()
    if not found:
        raise NotThere
    offered = [(str(b.ref), b.scope.name, b.scope.of or _("Alla enheter där")) for b in found]

    def save(data: dict[str, Any]) -> None:
        openings.open_block(individual=individual, block=UUID(data["block"]), ground=data["ground"],
                            reason=data["reason"], hours=int(data["hours"]), by=by)

    return submit(
        request, lambda data: forms.OpenBlockForm(data, offered=offered), save, then=lambda _n: reverse("block-look"),
        page="kit/pages/form.html", said=_("Det är öppnat för din enhet, för en tid."),
        data={"title": _("Öppna en spärr"), "back": reverse("block-look"), "send": _("Öppna"),
              "lead": _("Personen har spärrat uppgifterna. De får veta att ni öppnar, och varför.")},
    )


@staff(Permission.BLOCK_SET)
def end(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Close what the unit has open, before its time is out."""
    if request.method != "POST":
        raise NotThere
    openings.end(ref=ref, by=_by(request))
    messages.success(request, _("Det är stängt igen."))
    return _to("block-look")


@staff(Permission.BLOCK_SET)
def of_person(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Write down, at the person's word, that what we hold is shut; or take the block away again."""
    by = _by(request)
    card = people.enter(by, ref)
    scopes = {s.value: s for s in blocks.scopes([by.unit_id or 0])}
    offered = [(s.value, s.name, "" if s.of else _("Alla enheter där")) for s in scopes.values()]
    standing = blocks.of_person(by, card.id)
    return submit(
        request, lambda data: forms.ScopeForm(data, offered=offered),
        lambda data: blocks.set_block(individual=card.id, scope=scopes[data["scope"]], by=by),
        then=lambda _n: reverse("person-block", args=[ref]), page="desk/pages/person_block.html",
        said=_("Spärrat. Det gäller från nu."), data={"person": card, "standing": standing},
    )


@staff(Permission.BLOCK_SET)
def lift(request: HttpRequest, ref: UUID, block: UUID) -> HttpResponse:
    """Take the block away, at the person's word."""
    if request.method != "POST":
        raise NotThere
    card = people.enter(_by(request), ref)
    blocks.lift(ref=block, individual=card.id, by=_by(request))
    messages.success(request, _("Spärren är borttagen."))
    return _to("person-block", ref)


# Protected identity


@staff(Permission.PROTECTED_READ)
def show_protected(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show where a protected person is, to one who needs it, for an hour. Each time is logged."""
    by = _by(request)
    card = people.enter(by, ref)
    if not card.protected:
        raise NotThere
    return submit(
        request, forms.ReasonForm, lambda d: openings.show_protected(individual=card.id, reason=d["reason"], by=by),
        then=lambda _n: reverse("person", args=[ref]), page="kit/pages/form.html",
        said=_("Uppgifterna visas för dig i en timme."),
        data={"title": _("Visa skyddade uppgifter"), "back": reverse("person", args=[ref]), "back_text": card.name,
              "send": _("Visa"), "lead": _("Adress, telefon, enheter och vilka som arbetar med personen är dolda. "
                                           "Läs inte högt, och skriv inte av dem.")},
    )


@staff(Permission.CONSENT_RECORD)
def protection(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Write down that the person has a protected identity. To take the mark away takes somebody trusted with it."""
    by = _by(request)
    card = people.enter(by, ref)
    if not card.shared:
        raise NotThere
    return submit(
        request, lambda data: forms.ProtectionForm(data, initial={"protection": card.protection}),
        lambda d: people_actions.mark_protected(individual=card.id, protection=d["protection"], by=by),
        then=lambda _n: reverse("person", args=[ref]), page="kit/pages/form.html", said=_("Det är antecknat."),
        data={"title": _("Skyddade personuppgifter"), "back": reverse("person", args=[ref]), "back_text": card.name,
              "lead": _("Med skydd döljs adress, telefon, enheter och namn på personal. Den som står nära får inte "
                        "läsa förrän ni har kontrollerat.")},
    )


@staff(Permission.PROTECTED_READ)
def relation_check(request: HttpRequest, ref: UUID, relation: UUID) -> HttpResponse:
    """Open for a guardian or representative though an identity is protected, after a check."""
    by = _by(request)
    card = people.enter(by, ref)
    beside = next((r for r in card.relations if r.ref == relation), None)
    if beside is None or not beside.facts.unchecked:
        raise NotThere
    return submit(
        request, forms.CheckForm, lambda d: people_actions.check_relation(relation=beside.id, why=d["why"], by=by),
        then=lambda _n: reverse("person", args=[ref]), page="kit/pages/form.html", said=_("Kontrollen är antecknad."),
        data={"title": _("Får %(name)s läsa och delta?") % {"name": beside.name},
              "back": reverse("person", args=[ref]), "back_text": card.name,
              "lead": _("Någon av dem har skyddade personuppgifter. Därför är det stängt tills ni har kontrollerat.")},
    )
