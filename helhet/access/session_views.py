"""How long is left, and where one is signed in."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helhet.access import actions, door, sessions
from helhet.access.oidc.provider import provider
from helhet.access.pages import anyone, signed_in
from helhet.access.sitting import WARNING, fresh, left, may_be_longer
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.kit.shell import Stay

FRESH = timedelta(minutes=15)  # to end a session elsewhere, one has shown who one is lately


def stay_of(request: HttpRequest) -> Stay | None:
    """How long whoever is here can be still: goes with every page, for the word that comes in good time."""
    sitting = getattr(request.session, "sitting", None) if getattr(request, "actor", None) is not None else None
    if sitting is None:
        return None
    now, limits = clock.now(), door.limits()
    return Stay(int(left(sitting, now, limits).total_seconds()), int(WARNING.total_seconds()),
                may_be_longer(sitting, now, limits), reverse("stay"))


@anyone
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """GET asks how long is left, and changes nothing. POST stays."""
    if request.method == "POST" and getattr(request, "actor", None) is not None:
        actions.still_here(request.session, asked=True)
    here = stay_of(request)
    answer = {"left": here.left if here else 0, "longer": bool(here and here.longer)}
    if request.method == "POST" and "text/html" in request.headers.get("Accept", ""):
        return HttpResponseRedirect("/", status=303)  # without scripts the form is never seen; pressed all the same
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


stay.quiet = True  # type: ignore[attr-defined]


@signed_in
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; ends one of them, or all."""
    by = request.actor  # type: ignore[attr-defined]
    sitting = sessions.sitting_of(request.session)
    lately = sitting is not None and fresh(sitting, clock.now(), FRESH)
    if request.method == "GET":
        of = provider(sitting.provider) if sitting else None
        data = {"sessions": door.sessions_of(by.user_id, sitting.id if sitting else 0), "lately": lately,
                "again": reverse("sign-in-start", args=[of.code]) if of else "",
                "base": "kit/pages/base.html" if by.is_staff else "kit/pages/citizen_base.html"}
        if not lately:
            request.session["after_sign_in"] = request.path
        return render(request, "access/pages/sessions.html", data)
    if not lately:
        return HttpResponseRedirect(reverse("sessions"), status=303)
    if request.POST.get("all"):
        actions.end_everywhere(user=by.user_id, by=by)
        request.session.flush()
        return HttpResponseRedirect(reverse("sign-in"), status=303)
    try:
        ended = actions.end_one(UUID(request.POST.get("session", "")), by=by)
    except ValueError:
        raise NotThere from None
    if ended:
        messages.success(request, _("Den inloggningen är avslutad."))
    return HttpResponseRedirect(reverse("sessions"), status=303)
