"""Who works at my unit: the list, somebody more, an end, and the quarter's confirmation."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.access.staffing import actions, door
from helhet.kit import clock
from helhet.kit.forms import Form
from helhet.kit.pages import render, submit
from helhet.oversight.forms import LATER, AddStaff, ConfirmList, EndStaff, first_of_staff

PAGES = "oversight/pages/"


@staff(Permission.UNIT_ADMINISTER)
def unit_staff(request: HttpRequest) -> HttpResponse:
    """Everybody who works at one's unit now or soon."""
    data = {"list": door.unit_list(request.actor), "today": clock.today()}  # type: ignore[attr-defined]
    return render(request, PAGES + "unit_staff.html", data)


@staff(Permission.UNIT_ADMINISTER)
def add(request: HttpRequest) -> HttpResponse:
    """Somebody more, from the directory."""
    by = request.actor  # type: ignore[attr-defined]
    return submit(
        request, lambda data: AddStaff(data, initial=first_of_staff()), lambda d: actions.add(**d, by=by),
        then=_to_list, page=PAGES + "staff_add.html", said=_("Personen är tillagd."))


@staff(Permission.UNIT_ADMINISTER)
def end(request: HttpRequest, ref: UUID) -> HttpResponse:
    """End one assignment: now, or after a day."""
    by = request.actor  # type: ignore[attr-defined]
    line = door.one(by, ref)

    def verb(d: dict[str, Any]) -> None:
        actions.end(assignment=ref, last=d["last"] if d["when"] == LATER else None, by=by)

    said = _("Sista dagen är sparad.") if request.POST.get("when") == LATER else _("Uppdraget är avslutat.")
    return submit(request, EndStaff, verb, then=_to_list, page=PAGES + "staff_end.html", data={"line": line},
                  said=said)


@staff(Permission.UNIT_ADMINISTER)
def confirm(request: HttpRequest) -> HttpResponse:
    """*Stämmer det här?*: the quarter's list, a line at a time on one page."""
    by = request.actor  # type: ignore[attr-defined]
    found = door.unit_list(by)
    forms: list[ConfirmList] = []

    def make(data: Any) -> Form:
        forms[:] = [ConfirmList(data).of(found.lines)]
        return forms[0]

    return submit(request, make, lambda _d: actions.confirm(keep=forms[0].keep, by=by), then=_to_list,
                  page=PAGES + "staff_confirm.html", data={"list": found, "today": clock.today()},
                  said=_("Tack, listan är bekräftad."))


def _to_list(_done: object) -> str:
    return reverse("unit-staff")
