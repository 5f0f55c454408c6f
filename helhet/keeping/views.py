"""The pages of what is kept: the person's own copy."""

import json

from django.http import HttpRequest, HttpResponse

from helhet.access.actor import Actor
from helhet.access.pages import person
from helhet.keeping import copying
from helhet.kit.doors import NotThere
from helhet.kit.pages import render

PAGES = "keeping/pages/"
FILE = "mina-uppgifter.json"  # no name, no number: a file lies in folders that others see


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


@person
def about_me(request: HttpRequest) -> HttpResponse:
    """What the person can get, and how. Shows nothing yet."""
    if _by(request).kind != "individual":
        raise NotThere
    return render(request, PAGES + "about_me.html", {})


@person
def read_me(request: HttpRequest) -> HttpResponse:
    """Everything about me, to read or print."""
    return render(request, PAGES + "read_me.html", {"copy": copying.copy_of(_by(request))})


@person
def file_of_me(request: HttpRequest) -> HttpResponse:
    """The same as a file for machines."""
    body = json.dumps(copying.as_file(copying.copy_of(_by(request))), ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
