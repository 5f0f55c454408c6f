"""Papers given out: choosing to whom, the list of what one's unit has given, each file, and letters that have gone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.papers import actions, door, events
from helhet.process.papers.asking import IssueForm, PostedForm
from helhet.process.papers.register import paper

_PAGES = "process/papers/pages/"
_WRITE = staff(Permission.PLAN_WRITE)


@_WRITE
def issue(request: HttpRequest, ref: UUID, code: str) -> HttpResponse:
    """Give a paper to somebody, and keep it just as they got it."""
    by, one = request.actor, paper(code)  # type: ignore[attr-defined]
    if one is None or one.fill is None:
        raise NotThere
    with cases.visit(by, ref) as v:
        data = {"ref": ref, "person": v.person, "paper": one}
        letters = [(letter.key, letter.name) for letter in one.letters(v, False)] if one.letters else []
        near = door.near(v) if one.own else ()
    if one.letters and not letters:
        return render(request, _PAGES + "nothing.html", data)
    return submit(
        request, lambda posted: IssueForm(posted, letters=letters, own=one.own, near=near),
        lambda d: actions.issue(
            ref, code=code, way=d["way"], easy=d["easy"], letter=d.get("letter", ""), by=by,
            **IssueForm.to(d, one.own)),
        then=lambda _ref: reverse("papers-issued", args=[ref]), page=_PAGES + "issue.html", data={**data, "near": near},
        said=_("Sparat, precis som det lämnades."))


@_WRITE
def issued(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What one's unit has given out, and the letters that wait to be printed and sent."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {"ref": ref, "person": v.person, "issued": door.issued(v), "form": PostedForm()}
    return render(request, _PAGES + "issued.html", data)


@_WRITE
def issued_file(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """One of them, byte for byte as it was given."""
    with cases.visit(request.actor, ref, events.FETCHED) as v:  # type: ignore[attr-defined]
        code, body = door.file(v, row)
    answer = HttpResponse(body, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    return answer


@_WRITE
def posted(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """The letter has gone."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        given = door.issued(v)
        data = {"ref": ref, "person": v.person, "issued": given}
    if all(one.ref != row for one in given):
        raise NotThere
    if request.method != "POST":
        return render(request, _PAGES + "issued.html", {**data, "form": PostedForm()})
    return submit(request, PostedForm, lambda _d: actions.posted(ref, row, by=by),
                  then=lambda _none: reverse("papers-issued", args=[ref]), page=_PAGES + "issued.html", data=data,
                  said=_("Bra, brevet är skickat."))
