"""The documenter's page, the small forms on it, leading by one press, and the summing up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.process.live import forms, wire
from helhet.process.live.actions import leading as actions
from helhet.process.live.screens import Screen
from helhet.process.live.views.common import PAGES, Units, actor, around, at_the_pen, at_the_table, draw, look, over
from helhet.process.plan import actions as plan
from helhet.process.plan import checklist
from helhet.process.plan.actions.rows import Doing
from helhet.process.plan.forms import EstablishForm
from helhet.process.plan.views import drafting, people, standing
from helhet.process.plan.words import Owner, Status

# A part of the plan as it is called in the address → the page that writes it, and what it calls its row.
PARTS: dict[str, tuple[Callable[..., HttpResponse], str]] = {
    "mal": (drafting.goal, ""), "vagen": (drafting.way, ""), "delmal": (drafting.sub_goal, "row"),
    "nytt-delmal": (drafting.sub_goal_add, ""), "insats": (drafting.intervention, "row"),
    "ny-insats": (drafting.intervention_add, ""), "insats-under": (drafting.intervention_add, "goal"),
    "svara": (drafting.confirm, "row"), "egen-del": (people.own, ""), "andra": (people.others, ""),
    "inga-andra": (people.others_none, ""), "kontakt": (people.contact, ""),
    "inte-overens": (people.disagreement, ""), "uppfoljning": (people.follow_up, ""),
    "tillsammans": (people.together, ""), "barnet": (people.child, ""),
    "huvudansvarig": (standing.main_responsible, ""),
}
# A part as the checklist calls its page → as it is called here.
AT_HOME = {
    "plan-goal": "mal", "plan-way": "vagen", "plan-sub-goal-add": "nytt-delmal", "plan-sub-goal": "delmal",
    "plan-intervention-add": "ny-insats", "plan-intervention": "insats", "plan-own": "egen-del",
    "plan-others": "andra", "plan-contact": "kontakt", "plan-main-responsible": "huvudansvarig",
    "plan-follow-up": "uppfoljning", "plan-together": "tillsammans", "plan-child": "barnet", "plan-confirm": "svara",
}
SUMMING = "ater=summera"  # in the address of a part that one came to from what is missing
HOMES = {"skriv": "live-write", "skarm": "live-big", "motet": "live-table", "summera": "live-sum-up"}


@staff(Permission.PLAN_WRITE)
def write(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Everything that can be written, row by row, for who holds the pen or leads."""
    screen, units, areas = at_the_pen(request, ref)
    if screen is None:
        return over(request, ref)
    if not (screen.pen or screen.leads):
        raise NotThere
    return draw(request, screen, "write.html", {**_with_forms(screen, units), "areas": areas})


def _with_forms(screen: Screen, units: Units) -> dict[str, Any]:
    def doing(goal: str) -> forms.QuickIntervention:
        return forms.QuickIntervention(who=_who(screen, units), auto_id=f"insats-{goal or 'mal'}-%s")

    return {"goal_form": forms.QuickGoal(auto_id="delmal-%s"), "doing": doing, "role": "ordforande",
            "park_form": forms.Park(auto_id="fraga-%s"), "joined_form": forms.Joined(auto_id="kom-%s")}


def _who(screen: Screen, units: Units) -> list[tuple[str, Any]]:
    return [(forms.OWN, _("%(name)s själv") % {"name": screen.name}),
            *((ref, u.name) for ref, u in units.items())]


def _missing(screen: Screen, units: Units) -> list[tuple[Any, str]]:
    """What the plan lacks: (sentence, where it is written, "" when somebody else writes it)."""
    if screen.plan is None:
        return []
    found = checklist.missing(screen.plan, {u.id: u.ref for u in units.values()})
    return [(m.refusal.sentence, _place(screen.ref, m)) for m in found]


def _place(ref: UUID, m: checklist.Missing) -> str:
    if not m.url_name:
        return ""
    if m.url_name not in AT_HOME:
        return reverse("live-write" if m.url_name == "plan-draft" else m.url_name, args=[ref])
    what = AT_HOME[m.url_name]
    way = reverse("live-part-of", args=[ref, what, m.row]) if m.row else reverse("live-part", args=[ref, what])
    return f"{way}{m.query}{'&' if m.query else '?'}{SUMMING}"


@staff(Permission.PLAN_WRITE)
def part(request: HttpRequest, ref: UUID, what: str, row: UUID | None = None) -> HttpResponse:
    """One part of the plan on a page of its own, as in the draft, and back to the meeting afterwards."""
    screen = look(request, ref)
    view, name = PARTS.get(what, (None, ""))
    if view is None or bool(name) != (row is not None):
        raise NotThere
    if screen is None:
        return over(request, ref)
    home = "live-write" if screen.pen or screen.leads else "live-table"
    summing = request.GET.get("ater") == "summera"  # back to the list of what is missing, a line shorter
    request.plan_home = (reverse("live-sum-up", args=[ref]) + "#saknas" if summing  # type: ignore[attr-defined]
                         else reverse(home, args=[ref]))
    request.plan_none = reverse("live-part", args=[ref, "inga-andra"])  # type: ignore[attr-defined]
    return view(request, ref, **({name: row} if name else {}))


@staff(Permission.PLAN_WRITE)
def quick_goal(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A new sub-goal in one line."""
    return _quick(request, ref, lambda _s, _u: forms.QuickGoal, lambda d, _s, _u: plan.add_sub_goal(
        ref, area=d["area"], texts={"title": d["title"]}, by=actor(request)), title=_("Ett nytt delmål"))


@staff(Permission.PLAN_WRITE)
def quick_intervention(request: HttpRequest, ref: UUID, goal: UUID | None = None) -> HttpResponse:
    """A new intervention by its five questions; one's own is decided, another unit's is a proposal (MEET-11)."""
    def make(screen: Screen, units: Units) -> Callable[[Any], forms.QuickIntervention]:
        return lambda data: forms.QuickIntervention(data, who=_who(screen, units))

    def save(d: dict[str, Any], screen: Screen, units: Units) -> UUID:
        mine = d["who"] == forms.OWN
        unit = None if mine else units[d["who"]].id
        doing = Doing(owner=Owner.OWN if mine else Owner.UNIT, unit=unit, sub_goal=goal, how_often=d["how_often"],
                      where=d["where"], status=Status.DECIDED if unit == screen.unit else Status.PROPOSED)
        return plan.add_intervention(ref, doing=doing, texts={"what": d["what"], "when": d["when"]}, by=actor(request))

    return _quick(request, ref, make, save, title=_("En ny insats"))


def _quick(request: HttpRequest, ref: UUID, make: Any, save: Any, *, title: str) -> HttpResponse:
    screen, units = at_the_table(request, ref)
    if screen is None:
        return over(request, ref)
    if not screen.sighted:
        raise NotThere
    home = reverse("live-write" if screen.pen or screen.leads else "live-table", args=[ref])
    return submit(request, make(screen, units), lambda d: save(d, screen, units), then=lambda _r: home,
                  page=PAGES + "quick.html", data={"title": title, "home": home, "s": screen}, said=_("Tillagt."))


@staff(Permission.MEETING_LEAD)
def lead(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One press by who leads: begin, go on to a part, pause, a question answered, a letter read, who comes and goes."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    if not screen.leads:
        raise NotThere
    home = reverse(HOMES.get(request.POST.get("from", ""), "live-write"), args=[ref])
    if request.method != "POST":
        return HttpResponseRedirect(home, status=303)
    return submit(request, forms.Lead, lambda d: _do(ref, d, request), then=lambda _r: home,
                  page=PAGES + "lead.html", data={"home": home, "s": screen})


def _do(ref: UUID, d: dict[str, Any], request: HttpRequest) -> None:
    by, value = actor(request), d["value"]
    n = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0
    known: dict[str, Callable[[], None]] = {
        "start": lambda: actions.start(ref, by=by),
        "turn": lambda: actions.turn_to(ref, part=value, by=by),
        "pause": lambda: actions.pause(ref, on=True, by=by),
        "resume": lambda: actions.pause(ref, on=False, by=by),
        "answered": lambda: actions.answer_parked(ref, n=n, by=by),
        "letter": lambda: actions.read_letter(ref, n=n, by=by),
        "came": lambda: actions.came(ref, position=n, asked=d["asked"], by=by),
        "left": lambda: actions.left(ref, position=n, by=by),
    }
    if d["do"] not in known:
        raise NotThere
    known[d["do"]]()


@staff(Permission.MEETING_LEAD)
def joined(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Somebody who was not on the list has come."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    if not screen.leads:
        raise NotThere
    home = reverse("live-write", args=[ref])
    return submit(
        request, forms.Joined,
        lambda d: actions.joined(ref, name=d["name"], support=d["how"] == "support", asked=d["asked"],
                                 by=actor(request)),
        then=lambda _r: home, page=PAGES + "quick.html", said=_("Nu står hen med bland er som är här."),
        data={"title": _("Någon som inte stod på listan"), "home": home, "s": screen})


@staff(Permission.PLAN_WRITE)
def question(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Keep a question for later, from the documenter's page."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    home = reverse("live-write" if screen.pen or screen.leads else "live-table", args=[ref])
    return submit(request, forms.Park, lambda d: actions.park(ref, text=d["text"], by=actor(request)),
                  then=lambda _r: home, page=PAGES + "quick.html", said=_("Frågan är sparad."),
                  data={"title": _("En fråga att ta senare"), "home": home, "s": screen})


@staff(Permission.PLAN_ESTABLISH)
def sum_up(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Read back in the person's words, ask, and establish; what is missing stands first, with links."""
    screen, units = at_the_table(request, ref)
    if screen is None:
        return over(request, ref)
    if screen.plan is None or not screen.plan.documenter:
        raise NotThere
    by_route = screen.plan.by_route
    answer = submit(
        request, lambda d: EstablishForm(d, by_route=by_route),
        lambda d: plan.establish(ref, read_back=d["read_back"], consent_to_planning=d["consent_to_planning"],
                                 other=d.get("other", ""), by=actor(request)),
        then=lambda _n: reverse("plan", args=[ref]),
        said=_("Planen gäller från nu. Tack för i dag. Skriv ut den till %(name)s.") % {"name": screen.name},
        page=PAGES + "sum_up.html", data=around(request, screen, {"missing": _missing(screen, units)}))
    return wire.opened(request, answer)
