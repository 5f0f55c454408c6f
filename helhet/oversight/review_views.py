"""Looking through the log: the rounds, one line at a time, the signature; and the search."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.oversight import actions, door
from helhet.oversight.forms import Judge, LogSearch, Sign

PAGES = "oversight/pages/"
ASKED = "log_search"  # what was looked for stays in the session: a person is never named in an address


@staff(Permission.LOG_REVIEW)
def rounds(request: HttpRequest) -> HttpResponse:
    """The months' rounds, and how the units stand with their lists."""
    data = {"overview": door.overview(request.actor), "today": clock.today()}  # type: ignore[attr-defined]
    return render(request, PAGES + "rounds.html", data)


@staff(Permission.LOG_REVIEW)
def one_round(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One month's lines."""
    data = {"round": door.round_(request.actor, ref), "today": clock.today()}  # type: ignore[attr-defined]
    return render(request, PAGES + "round.html", data)


@staff(Permission.LOG_REVIEW)
def judge(request: HttpRequest, ref: UUID, sample: UUID) -> HttpResponse:
    """One line: what was read, and how one judges it. Then on to the next."""
    by = request.actor  # type: ignore[attr-defined]
    card = door.round_(by, ref)
    line = next((s for s in card.samples if s.ref == sample), None)
    if line is None:
        raise NotThere
    initial = {"reasonable": line.judged.reasonable, "words": line.judged.words} if line.judged else {}

    def onwards(_done: object) -> str:
        left = [s for s in card.samples if s.judged is None and not s.own and s.ref != sample]
        return reverse("log-judge", args=[ref, left[0].ref]) if left else reverse("log-round", args=[ref])

    return submit(request, lambda data: Judge(data, initial=initial),
                  lambda d: actions.judge(sample=sample, by=by, **d), then=onwards, page=PAGES + "judge.html",
                  data={"round": card, "line": line}, said=_("Bedömningen är sparad."))


@staff(Permission.LOG_REVIEW)
def sign(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The month is done."""
    by = request.actor  # type: ignore[attr-defined]
    card = door.round_(by, ref)
    return submit(request, Sign, lambda d: actions.sign(ref=ref, words=d["words"], by=by),
                  then=lambda _r: reverse("log-round", args=[ref]), page=PAGES + "sign.html", data={"round": card},
                  said=_("Granskningen är undertecknad."))


@staff(Permission.LOG_REVIEW)
def search(request: HttpRequest) -> HttpResponse:
    """Search by person, by who read, by unit and time. What is typed is posted; pages are by place in the chain."""
    by = request.actor  # type: ignore[attr-defined]
    staff_choices, units = door.staff_of(by), door.units_of(by)
    if request.method == "POST":
        form = LogSearch(request.POST).of(staff_choices, units)
        if not form.is_valid():
            return render(request, PAGES + "log_search.html", {"form": form, "found": None, "before": ""}, 422)
        request.session[ASKED] = _kept(by, form.cleaned_data)
        return HttpResponseRedirect(reverse("log-search"), status=303)
    kept, before = request.session.get(ASKED), request.GET.get("sida", "")
    if kept is None or kept.get("controller") != by.controller_id:
        form = LogSearch().of(staff_choices, units)
        return render(request, PAGES + "log_search.html", {"form": form, "found": None, "before": ""})
    try:
        found = door.search(by, _question(kept), before)
    except ValueError:
        raise NotThere from None
    form = LogSearch(initial=_shown(kept)).of(staff_choices, units)
    data = {"form": form, "found": found, "before": before, "person": kept["individual"] is not None}
    return render(request, PAGES + "log_search.html", data)


def _kept(by: Actor, d: dict[str, Any]) -> dict[str, Any]:
    """What the session keeps: an id instead of the number."""
    return {"controller": by.controller_id, "individual": door.person_with(by, d["number"]) if d["number"] else None,
            "actor": d["who"] or None, "unit": int(d["unit"]) if d["unit"] else None,
            "first": d["first"].isoformat() if d["first"] else None,
            "last": d["last"].isoformat() if d["last"] else None}


def _question(kept: dict[str, Any]) -> door.Question:
    start, last = _midnight(kept["first"]), _midnight(kept["last"], more=1)
    return door.Question(start, last, kept["individual"], UUID(kept["actor"]) if kept["actor"] else None, kept["unit"])


def _midnight(day: str | None, more: int = 0) -> datetime | None:
    return datetime.combine(date.fromisoformat(day) + timedelta(days=more), time(), clock.STOCKHOLM) if day else None


def _shown(kept: dict[str, Any]) -> dict[str, Any]:
    """The form again, without the number: it is not written where others can see it."""
    days = {name: date.fromisoformat(kept[name]) for name in ("first", "last") if kept[name]}
    return {"who": kept["actor"] or "", "unit": str(kept["unit"] or ""), **days}
