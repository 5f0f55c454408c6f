"""Keeps half-written forms for ``kit.pages``: one per person, assignment and page."""

import base64
import zlib

from django.http import HttpRequest, QueryDict

from helhet.access import actions, held
from helhet.access.actor import Actor
from helhet.access.context import said_anew
from helhet.access.models import Draft
from helhet.kit import clock, limits

NEVER_KEPT = ("csrfmiddlewaretoken", "once", "save_draft")
FITS = 4 * limits.LONG  # what the column holds
_LONG, _PACKED = 4_000, "z:"  # no form's body begins so: its colon would be %3A


class AccessDrafts:
    """See ``kit.pages.Drafts``."""

    def keep(self, request: HttpRequest, data: QueryDict) -> bool:
        actor, body = _actor(request), strip(data)
        if len(body) > FITS:
            return False
        if actor and actor.user_id:
            actions.keep_draft(user=actor.user_id, assignment=actor.assignment_id, path=request.path, body=body)
        return True

    def recall(self, request: HttpRequest) -> QueryDict | None:
        actor = _actor(request)
        if not actor or not actor.user_id:
            return None
        said_anew()
        kept = Draft.objects.raw("SELECT * FROM helhet_drafts(%s, %s, %s)", [actor.user_id, request.path, clock.now()])
        # What was posted after sign-out is held without an assignment; it belongs to the same user all the same.
        found = next((d for d in kept if d.held or d.assignment == (actor.assignment_id or 0)), None)
        if found is None:
            return None
        return QueryDict(_unpacked(held.unseal(found.body) if found.held else found.body))

    def drop(self, request: HttpRequest) -> None:
        actor = _actor(request)
        if actor and actor.user_id:
            actions.drop_draft(user=actor.user_id, assignment=actor.assignment_id, path=request.path)
            actions.drop_draft(user=actor.user_id, assignment=None, path=request.path)


def hold_posted(request: HttpRequest) -> bool:
    """Keep what somebody sent after they were signed out, sealed, for the one who was here last. True when kept."""
    user = held.last_user(request)
    if request.method == "POST" and user is not None:
        body = held.seal(strip(request.POST))
        if len(body) > FITS:
            return False
        actions.keep_draft(user=user, assignment=None, path=request.path, body=body, held=True)
        return True
    return False


def strip(data: QueryDict) -> str:
    """What of a form is worth keeping, as one text."""
    kept = data.copy()
    for name in NEVER_KEPT:
        kept.pop(name, None)
    body = kept.urlencode()
    # Written as an address, a Swedish letter takes six signs: long forms would not fit.
    return _PACKED + base64.b64encode(zlib.compress(body.encode())).decode() if len(body) > _LONG else body


def _unpacked(body: str) -> str:
    if not body.startswith(_PACKED):
        return body
    return zlib.decompress(base64.b64decode(body[len(_PACKED):])).decode()


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)
