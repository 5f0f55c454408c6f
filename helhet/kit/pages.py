"""How a page is drawn and how a form reaches a verb. Views use these two functions and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template import loader
from django.utils.translation import gettext as _

from helhet.kit import clock, veil
from helhet.kit.doors import no_queries
from helhet.kit.models import Once
from helhet.kit.refusals import Conflict, Refused

Data = Mapping[str, Any]
UNPROCESSABLE, CONFLICT = 422, 409


class Drafts(Protocol):
    """Where half-written forms are kept; the access room sets the real one."""

    def keep(self, request: HttpRequest, data: QueryDict) -> bool: ...
    def recall(self, request: HttpRequest) -> QueryDict | None: ...
    def drop(self, request: HttpRequest) -> None: ...


class _NoDrafts:
    def keep(self, request: HttpRequest, data: QueryDict) -> bool:
        return True

    def recall(self, request: HttpRequest) -> QueryDict | None:
        return None

    def drop(self, request: HttpRequest) -> None:
        pass


drafts: Drafts = _NoDrafts()


def use_drafts(keeper: Drafts) -> None:
    global drafts
    drafts = keeper


def render(request: HttpRequest, template: str, data: Data | None = None, status: int = 200) -> HttpResponse:
    """Draw a page from data that a door has already handed over. No query may happen in here."""
    context = {"actor": getattr(request, "actor", None), "once": uuid4(), **(data or {})}
    page = loader.get_template(template)
    context["messages"] = list(messages.get_messages(request)) if hasattr(request, "_messages") else []
    if settings.GUARD_TEMPLATES:
        with no_queries():
            return HttpResponse(page.render(context, request), status=status)
    return HttpResponse(page.render(context, request), status=status)


def submit(
    request: HttpRequest,
    form: Callable[[QueryDict | None], Form],
    verb: Callable[[dict[str, Any]], Any],
    *,
    then: Callable[[Any], str],
    page: str,
    data: Data | None = None,
    said: str = "",
) -> HttpResponse:
    """Show a form, and when it is sent call the verb, once.

    ``form`` makes the form from posted data or None; ``verb`` gets the cleaned data; ``then`` turns its result
    into the address to go on to; ``said`` is the line shown there. A refusal gives the page back with 422 and
    everything typed; somebody else's save gives 409 with both texts; a second click gives the first result.
    """
    if request.method != "POST":
        draft = drafts.recall(request)
        shown = form(draft)
        if draft is not None:
            shown._errors = ErrorDict()  # a draft is not judged before it is sent
        return render(request, page, {**(data or {}), "form": shown, "draft": draft is not None})
    if "save_draft" in request.POST:
        return _keep(request) or render(request, page, {**(data or {}), "form": form(request.POST)}, UNPROCESSABLE)
    sent = form(request.POST)
    if sent.is_valid() and veil.hides(request.POST):
        sent.add_error(None, _("Här står något som är skyddat. Be den som får se skyddade uppgifter att ändra det."))
    if not sent.is_valid():
        return render(request, page, {**(data or {}), "form": sent, "once": _key(request)}, UNPROCESSABLE)
    try:
        address = _once(request, lambda: then(verb(sent.cleaned_data)))
    except Refused as refused:
        return _refused(request, sent, refused, page, data)
    except Conflict as conflict:
        return _both(request, form, conflict, page, data)
    drafts.drop(request)
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(address, status=303)


def _keep(request: HttpRequest) -> HttpResponse | None:
    """Keep the draft and say so; None when it is too long to keep, and then it is said on the page itself."""
    if not drafts.keep(request, request.POST):
        messages.error(request, _("Det här är för långt för att sparas som utkast. Korta det du har skrivit."))
        return None
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    messages.success(request, _("Utkastet är sparat. Det är bara du som ser det."))
    return HttpResponseRedirect(request.get_full_path(), status=303)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()


def _once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run the act and remember its address under the form's key, in one transaction."""
    key, user = _key(request), getattr(getattr(request, "actor", None), "user_id", 0) or 0
    with transaction.atomic():
        # A second click in the same instant waits here until the first is committed, then reads its result.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 3))", [str(key)])
        done = Once.objects.filter(key=key, user=user).values_list("result", flat=True).first()
        if done:
            return done
        address = act()
        Once.objects.create(key=key, user=user, result=address, at=clock.now())
    return address


def _refused(request: HttpRequest, sent: Form, refused: Refused, page: str, data: Data | None) -> HttpResponse:
    for refusal in refused.refusals:
        field = refusal.field if refusal.field in sent.fields else None
        sent.add_error(field, ValidationError(str(refusal.sentence), code=refusal.rule))
    extra = {"form": sent, "once": _key(request), "refusals": refused.refusals}
    return render(request, page, {**(data or {}), **extra}, UNPROCESSABLE)


def _both(
    request: HttpRequest, form: Callable[[QueryDict | None], Form], conflict: Conflict, page: str, data: Data | None
) -> HttpResponse:
    """The second writer sees both texts; sending again means they have seen the other one."""
    posted = request.POST.copy()
    posted[f"seen_{conflict.field}"] = str(conflict.n)
    shown = form(posted)
    shown.is_valid()
    extra = {"form": shown, "conflict": conflict, "once": uuid4()}
    return render(request, page, {**(data or {}), **extra}, CONFLICT)
