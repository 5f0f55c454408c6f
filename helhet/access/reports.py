"""What a browser says that it did not run or fetch, because our policy forbids it: one line for the technician.

Nothing of what is said is believed or kept: only which rule, which page of ours by its name, and the kind of thing.
An address could carry a reference to a case, so no address is written.
"""

import json
import logging
import re
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from helhet.access.pages import anyone

MOST = 10_000  # bytes; a browser's own report is a tenth of it
said = logging.getLogger("helhet.browser")
_WORD = re.compile(r"[a-z0-9-]{1,40}")


@anyone
@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Take a report from anybody's browser; anything that is not one is passed over with the same answer."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= MOST:
        told = _told(request.body)
        if told:
            said.warning("A browser stopped %s (%s) on the page %s", *told)
    return HttpResponse(status=204)


# The browser sends it by itself: nobody is still here because of it.
report.quiet = True  # type: ignore[attr-defined]


def _told(body: bytes) -> tuple[str, str, str] | None:
    """Rule, what was stopped, and the page by its name; None for what is no report."""
    try:
        found = json.loads(body)["csp-report"]
        rule = str(found.get("effective-directive") or found["violated-directive"]).split(" ")[0]
        return _word(rule), _stopped(str(found.get("blocked-uri", ""))), _page(str(found.get("document-uri", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _word(text: str) -> str:
    return text if _WORD.fullmatch(text) else "something else"


def _stopped(address: str) -> str:
    """“inline”, “eval” and the like as they are; of an address only the scheme."""
    return _word(address.partition(":")[0].lower()) if address else "something else"


def _page(address: str) -> str:
    try:
        match: Any = resolve(urlsplit(address).path)
        return match.url_name or "without a name"
    except (Resolver404, ValueError):
        return "unknown"
