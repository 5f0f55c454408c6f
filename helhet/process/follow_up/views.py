"""The follow-up's pages: where it stands, calling, telling of a change, and writing it down."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.follow_up import actions, door
from helhet.process.follow_up.actions import Letter, Next, Said, Sitting, Together
from helhet.process.follow_up.forms import CallForm, ChangeForm, RecordForm
from helhet.process.follow_up.rules import EffortSaid, GoalSaid
from helhet.process.follow_up.words import QUESTIONS, Outcome, RestartGround
from helhet.process.invitation import times
from helhet.process.invitation.rules.times import FORMS
from helhet.process.mapping import door as mapping
from helhet.process.plan import door as plan
from helhet.process.plan.forms import Nothing
from helhet.rulebook.profile import Profile

PAGES = "process/follow_up/pages/"


def _opened(v: cases.Visit) -> dict[str, Any]:
    """What every page of the follow-up shows. Raises NotThere where there is no plan to read."""
    card = door.follow_up(v)
    if card is None:
        raise NotThere
    return {"case": v.case, "person": v.person, "plan": card, "important": mapping.important(v), "profile": v.profile,
            "today": clock.today()}


@staff(Permission.CASE_READ)
def overview(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The last plan, its day, and what remains."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        card = door.follow_up(v)
        data = _opened(v) if card else {"case": v.case, "person": v.person, "plan": None}
    sitting = card.sitting if card else None
    data["day_is_here"] = bool(sitting) and clock.local(sitting.starts_at).date() <= clock.today()
    return render(request, PAGES + "overview.html", data)


@staff(Permission.FOLLOW_UP)
def call(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Call to a follow-up from the plan's place and day."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        data = _opened(v)
        asked, settled = door.asked(v), mapping.settled(v)
        picked = times.chosen(v.case.id)
    initial = _call_initial(data["plan"], by, asked) | {"participation": settled.how if settled else None}
    if picked:
        initial |= _as_chosen(picked)
    choices = [(c.key, c.name, _("Kallas: %(what)s") % {"what": "; ".join(c.does)} if c.does else
                (_("Kallas") if c.duty else _("Bjuds in"))) for c in asked]
    return submit(
        request, lambda posted: CallForm(posted, receivers=choices, initial=initial),
        lambda d: actions.call(ref, sitting=_sitting(d), letter=_letter(d), what_changed=d["what_changed"], by=by),
        then=lambda _ref: reverse("follow-up", args=[ref]), page=PAGES + "call.html", data=data,
        said=_("Kallelsen är skickad."),
    )


def _as_chosen(picked: times.OptionCard) -> dict[str, Any]:
    """The time that was chosen when everybody had said which suit."""
    starts, ends = clock.local(picked.starts_at), clock.local(picked.ends_at)
    found = {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "form": FORMS[picked.how]}
    return found | ({"place": picked.place} if picked.place else {})


def _call_initial(card: door.FollowUpCard, by: Any, asked: tuple[Any, ...]) -> dict[str, Any]:
    """The plan's own day, if it has not passed, its place, everybody in it, and the three questions."""
    ahead = card.at if card.day and card.day >= clock.today() else None
    local = clock.local(ahead) if ahead else None
    ends = clock.local(card.ends_at) if ahead and card.ends_at else None
    return {
        "day": local.date() if local else None, "starts": local.time() if local else None,
        "ends": ends.time() if ends else None, "place": card.place,
        "form": "physical", "receivers": [c.key for c in asked], "contact_name": card.main_name or by.name,
        "contact_phone": card.main_phone, "contact_unit": card.main_unit or by.unit_name,
        "purpose": _("Vi följer upp planen: hur det har gått, vad som är nytt och hur vi går vidare."),
        "questions": "\n".join([_("Blev delmålen som vi tänkt?"), str(QUESTIONS["change"]), str(QUESTIONS["onwards"])]),
        "what_changed": "\n".join(c.what for c in card.changes),
    }


def _sitting(d: dict[str, Any]) -> Sitting:
    return Sitting(
        starts_at=_moment(d["day"], d["starts"]), ends_at=_moment(d["day"], d["ends"]), place=d["place"],
        form=d["form"], agreed_with_person=d["agreed_with_person"], agreed_how=d["agreed_how"], link=d["link"],
        technical_help=d["technical_help"], reason_for_time=d["reason_for_time"], participation=d["participation"],
    )


def _letter(d: dict[str, Any]) -> Letter:
    names = ("purpose", "questions", "list_agreed", "contact_name", "contact_phone", "contact_unit", "spoken",
             "not_spoken_why")
    return Letter(receivers=frozenset(d["receivers"]), **{n: d[n] for n in names})


def _moment(day: date, hour: time) -> datetime:
    return clock.at(day, hour.hour, hour.minute)


@staff(Permission.FOLLOW_UP)
def change(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Tell that something has changed; the main responsible goes on to call earlier."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        data = _opened(v)
    if not data["plan"].may_tell:
        raise NotThere
    card = data["plan"]
    onward = "follow-up-call" if card.is_main and card.active else "follow-up"
    return submit(
        request, ChangeForm, lambda d: actions.note_change(ref, kinds=d["kinds"], what=d["what"], by=by),
        then=lambda _done: reverse(onward, args=[ref]), page=PAGES + "change.html", data=data,
        said=_("Tack. %(unit)s har fått veta det.") % {"unit": card.main_unit},
    )


@staff(Permission.PLAN_WRITE)
def codes(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The codes of measure that one's own unit is to register, and a button that says it is done."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        data = {"case": v.case, "person": v.person, "codes": door.codes_due(v)}
    return submit(
        request, Nothing, lambda _d: actions.note_codes(ref, by=by), then=lambda _n: reverse("plan", args=[ref]),
        page=PAGES + "codes.html", data=data, said=_("Tack, det är antecknat att koden är registrerad."),
    )


@staff(Permission.FOLLOW_UP)
def record(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Go through the plan row by row, and choose the way on."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        data = _opened(v)
        now, draft = door.written(v), plan.draft(v)
        is_child, profile = v.person.is_child, v.profile
    card = data["plan"]
    if not card.may_write:
        raise NotThere
    data |= {"is_child": is_child, "missing": _elsewhere(draft)}
    words = {
        "goals": [(g.ref, g.title) for g in card.goals if g.ref], "efforts": [(e.ref, e.what) for e in card.efforts],
        "outcomes": _outcomes(profile), "is_child": is_child, "seven": profile.seven_follow_up_questions,
        "grounds": [(g.value, g.label) for g in RestartGround if g in profile.restart_grounds],
    }
    return submit(
        request, lambda posted: RecordForm(posted, initial=_record_initial(now), **words),
        lambda d: actions.record(ref, by=by, **_recorded(d, words)),
        then=lambda _made: _after(request.POST.get("outcome", ""), ref), page=PAGES + "record.html", data=data,
        said=_("Uppföljningen är antecknad."),
    )


def _elsewhere(draft: plan.DraftCard | None) -> list[Any]:
    """What the plan lacks beside what this page asks for itself."""
    return [r for r in draft.missing if r.field not in ("follow_up", "together")] if draft else []


def _outcomes(profile: Profile) -> list[tuple[str, Any]]:
    return [(o.value, o.label) for o in Outcome if o != Outcome.RESTART or profile.restart_grounds]


def _record_initial(now: door.Written) -> dict[str, Any]:
    starts = clock.local(now.next_at) if now.next_at else None
    ends = clock.local(now.next_ends) if now.next_ends else None
    return {
        "next_day": starts.date() if starts else None, "next_starts": starts.time() if starts else None,
        "next_ends": ends.time() if ends else None, "place": now.place, "took_part": now.took_part, "kin": now.kin,
        "why_absent": now.why_absent, "kin_why": now.kin_why,
        **{f"seen_{name}": n for name, n in now.seen.items()},
    }


def _recorded(d: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """The form's answers as the verb takes them."""
    said = Said(
        goals={ref: GoalSaid(d[f"goal_{ref}"], d[f"goalnote_{ref}"]) for ref, _title in words["goals"]},
        efforts={ref: EffortSaid(*(d[f"{part}_{ref}"] for part in ("given", "works", "effect", "onward", "comment")))
                 for ref, _what in words["efforts"]},
        school_or_address=d.get("school_or_address"),
        **{n: d[n] for n in ("yes_again", "outcome", "need_municipality", "need_region", "restart_ground", "reason")},
    )
    day, starts, ends = d["next_day"], d["next_starts"], d["next_ends"]
    next_time = None
    if day and starts:
        next_time = Next(_moment(day, starts), _moment(day, ends) if ends else None, d["place"], d["seen_place"])
    made = None
    if d["took_part"] and d["kin"]:
        made = Together(d["took_part"], d["kin"], d["why_absent"], d["kin_why"],
                        {"why_absent": d["seen_why_absent"], "kin_why": d["seen_kin_why"]})
    return {
        "said": said, "texts": {name: text for name, text in d.items() if isinstance(text, str)},
        "next": next_time, "together": made, "read_back": d["read_back"], "said_yes": d["said_yes"],
        "other": d["other"],
    }


def _after(outcome: str, ref: UUID) -> str:
    """Where one goes on: to the plan, to the ending, or to a new beginning."""
    names = {Outcome.CLOSE.value: "closing", Outcome.RESTART.value: "closing-restart"}
    return reverse(names.get(outcome, "plan"), args=[ref])
