"""The desk: overview, search, the case, its history, and the choice of assignment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.desk.case_page import case_data, grouped
from helhet.desk.forms import CorrectionForm
from helhet.desk.todo_views import counts
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.kit.text import sought
from helhet.process.case import actions as case_actions
from helhet.process.case import door as cases
from helhet.process.case import overview
from helhet.process.case.rules import State

FOUND = "search_text"


@staff(Permission.CASE_READ)
def our_cases(request: HttpRequest) -> HttpResponse:
    """*Våra SIP:ar*: the unit's list, filtered by step, in pages. Only step and page stand in the query."""
    by = request.actor  # type: ignore[attr-defined]
    state, after = request.GET.get("steg", ""), request.GET.get("sida", "")
    try:
        page = overview.listed(by, state=state, after=after)
    except ValueError:
        raise NotThere from None
    data = {"page": page, "state": state, "counts": counts(by), "states": [(s.value, s.label) for s in State]}
    return render(request, "desk/pages/cases.html", data)


@staff(Permission.CASE_READ)
def search(request: HttpRequest) -> HttpResponse:
    """Search by name, number or step. The words are posted and stay in the session, never in an address."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        request.session[FOUND] = sought(request.POST.get("text", ""))
        return HttpResponseRedirect(reverse("search"), status=303)
    text = request.session.pop(FOUND, "")
    data = {"text": text, "rows": overview.found(by, text) if text else None}
    return render(request, "desk/pages/search.html", data)


@staff(Permission.CASE_READ)
def case(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The case: the person's words, the path, what is next, who takes part, what has happened."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = case_data(v)
    return render(request, "desk/pages/case.html", data)


@staff(Permission.CASE_READ)
def history(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The whole history in sentences, and who has read."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {"case": v.case, "person": v.person, "history": grouped(cases.history(v)), "readings": cases.readings(v)}
    return render(request, "desk/pages/history.html", data)


@staff(Permission.CONSENT_RECORD)
def correct(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Write a correction beside what stands; nothing that was written is hidden."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        person = v.person.given_name
    return submit(
        request, CorrectionForm, lambda data: case_actions.correct(ref, by=by, **data),
        then=lambda _r: reverse("history", args=[ref]), page="kit/pages/form.html",
        said=_("Rättelsen står nu i historien."),
        data={"title": _("Rätta en uppgift"), "back": reverse("case", args=[ref]), "back_text": person,
              "lead": _("Det som stod förut syns fortfarande, med rättelsen bredvid.")},
    )


@staff()
def assignments(request: HttpRequest) -> HttpResponse:
    """Choose which unit one works for now. A new choice is a new session."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            chosen = UUID(request.POST.get("assignment", ""))
            access.sign_in(request.session, user=by.user_ref, assignment=chosen)
        except (ValueError, LookupError):
            raise NotThere from None
        return HttpResponseRedirect(reverse("home"), status=303)
    data = {"choices": access_door.assignments(by.user_ref), "current": by.assignment_ref}
    return render(request, "desk/pages/assignments.html", data)
