"""The desk: home, overview, search, the case, its history, the person and the choice of assignment."""

from collections import Counter
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.clock import door as waiting
from helhet.desk.case_page import case_data
from helhet.desk.forms import CorrectionForm
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import actions as case_actions
from helhet.process.case import door as cases
from helhet.process.case import overview
from helhet.process.case.rules import OPEN, State

GROUPS = ("overdue", "today", "week", "later", "far")
FAR = 30  # days: what is due after that folds away, so that the day's list stays short
FOUND = "search_text"


@staff(Permission.CASE_READ)
def home(request: HttpRequest) -> HttpResponse:
    """*Att göra*: what waits for my unit, the most urgent first; beside it how the unit's SIPs stand."""
    by = request.actor  # type: ignore[attr-defined]
    today = clock.today()
    due = waiting.waiting(by.unit_id, today)
    names = overview.names(by, [d.subject for d in due])
    merged = Counter((d.subject, d.code) for d in due)
    first = {(d.subject, d.code): d for d in reversed(due)}.values()
    rows = [(_group(d), (d, names.get(d.subject), merged[d.subject, d.code])) for d in due if d in first]
    groups = [(g, [row for where, row in rows if where == g]) for g in GROUPS]
    data = {"groups": groups, "total": len(rows), "late": sum(1 for g, _row in rows if g == "overdue"),
            "counts": _counts(by), "today": today}
    return render(request, "desk/pages/home.html", data)


@staff(Permission.CASE_READ)
def our_cases(request: HttpRequest) -> HttpResponse:
    """*Våra SIP:ar*: the unit's list, filtered by step, in pages. Only step and page stand in the query."""
    by = request.actor  # type: ignore[attr-defined]
    state, after = request.GET.get("steg", ""), request.GET.get("sida", "")
    try:
        page = overview.listed(by, state=state, after=after)
    except ValueError:
        raise NotThere from None
    data = {"page": page, "state": state, "counts": _counts(by), "states": [(s.value, s.label) for s in State]}
    return render(request, "desk/pages/cases.html", data)


@staff(Permission.CASE_READ)
def search(request: HttpRequest) -> HttpResponse:
    """Search by name, number or step. The words are posted and stay in the session, never in an address."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        request.session[FOUND] = request.POST.get("text", "")[:100]
        return HttpResponseRedirect(reverse("search"), status=303)
    text = request.session.pop(FOUND, "")
    data = {"text": text, "rows": overview.found(by, text) if text.strip() else None}
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
        data = {"case": v.case, "person": v.person, "history": cases.history(v), "readings": cases.readings(v)}
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


def _group(due: waiting.DueCard) -> str:
    return "far" if due.days is not None and due.days > FAR else due.nearness


def _counts(by: object) -> list[dict[str, object]]:
    """How many stand where, as the bar and its figures: preparing, plan in force, being followed up."""
    n = overview.counts(by)  # type: ignore[arg-type]
    groups = (
        ("before", "soon", [s for s in OPEN if s not in (State.ACTIVE, State.FOLLOWING_UP)]),
        ("active", "ok", [State.ACTIVE]), ("following_up", "info", [State.FOLLOWING_UP]),
    )
    return [
        {"key": key, "kind": kind, "n": sum(n.get(s, 0) for s in states),
         "more": any(n.get(s, 0) >= overview.MANY for s in states)}
        for key, kind, states in groups
    ]
