"""Pages where one writes what the person was told and answered."""

from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case import door as cases
from helhet.process.consent import actions, door
from helhet.process.consent.forms.record import RecordForm
from helhet.process.consent.forms.short import DeclineForm, FindUnits, InformForm, RouteForm, WithdrawForm
from helhet.process.consent.views.shown import PAGES, by_of, frame

MOST_UNITS = 20


def _units(*sources: QueryDict | None) -> tuple[UnitCard, ...]:
    """The units named in the address and in the form. Raises NotThere."""
    refs = dict.fromkeys(ref for source in sources if source is not None for ref in source.getlist("enhet") if ref)
    try:
        return tuple(organisations.unit(UUID(ref)) for ref in list(refs)[:MOST_UNITS])
    except ValueError:
        raise NotThere from None


def _address(name: str, ref: UUID, units: list[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("enhet", units or [""])
    return f"{reverse(name, args=[ref])}?{query.urlencode()}"


def _usual(v: cases.Visit, summary: Any, giver: int) -> list[str]:
    """Whom one asks about first: those who take part, and those that were asked about before."""
    known = dict.fromkeys(v.case.units())
    known |= dict.fromkeys(g.unit_id for g in summary.grants if g.unit_id) if summary else {}
    cards = organisations.units_by_id(u for u in known if u and u != giver)
    return [str(c.ref) for c in cards.values()]


def _giver(v: cases.Visit, page: str) -> int:
    """The unit that is not asked about: who tries its own information by a route, else who holds the SIP."""
    return v.by.unit_id or 0 if page == "consent-route" else v.case.convener_unit_id


def _back(ref: UUID) -> str:
    return reverse("consent", args=[ref])


@staff(Permission.CONSENT_RECORD)
def inform(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Tell what a SIP is, offer one, and write how."""
    with cases.visit(by_of(request), ref) as v:
        if not v.is_convener:
            raise NotThere
        data = frame(v) | {"told": door.information(v)}
    return submit(
        request, lambda d: InformForm(d).for_person(data["person"]),
        lambda d: actions.inform(ref, by=by_of(request), **d), then=lambda _r: _back(ref), page=PAGES + "inform.html",
        data=data, said=_("Informationen är antecknad. Nu kan ni fråga om samtycke."),
    )


@staff(Permission.CONSENT_RECORD)
def units(request: HttpRequest, ref: UUID, *, go_on: str = "consent-record") -> HttpResponse:
    """Choose which units it may concern: by search and by what is usual. Only refs stand in the address."""
    with cases.visit(by_of(request), ref) as v:
        data = frame(v)
        giver = _giver(v, go_on)
        usual = _usual(v, data["summary"], giver)
    sent = request.POST if request.method == "POST" else None
    chosen = [str(u.ref) for u in _units(sent or request.GET)]
    if sent is not None and "search" not in sent:
        return HttpResponseRedirect(_address(go_on, ref, chosen), status=303)
    found = organisations.find_units(sent.get("text", "")[:100], limit=25) if sent and sent.get("text") else ()
    own = organisations.unit_by_id(by_of(request).unit_id or 0)
    near = organisations.default_receivers(own.county_code, own.municipality_code)
    cards = {str(c.ref): c for c in (*_units(sent or request.GET), *found, *near) if c.id != giver}
    cards |= {r: organisations.unit(UUID(r)) for r in usual if r not in cards}
    form = FindUnits(sent)
    form.is_valid()
    page = data | {"form": form, "chosen": chosen, "searched": sent is not None,
                   "groups": [(_("Valda"), [cards[r] for r in chosen if r in cards]),
                              (_("Sökträffar"), [c for c in found if str(c.ref) in cards and str(c.ref) not in chosen]),
                              (_("Är med, eller tar ofta emot"), [
                                  c for r, c in cards.items() if r not in chosen and c not in found])]}
    return render(request, PAGES + "units.html", page)


@staff(Permission.CONSENT_RECORD)
def record(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Who may know what: units and kinds crossed, and how the answer was given."""
    by = by_of(request)
    with cases.visit(by, ref) as v:
        data = frame(v)
        usual = _usual(v, data["summary"], v.case.convener_unit_id)
    if request.method == "GET" and "enhet" not in request.GET:
        name = "consent-record" if usual else "consent-units"
        return HttpResponseRedirect(_address(name, ref, usual) if usual else reverse(name, args=[ref]))
    made: list[RecordForm] = []

    def form(sent: QueryDict | None) -> RecordForm:
        blank = RecordForm(sent, units=_units(request.GET, sent))
        made[:] = [blank.for_person(data["person"], data["profile"], data["last"])]
        return made[0]

    if request.method == "POST" and "preview" in request.POST:
        shown = form(request.POST)
        shown._errors = ErrorDict()  # type: ignore[attr-defined]  # it is looked at, not judged
        return render(request, PAGES + "record.html", data | {"form": shown, "preview": True})
    return submit(
        request, form, lambda _d: actions.record(ref, by=by, **made[0].values()), then=lambda _r: _back(ref),
        page=PAGES + "record.html", data=data, said=_("Samtycket är antecknat och gäller från nu."),
    )


@staff(Permission.CONSENT_RECORD)
def route(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A documented way where the person cannot consent."""
    by = by_of(request)
    with cases.visit(by, ref) as v:
        data = frame(v) | {"routes": door.routes(v)}
        usual, convener = _usual(v, data["summary"], _giver(v, "consent-route")), v.is_convener
    if request.method == "GET" and "enhet" not in request.GET:
        name = "consent-route" if usual else "consent-route-units"
        return HttpResponseRedirect(_address(name, ref, usual) if usual else reverse(name, args=[ref]))
    made: list[RouteForm] = []

    def form(sent: QueryDict | None) -> RouteForm:
        blank = RouteForm(sent, units=_units(request.GET, sent), outsiders=0)
        made[:] = [blank.for_case(data["person"], by.unit_kind, convener, data["last"])]
        return made[0]

    return submit(
        request, form, lambda _d: actions.route(ref, by=by, **made[0].values()), then=lambda _r: _back(ref),
        page=PAGES + "route.html", data=data, said=_("Beslutet är antecknat och gäller från nu."),
    )


@staff(Permission.CONSENT_RECORD)
def decline(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A no is as easy as a yes."""
    with cases.visit(by_of(request), ref) as v:
        data = frame(v)
    made: list[DeclineForm] = []

    def form(sent: QueryDict | None) -> DeclineForm:
        made[:] = [DeclineForm(sent).for_person(data["person"])]
        return made[0]

    return submit(
        request, form, lambda _d: actions.decline(ref, by=by_of(request), **made[0].values()),
        then=lambda _r: reverse("case", args=[ref]), page=PAGES + "decline.html", data=data,
        said=_("Nejet är antecknat. Det går bra att fråga igen en annan gång."),
    )


@staff(Permission.CONSENT_RECORD)
def withdraw(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take back all or a part; sharing stops at once."""
    with cases.visit(by_of(request), ref) as v:
        data = frame(v)
        offered = {t.code: t for t in door.takeable(v, ever=request.method == "POST")}
    made: list[WithdrawForm] = []

    def form(sent: QueryDict | None) -> WithdrawForm:
        choices = [(t.code, t.says, t.means) for t in offered.values()]
        made[:] = [WithdrawForm(sent).for_person(data["person"], choices)]
        return made[0]

    def verb(sent: dict[str, Any]) -> int:
        what = offered[sent["what"]]
        return actions.withdraw(ref, scope=what.scope_for(sent["kind"]), unit=what.unit_id, name=what.name,
                                kind=sent["kind"] if what.can_be_part else "", by=by_of(request), **made[0].values())

    return submit(
        request, form, verb, then=lambda _r: reverse("case", args=[ref]), page=PAGES + "withdraw.html", data=data,
        said=_("Samtycket är tillbakataget. Ingen ny information delas."),
    )
