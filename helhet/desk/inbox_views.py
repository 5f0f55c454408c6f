"""*Inkorg*: what has happened since last time, unread until somebody at the unit has said that it is read."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.context import at_unit
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.clock import inbox, news, taking
from helhet.desk.forms import BulkForm, ItemForm
from helhet.desk.rules import OUTCOMES, THEMES
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.kit.text import sought
from helhet.organisations import door as organisations
from helhet.process.case import overview, passing
from helhet.process.case.cards import Known

FOUND = "inbox_search"
MINE, READ = "mina", "1"


@staff(Permission.INBOX_KEEP)
def show(request: HttpRequest) -> HttpResponse:
    """The list, unread or read, of the unit or one's own, under one theme or all; several are acknowledged at once."""
    by = request.actor  # type: ignore[attr-defined]
    colleagues = access_door.colleagues(by.unit_id)

    def make(data: Any) -> BulkForm:
        return BulkForm(data, colleagues=[(str(c.ref), c.name) for c in colleagues])

    sent_right = request.method == "POST" and make(request.POST).is_valid()
    return submit(
        request, make, lambda d: _several(by, d), then=lambda _r: request.get_full_path(),
        page="desk/pages/inbox.html", data={} if sent_right else _listed(request, by), said=_("Inkorgen är ändrad."),
    )


@staff(Permission.INBOX_KEEP)
def search(request: HttpRequest) -> HttpResponse:
    """What lies in the inbox about somebody, read or not. The words are posted, never in an address."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        request.session[FOUND] = sought(request.POST.get("text", ""))
        return HttpResponseRedirect(reverse("inbox-search"), status=303)
    text = request.session.pop(FOUND, "")
    known = overview.searched(by, text)
    rows = inbox.page(by.unit_id, subjects=list(known), limit=overview.SIZE).rows if known else ()
    data = {"text": text, "rows": _lines(by, rows, known), "searched": bool(text)}
    return render(request, "desk/pages/inbox_search.html", data)


@staff(Permission.INBOX_KEEP)
def item(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One thing that has happened, and what the unit does with it: read, to a colleague, to another unit, back."""
    by = request.actor  # type: ignore[attr-defined]
    found = inbox.item(by.unit_id, ref)
    units, back = passing.whereto(found, by=by), passing.comes_from(found, by=by)
    colleagues = access_door.colleagues(by.unit_id)

    def make(data: Any) -> ItemForm:
        return ItemForm(data, colleagues=[(str(c.ref), c.name) for c in colleagues], back=back.name if back else "",
                        units=[(str(u.ref), u.name) for u in units], unread=found.acknowledged_at is None)

    line = _lines(by, [found], overview.names(by, [found.subject]) if found.subject_kind == "case" else {})[0]
    return submit(request, make, lambda d: _one(by, ref, d), then=lambda _r: reverse("inbox"),
                  page="desk/pages/inbox_item.html", data={"line": line}, said=_("Inkorgen är ändrad."))


def _several(by: Actor, d: dict[str, Any]) -> None:
    if d["do"] == "assign":
        taking.assign(d["items"], user=UUID(d["user"]), by=by)
    else:
        taking.acknowledge(d["items"], by=by)


def _one(by: Actor, ref: UUID, d: dict[str, Any]) -> None:
    if d["do"] == "read":
        taking.acknowledge([ref], by=by)
    elif d["do"] == "assign":
        taking.assign([ref], user=UUID(d["user"]), by=by)
    elif d["do"] == "pass":
        passing.pass_on(ref, unit=UUID(d["unit"]), by=by)
    else:
        passing.send_back(ref, by=by)


def _listed(request: HttpRequest, by: Actor) -> dict[str, Any]:
    mine, read = request.GET.get("visa") == MINE, request.GET.get("lasta") == READ
    theme = request.GET.get("typ", "")
    theme = theme if theme in news.THEMES else ""
    with at_unit(by):
        try:
            page = inbox.page(by.unit_id or 0, user=by.user_id if mine else None, theme=theme, read=read,
                              after=request.GET.get("sida", ""))
        except ValueError:
            raise NotThere from None
        known = overview.names(by, {i.subject for i in page.rows if i.subject_kind == "case"})
    chosen = {"visa": MINE if mine else "", "lasta": READ if read else "", "typ": theme}
    return {
        "rows": _lines(by, page.rows, known), "mine": mine, "read": read, "theme": theme,
        "themes": list(THEMES.items()), "to": _addresses(chosen, page.next),
        "unread": request.unread,  # type: ignore[attr-defined]
    }


def _addresses(chosen: dict[str, str], after: str) -> dict[str, str]:
    """Where each choice leads; only plain words of ours stand in the address, never what was searched for."""
    ways = {"mine": {"visa": MINE}, "all": {"visa": ""}, "read": {"lasta": READ}, "new": {"lasta": ""},
            "next": {"sida": after}}
    return {name: "?" + urlencode({k: v for k, v in (chosen | changed).items() if v}) for name, changed in ways.items()}


def _lines(by: Actor, rows: Iterable[inbox.Item], known: dict[UUID, Known]) -> list[dict[str, Any]]:
    """Each item with the unit it came from, and whom it is about only while the unit reaches the case."""
    items = list(rows)
    # Beside somebody with a protected identity no unit is named: it says where they are.
    told = [i for i in items if i.subject not in known or not known[i.subject].protected]
    units = organisations.unit_names({i.from_unit for i in told if i.from_unit})
    names = {i.ref: units.get(i.from_unit or 0, "") for i in told}
    return [{"item": i, "known": known.get(i.subject), "from": names.get(i.ref, ""),
             "opens": _opens(i, known), "outcome": OUTCOMES.get(i.outcome, "")} for i in items]


def _opens(i: inbox.Item, known: dict[UUID, Known]) -> bool:
    """Whether its page opens: what is not reached any longer, or not yet, has no button that leads to nothing."""
    return bool(i.url_name) and (i.before or i.subject_kind != "case" or i.subject in known)
