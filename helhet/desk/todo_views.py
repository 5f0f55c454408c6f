"""*Att göra*: what waits for my unit or for me, the most urgent first; and who takes it on."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.context import at_unit
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.access.staffing import door as staffing
from helhet.clock import door as waiting
from helhet.clock import inbox, taking
from helhet.desk.forms import TakeForm
from helhet.desk.shell import kept
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations
from helhet.process.case import overview
from helhet.process.case.cards import Known
from helhet.process.case.rules import OPEN, State

GROUPS = ("overdue", "today", "week", "later", "far")
FAR = 30  # days: what is due after that folds away, so that the day's list stays short
MINE = "mina"
NEWEST = 3
AT_ONCE = 5  # meetings that are named above the list; the rest are behind a link


@staff()
def home(request: HttpRequest) -> HttpResponse:
    """What waits, in groups by day; beside it the newest unread, and how the unit's SIPs stand.

    Whoever sees no SIPs begins the day with what they look after: the log, the directory, the profiles.
    """
    by = request.actor  # type: ignore[attr-defined]
    if not by.may(Permission.CASE_READ):
        first = next((link.href for link in kept(by)), reverse("profiles"))
        return HttpResponseRedirect(first, status=303)
    mine, after = request.GET.get("visa") == MINE, request.GET.get("sida", "")
    # One context for all that the page asks of the unit; the names last, since their line in the log holds others up.
    with at_unit(by):
        try:
            page = waiting.waiting(by.unit_id, clock.today(), user=by.user_id if mine else None, after=after)
        except ValueError:
            raise NotThere from None
        n = overview.counts(by)
        beside = {"counts": _parts(n), "new": _newest(by), "list": staffing.waits(by)}
        at = 0 if after else n.get(State.MEETING, 0)
        met = overview.newest_in(by, State.MEETING, AT_ONCE) if at else []
        names = overview.names(by, [*met, *(d.subject for d in page.rows)])
    merged = Counter((d.subject, d.code) for d in page.rows)
    first = {(d.subject, d.code): d for d in reversed(page.rows)}.values()
    rows = [(_group(d), (d, names.get(d.subject), merged[d.subject, d.code])) for d in page.rows if d in first]
    groups = [(g, [row for where, row in rows if where == g]) for g in GROUPS]
    data = {"groups": groups, "page": page, "many": waiting.MANY, "shown": len(rows), "mine": mine, "after": after,
            **beside, **_meeting(met, names, at), "today": clock.today()}
    return render(request, "desk/pages/home.html", data)


@staff(Permission.INBOX_KEEP)
def take(request: HttpRequest, subject: UUID, code: str) -> HttpResponse:
    """Take something on, hand it to a colleague, or give it back to the unit."""
    by = request.actor  # type: ignore[attr-defined]
    due = waiting.one(by.unit_id, subject, code, clock.today())
    if due is None:
        raise NotThere
    known = overview.names(by, [subject]).get(subject) if request.method == "GET" else None
    colleagues = access_door.colleagues(by.unit_id)

    def make(data: Any) -> TakeForm:
        chosen = next((str(c.ref) for c in colleagues if c.id == due.taken_by), None)
        return TakeForm(data, initial={"who": chosen}, choices=_who(by, colleagues, due.taken_by is not None))

    given = request.POST.get("who", "")
    return submit(
        request, make,
        lambda d: taking.take(subject=subject, code=code, user=UUID(d["who"]) if d["who"] != "unit" else None, by=by),
        then=lambda _r: reverse("home"), page="desk/pages/take.html", data={"due": due, "known": known},
        said=_says(given, by, colleagues),
    )


def _says(given: str, by: Actor, colleagues: tuple[access_door.UserCard, ...]) -> str:
    """Who has it from now on, as the one who chose is told."""
    if given == str(by.user_ref):
        return _("Du har tagit uppgiften.")
    name = next((c.name for c in colleagues if str(c.ref) == given), "")
    return _("%(name)s har uppgiften nu.") % {"name": name} if name else _("Uppgiften ligger hos hela enheten.")


def _who(by: Actor, colleagues: tuple[access_door.UserCard, ...], taken: bool) -> list[tuple[str, ...]]:
    """Oneself first, then the colleagues; and the unit, when somebody has it."""
    rows = [(str(c.ref), c.name, c.title) for c in colleagues if c.id != by.user_id]
    me = [(str(by.user_ref), _("Jag, %(name)s") % {"name": by.name})]
    return [*me, *rows, *([("unit", _("Ingen särskild"), _("Den ligger kvar hos hela enheten."))] if taken else [])]


def _newest(by: Actor) -> list[tuple[inbox.Item, str]]:
    """The newest unread with the unit each came from. Names nobody."""
    rows = inbox.page(by.unit_id or 0, limit=NEWEST).rows
    units = organisations.unit_names({i.from_unit for i in rows if i.from_unit})
    return [(i, units.get(i.from_unit or 0, "")) for i in rows]


def _group(due: waiting.DueCard) -> str:
    return "far" if due.days is not None and due.days > FAR else due.nearness


def _meeting(met: list[UUID], names: dict[UUID, Known], at: int) -> dict[str, Any]:
    """The meetings that go on, the newest first, and whether there are more."""
    going_on = [(ref, names[ref]) for ref in met if ref in names]
    return {"going_on": going_on, "more_meetings": at > len(going_on)}


def counts(by: Actor) -> list[dict[str, object]]:
    """How many of the unit's cases stand where."""
    return _parts(overview.counts(by))


def _parts(n: dict[str, int]) -> list[dict[str, object]]:
    """The counts as the bar and its figures: preparing, plan in force, being followed up."""
    groups = (
        ("before", "soon", [s for s in OPEN if s not in (State.ACTIVE, State.FOLLOWING_UP)]),
        ("active", "ok", [State.ACTIVE]), ("following_up", "info", [State.FOLLOWING_UP]),
    )
    return [
        {"key": key, "kind": kind, "n": sum(n.get(s, 0) for s in states),
         "more": any(n.get(s, 0) >= overview.MANY for s in states)}
        for key, kind, states in groups
    ]
