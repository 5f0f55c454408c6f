"""The pages of what is kept: the person's own copy, and what a controller lets go or holds back."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import person, staff
from helhet.access.rules import Permission
from helhet.keeping import actions, copying, door, forms
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit

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


@staff(Permission.KEEPING_DECIDE)
def listed(request: HttpRequest) -> HttpResponse:
    """What may go at one's own controller, what is held back, and what has gone."""
    return render(request, PAGES + "list.html", {"overview": door.overview(_by(request))})


@staff(Permission.KEEPING_DECIDE)
def show(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What one's own controller holds about one person, and what may be done with it."""
    return render(request, PAGES + "one.html", {"held": door.one(_by(request), ref)})


@staff(Permission.KEEPING_DECIDE)
def let_go(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Decide that it goes. Cannot be undone, and says so."""
    held = door.one(_by(request), ref)
    return submit(
        request, forms.LetGo,
        lambda data: actions.let_go(ref, reason=data["reason"], by_own_plan=held.own_plan, by=_by(request)),
        then=lambda _rows: reverse("keeping"), page=PAGES + "let_go.html", data={"held": held},
        said=_("Uppgifterna är gallrade hos er."))


@staff(Permission.KEEPING_DECIDE)
def hold(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Hold it back."""
    held = door.one(_by(request), ref)
    return submit(
        request, forms.Hold,
        lambda data: actions.hold(ref, reason=data["reason"], until=data["until"], by=_by(request)),
        then=lambda _none: reverse("keeping-one", args=[ref]), page=PAGES + "hold.html", data={"held": held},
        said=_("Uppgifterna hålls kvar."))


@staff(Permission.KEEPING_DECIDE)
def release(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Lift what holds it back."""
    held = door.one(_by(request), ref)
    return submit(
        request, forms.Release, lambda _data: actions.release(ref, by=_by(request)),
        then=lambda _none: reverse("keeping-one", args=[ref]), page=PAGES + "release.html", data={"held": held},
        said=_("Uppgifterna hålls inte kvar längre."))


@staff(Permission.KEEPING_DECIDE)
def note(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Note what makes the law keep it longer."""
    held = door.one(_by(request), ref)
    return submit(
        request, forms.Note, lambda data: actions.mark(ref, kind=data["kind"], by=_by(request)),
        then=lambda _none: reverse("keeping-one", args=[ref]), page=PAGES + "note.html", data={"held": held},
        said=_("Det är noterat."))
