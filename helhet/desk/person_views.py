"""The person's page: how to reach them, who stands beside them, which SIPs the unit shares with them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.desk.forms import ContactForm, RelationForm, SayForm
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.people import actions, rules
from helhet.people import door as people
from helhet.people.cards import PersonCard, RelationCard
from helhet.process.case import overview
from helhet.rulebook import door as rulebook

_CONTACT = ("phone", "email", "address", "language", "interpreter", "functional_variation", "adaptation")

_PLACE = ("phone", "email", "address")


def _enter(request: HttpRequest, ref: UUID) -> PersonCard:
    return people.enter(request.actor, ref)  # type: ignore[attr-defined]


def _ages(request: HttpRequest) -> rules.Ages:
    """Here no case is at hand: the profile of the county of the unit's principal."""
    return rulebook.for_county(request.actor.county_code)[1]  # type: ignore[attr-defined]


def _write(request: HttpRequest, ref: UUID) -> PersonCard:
    """The same for who changes something: a unit that has only a copy left sees the page, and changes nothing."""
    card = _enter(request, ref)
    if not card.may_change:
        raise NotThere
    return card


@staff(Permission.CASE_READ)
def person(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Everything about the person that one needs at hand."""
    card, ages, today = _enter(request, ref), _ages(request), clock.today()
    guarded = [r for r in card.guardians if r.in_force]
    data = {"person": card, "cases": overview.of_person(request.actor, card.id), "ages": ages,  # type: ignore[attr-defined]
            "prompt": rules.prompt(card, today, ages) if guarded else "",
            "unread": {r.id for r in guarded if not rules.guardian_reads(r.facts, card, today, ages)}}
    return render(request, "desk/pages/person.html", data)


@staff(Permission.CONSENT_RECORD)
def contact(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Change how to reach and understand the person; what stood before stays underneath."""
    card, by = _write(request, ref), request.actor  # type: ignore[attr-defined]
    hidden = _PLACE if card.veiled else ()  # what one cannot see one does not write over
    initial = {name: getattr(card, name) for name in _CONTACT}
    return submit(
        request, lambda d: ContactForm(d, initial=initial).without(hidden),
        lambda data: actions.set_contact(individual=card.id, by=by, **data),
        then=lambda _r: reverse("person", args=[ref]), page="kit/pages/form.html",
        said=_("Kontaktuppgifterna är sparade."),
        data=_frame(card, _("Kontakt och anpassning")),
    )


@staff(Permission.CONSENT_RECORD)
def relation_add(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Write down somebody beside the person, with exactly the rights they have."""
    card, by, ages = _write(request, ref), request.actor, _ages(request)  # type: ignore[attr-defined]
    forms: list[RelationForm] = []

    def make(data: Any) -> RelationForm:
        forms[:] = [RelationForm(data).under(ages)]
        return forms[0]

    return submit(
        request, make, lambda _d: actions.add_relation(individual=card.id, by=by, **forms[0].verb_data()),
        then=lambda _r: reverse("person", args=[ref]), page="kit/pages/form.html",
        said=_("Tillagd. Den närstående finns nu på personens sida."),
        data=_frame(card, _("Lägg till någon som står nära")),
    )


@staff(Permission.CONSENT_RECORD)
def relation_say(request: HttpRequest, ref: UUID, relation: UUID) -> HttpResponse:
    """Write down what the person says of somebody: along or not, may know or not."""
    card, by = _write(request, ref), request.actor  # type: ignore[attr-defined]
    beside = next((r for r in card.relations if r.ref == relation), None)
    if beside is None:
        raise NotThere
    return submit(
        request, SayForm, lambda data: _say(beside, by, **data),
        then=lambda _r: reverse("person", args=[ref]), page="kit/pages/form.html",
        said=_("Det personen säger är antecknat."),
        data=_frame(card, _("Vad gäller för %(name)s?") % {"name": beside.name}),
    )


def _say(beside: RelationCard, by: Any, *, what: str, words: str) -> None:
    if what in ("objects", "welcome"):
        actions.record_objection(relation=beside.id, objects=what == "objects", words=words, by=by)
    elif what in ("must_not_know", "may_know"):
        actions.mark_must_not_know(relation=beside.id, must_not_know=what == "must_not_know", why=words, by=by)
    else:
        actions.end_relation(relation=beside.id, why=words, by=by)


def _frame(card: PersonCard, title: str) -> dict[str, Any]:
    address = reverse("person", args=[card.ref])
    return {"title": title, "back": address, "back_text": card.name, "cancel": address}
