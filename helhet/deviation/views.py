"""The pages of deviations: our lists, one report, and what each side does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.deviation import actions, door, forms
from helhet.deviation.cards import ReportCard
from helhet.deviation.rules import DeviationKind, StepKind
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations

PAGES = "deviation/pages/"


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _here(ref: UUID) -> str:
    return reverse("deviation", args=[ref])


@staff(Permission.INBOX_KEEP)
def listed(request: HttpRequest, side: str = "received") -> HttpResponse:
    """The unit's reports, to us or from us. Only the filter and the page stand in the query."""
    only, after = request.GET.get("steg", ""), request.GET.get("sida", "")
    try:
        page = door.listed(_by(request), side=side, only=only, after=after)
    except ValueError:
        raise NotThere from None
    return render(request, PAGES + "list.html", {"page": page, "side": side, "only": only})


@staff(Permission.INBOX_KEEP)
def show(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One report, what has been done with it, and the next step."""
    card = door.report(_by(request), ref)
    return render(request, PAGES + "report.html", _data(card) | {"form": forms.Receive()})


def _data(card: ReportCard) -> dict[str, Any]:
    return {"report": card, "today": clock.today()}


@staff(Permission.INBOX_KEEP)
def new(request: HttpRequest, ref: UUID, kind: str = "", unit: UUID | None = None) -> HttpResponse:
    """A new report on a case, filled in when one comes from the place where it happened."""
    if kind and kind not in DeviationKind.values:
        raise NotThere
    page = door.form_page(_by(request), ref, kind, unit)
    if page.already and request.method != "POST":
        return HttpResponseRedirect(_here(page.already), status=303)

    def save(d: dict[str, Any]) -> UUID:
        chosen = d.pop("unit", ""), d.pop("elsewhere", "")
        about = unit or UUID(chosen[1] if chosen[0] == forms.OTHER else chosen[0])
        return actions.report(ref, unit=about, by=_by(request), **d)

    return submit(request, lambda data: forms.ReportForm(data, initial=forms.first(page)).of(page), save, then=_here,
                  page=PAGES + "new.html", data={"page": page}, said=_("Avvikelsen är skickad."))


def _act(
    request: HttpRequest, ref: UUID, verb: str, form: Callable[[ReportCard, Any], Form],
    save: Callable[[dict[str, Any]], None], *, title: str, send: str, said: str,
) -> HttpResponse:
    """A page where one side does one thing with a report; not there for the other side, nor out of its turn."""
    card = door.report(_by(request), ref)
    if verb not in card.may and request.method != "POST":
        raise NotThere
    return submit(request, lambda data: form(card, data), save, then=lambda _n: _here(ref), said=said,
                  page=PAGES + "act.html", data=_data(card) | {"title": title, "send": send})


@staff(Permission.INBOX_KEEP)
def receive(request: HttpRequest, ref: UUID) -> HttpResponse:
    return _act(request, ref, StepKind.RECEIVED, lambda _c, data: forms.Receive(data),
                lambda _d: actions.receive(ref, by=_by(request)), title=_("Ta emot rapporten"),
                send=_("Vi tar emot den"), said=_("Ni har tagit emot rapporten."))


@staff(Permission.INBOX_KEEP)
def send_back(request: HttpRequest, ref: UUID) -> HttpResponse:
    return _act(request, ref, StepKind.RETURNED, lambda _c, data: forms.SendBack(data),
                lambda d: actions.send_back(ref, by=_by(request), **d), title=_("Fel mottagare"),
                send=_("Skicka tillbaka"), said=_("Rapporten är tillbaka hos den som skickade den."))


@staff(Permission.INBOX_KEEP)
def route(request: HttpRequest, ref: UUID) -> HttpResponse:
    by = _by(request)

    def form(card: ReportCard, data: Any) -> Form:
        made = forms.Route(data)
        # Most often it was meant for a neighbour at the same principal: those stand first.
        near = organisations.find_units(county=by.county_code, limit=organisations.MOST)
        open_to = [u for u in near if u.uses_helhet and u.id not in (card.receiver.id, by.unit_id)]
        ranked = sorted(open_to, key=lambda u: u.principal_id != card.receiver.principal_id)
        offered = [("", _("Välj")), *((str(u.ref), f"{u.name}, {u.controller_name}") for u in ranked)]
        made.fields["unit"].offer(offered)  # type: ignore[attr-defined]
        return made

    return _act(request, ref, StepKind.ROUTED, form, lambda d: actions.route(ref, unit=UUID(d["unit"]), by=by),
                title=_("Vilken enhet gäller det?"), send=_("Skicka rapporten dit"), said=_("Rapporten är skickad."))


@staff(Permission.INBOX_KEEP)
def answer(request: HttpRequest, ref: UUID) -> HttpResponse:
    return _act(request, ref, StepKind.ANSWERED, lambda _c, data: forms.Answer(data),
                lambda d: actions.answer(ref, by=_by(request), **d), title=_("Svara på avvikelsen"),
                send=_("Skicka svaret"), said=_("Svaret är skickat."))


@staff(Permission.INBOX_KEEP)
def close(request: HttpRequest, ref: UUID) -> HttpResponse:
    def form(card: ReportCard, data: Any) -> Form:
        made = forms.Close(data)
        if card.answer is None:
            made.fields.pop("satisfied")
            made.fields["text"].label = _("Varför avslutar ni utan svar?")
            made.fields["text"].help_text = _("Enheten läser det. Skriv utan personens namn.")
        return made

    return _act(request, ref, StepKind.CLOSED, form, lambda d: actions.close(ref, by=_by(request), **d),
                title=_("Avsluta avvikelsen"), send=_("Avsluta"), said=_("Avvikelsen är avslutad."))
