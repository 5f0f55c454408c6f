"""Pages of signing in with an identity provider, and of signing out."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from helhet.access import actions, signing
from helhet.access.actor import system
from helhet.access.oidc import flow, own_keys, tokens
from helhet.access.oidc.provider import Provider, provider, providers
from helhet.access.oidc.refused import NotAnswering, NotBelieved
from helhet.access.pages import anyone
from helhet.kit.doors import NotThere
from helhet.kit.pages import render

NOT_IN = "not_in"
said = logging.getLogger("helhet.sign_in")


def _of(code: str) -> Provider:
    found = provider(code)
    if found is None:
        raise NotThere
    return found


def _back(request: HttpRequest, of: Provider) -> str:
    """Each provider has an address of its own to answer to: none can answer for another."""
    return request.build_absolute_uri(reverse("sign-in-answer", args=[of.code]))


def _go(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


@anyone
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """The ways to sign in: those who work, and those whose plan it is."""
    ways = providers().values()
    data = {"staff": [p for p in ways if p.kind == "staff"], "persons": [p for p in ways if p.kind == "person"]}
    return render(request, "access/pages/services.html", data)


@anyone
@require_GET
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Away to the provider. A link that somebody presses: nobody is signed in without having asked for it."""
    of = _of(code)
    try:
        return _go(flow.begin(of, request.session, _back(request, of)))
    except NotBelieved as refused:
        signing.not_let_in(of.code, refused.why)
        return _not_in(request, "later")


@anyone
@require_GET
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Back from the provider: believed or not. The address with the code in it never becomes a page."""
    of, begun_here = _of(code), flow.known(request.session, request.GET.get("state", ""))
    try:
        who = flow.finish(of, request.session, request.GET, _back(request, of))
        enter = signing.staff if of.kind == "staff" else signing.person
        onwards = request.session.get("after_sign_in", "")
        done = enter(request.session, who)
    except flow.Cancelled:
        return _not_in(request, "cancelled")
    except NotBelieved as refused:
        if begun_here:
            signing.not_let_in(of.code, refused.why)
        else:  # anybody can send anything here: that is no row in the log
            said.warning("An answer to a sign-in that was not begun in that browser: %s", refused.why)
        return _not_in(request, "later" if isinstance(refused, NotAnswering) else "refused")
    except signing.NobodyHere as nobody:
        signing.not_let_in(of.code, nobody.why, nobody.key)
        return _not_in(request, nobody.why, nobody.key)
    if done.actor is None:
        return _go(reverse("sign-in-choose"))
    return _go(_onwards(onwards) or _first_page(of.kind, done.choose))


def _onwards(address: str) -> str:
    """Where one was going; only ever a page of ours."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _first_page(kind: str, choose: bool) -> str:
    if kind == "person":
        return "/min-sip/"
    return "/uppdrag/" if choose else "/"


def _not_in(request: HttpRequest, why: str, key: str = "") -> HttpResponse:
    request.session[NOT_IN] = [why, key]
    return _go(reverse("sign-in-not"))


@anyone
@require_GET
def not_in(request: HttpRequest) -> HttpResponse:
    """It did not work: why, as far as it helps, and whom to turn to."""
    why, key = request.session.get(NOT_IN, ["refused", ""])
    return render(request, "access/pages/not_in.html", {"why": why, "key": key}, status=403)


@anyone
def choose(request: HttpRequest) -> HttpResponse:
    """Somebody who stands beside several persons, or has a plan of their own too, chooses whose door it is."""
    ways = signing.ways_to_choose(request.session)
    if not ways:
        return _go(reverse("sign-in"))
    if request.method == "POST":
        onwards = request.session.get("after_sign_in", "")
        try:
            signing.choose(request.session, int(request.POST.get("way", "")))
        except (ValueError, LookupError):
            raise NotThere from None
        return _go(_onwards(onwards) or "/min-sip/")
    return render(request, "access/pages/choose.html", {"ways": list(enumerate(ways))})


@anyone
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out of the house; then, from a page of ours, out of the provider too."""
    if request.method != "POST":
        return _go(reverse("sign-in"))
    sitting = getattr(request.session, "sitting", None)
    of = provider(sitting.provider) if sitting else None
    actions.sign_out(request.session, by=getattr(request, "actor", None))
    if of is None:
        return _go(reverse("sign-in"))
    where = flow.leave(of, request.build_absolute_uri(reverse("sign-in")))
    answer = render(request, "access/pages/signed_out.html", {"where": where, "name": of.name})
    if where:
        answer.headers["Refresh"] = f"0; url={where}"
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@anyone
@csrf_exempt
@require_POST
def ended_at_provider(request: HttpRequest, code: str) -> HttpResponse:
    """The provider says that somebody has signed out there (back-channel logout): it holds here in the same second."""
    of = _of(code)
    try:
        session = tokens.logout_token(of, request.POST.get("logout_token", ""))
    except NotBelieved as refused:
        said.warning("A sign-out from %s was not believed: %s", of.code, refused.why)
        return JsonResponse({"error": "invalid_request"}, status=400, headers={"Cache-Control": "no-store"})
    actions.end_of_provider(provider=of.code, provider_session=session, by=system("sign-in"))
    return HttpResponse(status=200, headers={"Cache-Control": "no-store"})


@anyone
@require_GET
def our_keys(request: HttpRequest, code: str) -> HttpResponse:
    """The public halves of our keys, for the provider to fetch."""
    return JsonResponse({"keys": own_keys.published(_of(code))}, headers={"Cache-Control": "max-age=300"})
