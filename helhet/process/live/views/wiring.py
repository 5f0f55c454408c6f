"""What a page's script asks while a meeting goes on: save, say that one writes, and tell what is new."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from helhet.access.pages import signed_in, staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.process.live import door
from helhet.process.live.actions import writing
from helhet.process.live.views.common import actor

UNPROCESSABLE = 422


@require_POST
@staff(Permission.PLAN_WRITE)
def save(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One save of one text: what stands afterwards, with what others wrote; or why not, in a sentence."""
    sent = request.POST
    try:
        saved = writing.write_field(
            ref, row=_uuid(sent.get("row")), field=sent.get("field", ""), base=sent.get("base", ""),
            text=sent.get("text", ""), key=_uuid(sent.get("key")), by=actor(request))
    except Refused as refused:
        return _no(refused)
    return JsonResponse({"n": saved.n, "text": saved.text})


@require_POST
@staff(Permission.PLAN_WRITE)
def hold(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Somebody begins to write here, or has left it."""
    try:
        writing.hold_field(ref, row=_uuid(request.POST.get("row")), field=request.POST.get("field", ""),
                           on=request.POST.get("on") == "1", by=actor(request))
    except Refused as refused:
        return _no(refused)
    return HttpResponse(status=204)


@require_GET
@signed_in
def ask(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What is new since the one who asks was last told, where no stream comes through. Read and logged as such."""
    since = request.headers.get("Last-Event-ID", "0")
    found = door.asked(actor(request), ref, int(since) if since.isascii() and since.isdigit() else 0)
    return JsonResponse(found.told(actor(request).user_id))


def _no(refused: Refused) -> HttpResponse:
    return JsonResponse({"says": " ".join(str(r.sentence) for r in refused.refusals)}, status=UNPROCESSABLE)


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError as error:
        raise NotThere from error
