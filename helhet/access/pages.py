"""Who may open a view at all: decorators for views, so that no view forgets."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from helhet.access import events
from helhet.access.actor import Actor
from helhet.access.drafts import hold_posted
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit.doors import NotThere

View = Callable[..., HttpResponse]
SIGN_IN = "/logga-in/"


def staff(*needed: Permission) -> Callable[[View], View]:
    """The view is for staff in an assignment; with permissions named, for those who hold all of them.

    Somebody not signed in is sent to sign in; a person at their own door, or a role without the permission, gets
    the same 404 as for an address that does not exist.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return _to_sign_in(request)
            with _denials(request, actor):
                if not actor.is_staff or not set(needed) <= actor.permissions:
                    raise NotThere
                return view(request, *args, **kwargs)

        guarded.audience = "staff"  # type: ignore[attr-defined]
        return guarded

    return wrap


def person(view: View) -> View:
    """The view is for a person at their own door, or one with a relation to them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is None:
            return _to_sign_in(request)
        with _denials(request, actor):
            if actor.kind not in ("individual", "relation"):
                raise NotThere
            return view(request, *args, **kwargs)

    guarded.audience = "person"  # type: ignore[attr-defined]
    return guarded


def signed_in(view: View) -> View:
    """The view is for whoever has signed in, and holds only what is theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is None:
            return _to_sign_in(request)
        with _denials(request, actor):
            return view(request, *args, **kwargs)

    guarded.audience = "signed_in"  # type: ignore[attr-defined]
    return guarded


def anyone(view: View) -> View:
    """The view holds nothing about anybody."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view


@contextmanager
def _denials(request: HttpRequest, actor: Actor) -> Iterator[None]:
    """Whoever meets a shut door stands in the log, with the page: once, also when the door itself has written it."""
    try:
        yield
    except NotThere as shut:
        if not shut.logged:
            page = request.resolver_match.url_name if request.resolver_match else ""
            log.record(events.DENIED, by=actor, data={"page": page or ""})
        raise


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if hold_posted(request):
        messages.info(request, _("Du hade loggats ut. Det du skrev är inte skickat, men det finns kvar en halvtimme, "
                                 "när du har loggat in igen."))
    # No address of a case in the query string: the session remembers where to go on.
    request.session["after_sign_in"] = request.path
    return HttpResponseRedirect(SIGN_IN, status=303)
