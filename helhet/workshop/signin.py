"""The demo's sign-in page: choose who to be. Installed only under demo and test settings, on loopback."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy

from helhet.access import actions
from helhet.access import door as access
from helhet.access.pages import anyone
from helhet.access.views import sign_out as leave
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.people import door as people

ISSUER = "demo"
GROUPS = (
    ("staff", gettext_lazy("Du som arbetar")),
    ("individual", gettext_lazy("Du som har en plan")),
    ("relation", gettext_lazy("Du som är vårdnadshavare eller närstående")),
)


@dataclass(frozen=True)
class Choice:
    ref: UUID
    name: str
    what: str


@anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """Everybody of the demo world, by group; a press signs in. Staff with several assignments choose one next."""
    if request.method == "POST":
        return _enter(request)
    users = access.users_of(ISSUER)
    groups = [
        (name, [Choice(u.ref, u.name, u.title) for u in users if u.kind == kind]) for kind, name in GROUPS
    ]
    return render(request, "workshop/pages/sign_in.html", {"groups": [g for g in groups if g[1]]})


def _enter(request: HttpRequest) -> HttpResponse:
    try:
        user = access.user(UUID(request.POST.get("user", "")))
    except ValueError:
        user = None
    if user is None:
        raise NotThere
    onwards = request.session.pop("after_sign_in", "")
    if user.kind == "staff":
        work = access.assignments(user.ref)
        if not work:
            return render(request, "workshop/pages/sign_in.html", {"groups": [], "nowhere": user.name})
        actions.sign_in(request.session, user=user.ref, assignment=work[0].ref)
        return _go(onwards or ("/uppdrag/" if len(work) > 1 else "/"))
    ways = people.sign_ins(user.ref)
    if not ways:
        return render(request, "workshop/pages/sign_in.html", {"groups": [], "nowhere": user.name})
    actions.sign_in(request.session, user=user.ref, relation=ways[0].relation_ref)
    return _go(onwards or "/min-sip/")


def _go(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


@anyone
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return leave(request)
    return _go("/logga-in/")


urlpatterns = [
    path("logga-in/", sign_in, name="sign-in"),
    path("logga-ut/", sign_out, name="sign-out"),
]
