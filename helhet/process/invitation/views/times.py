"""Pages of finding a time: propose, see who can when, choose; and for those who are asked, say which suit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import person, staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.dates import datetime_sv, time_sv
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.case.door import Visit
from helhet.process.case.rules import State
from helhet.process.invitation import actions, door
from helhet.process.invitation import times as finding
from helhet.process.invitation.actions.times import BOOKED, STATES, TO_CALL, Fixed
from helhet.process.invitation.forms import FixForm, NothingForm, RepliesForm, SendForm, TimesForm
from helhet.process.invitation.times_cards import OptionCard, PollCard, TimesAsked
from helhet.process.invitation.views.calling import PAGES, about
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting


def _look(request: HttpRequest, ref: UUID) -> dict[str, Any]:
    """What the convener's pages show. Raises NotThere for others, and when there is nothing to find a time for."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        if not door.holds(v) or v.case.state not in STATES:
            raise NotThere
        return about(v) | {
            "poll": finding.poll(v), "meeting": meeting.next_meeting(v), "important": mapping.important(v),
            "wishes": _wishes(v), "today": clock.today(), "moves": v.case.state in (State.CALLED, State.FOLLOWING_UP),
        }


def _wishes(v: Visit) -> tuple[tuple[str, str], ...]:
    """Who asked for another time, and in which words."""
    card = door.call(v)
    rows = card.recipients if card and card.live else ()
    return tuple((r.name, r.answer.message) for r in rows if r.answer and r.reply == "other_time")


@staff(Permission.MEETING_PLAN)
def times(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Who can when, the best time first."""
    return render(request, f"{PAGES}times.html", _look(request, ref))


@staff(Permission.MEETING_PLAN)
def propose(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Propose up to eight times, and ask."""
    data, by = _look(request, ref), request.actor  # type: ignore[attr-defined]
    initial = {"length": "75", "place": data["meeting"].place if data["meeting"] else ""}
    return submit(
        request, lambda sent: TimesForm(sent, initial=initial),
        lambda d: actions.ask_times(ref, times=TimesForm.times(d), answer_by=d["answer_by"],
                                    list_agreed_with_person=d["list_agreed_with_person"], by=by),
        then=lambda _r: reverse("times", args=[ref]), page=f"{PAGES}times_ask.html", data=data,
        said=_("Frågan är skickad till dem som finns i Helhet. Fråga %(name)s, och ring de andra.")
        % {"name": data["person"].given_name},
    )


@staff(Permission.MEETING_PLAN)
def note(request: HttpRequest, ref: UUID, asked: UUID) -> HttpResponse:
    """The convener writes down what somebody has said."""
    data, by = _look(request, ref), request.actor  # type: ignore[attr-defined]
    poll: PollCard | None = data["poll"]
    who = poll.who(asked) if poll and poll.open else None
    if poll is None or who is None:
        raise NotThere
    return _replies(
        request, poll.by_day, who.replies, data | {"who": who}, f"{PAGES}times_note.html",
        lambda replies: actions.answer_times(ref, replies=replies, asked=asked, by=by),
        reverse("times", args=[ref]), _("Svaret är antecknat."))


@staff(Permission.CALL_ANSWER)
def reply(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A unit says which times suit. It may know nothing of the case yet but this."""
    by = request.actor  # type: ignore[attr-defined]
    card = finding.asked_of(by, ref)
    return _own_replies(request, card, "times_answer.html", reverse("times-answer", args=[ref]))


@person
def my_times(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The person, or somebody near who is asked, says which times suit."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        card = finding.own(v)
    if card is None:
        raise NotThere
    return _own_replies(request, card, "times_person.html", reverse("my-sip-one", args=[ref]))


def _own_replies(request: HttpRequest, card: TimesAsked, page: str, back: str) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    return _replies(
        request, card.options, card.mine.replies, {"asked": card}, PAGES + page,
        lambda replies: actions.answer_times(card.case_ref, replies=replies, by=by), back,
        _("Tack, svaret är sparat. Den som frågade ser det nu."))


def _replies(
    request: HttpRequest, options: tuple[OptionCard, ...], said: Any, data: dict[str, Any], page: str, verb: Any,
    back: str, thanks: str,
) -> HttpResponse:
    rows = [(o.ref, when(o), where(o)) for o in options]
    initial = {f"t_{ref.hex}": reply for ref, reply in said.items()}

    def make(sent: Any) -> RepliesForm:
        return RepliesForm(sent, options=rows, initial=initial)

    return submit(request, make, lambda d: verb(make(None).replies(d)), then=lambda _r: back, page=page, data=data,
                  said=thanks)


def when(o: OptionCard) -> str:
    """A time in words: the day, and the hours between."""
    return _("%(start)s–%(end)s") % {"start": datetime_sv(o.starts_at), "end": time_sv(o.ends_at)}


def where(o: OptionCard) -> str:
    return ", ".join(p for p in (o.how_name, o.place) if p)


@staff(Permission.MEETING_PLAN)
def fix(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One click: the meeting stands and the call goes out; or what is missing is named, and one comes to it."""
    data, by = _look(request, ref), request.actor  # type: ignore[attr-defined]
    if request.method != "POST":  # after the look: whoever may not see the times is not led to them either
        return HttpResponseRedirect(reverse("times", args=[ref]), status=303)
    poll: PollCard | None = data["poll"]
    if poll is None:
        raise NotThere
    picked = next((o for o in poll.options if str(o.ref) == request.POST.get("option")), None)
    return submit(
        request, FixForm, lambda d: actions.fix_time(ref, **d, by=by), then=lambda fixed: _onwards(request, ref, fixed),
        page=f"{PAGES}times_fix.html", data=data | {"picked": picked},
    )


def _onwards(request: HttpRequest, ref: UUID, fixed: Fixed) -> str:
    if fixed.outcome == TO_CALL:
        messages.success(request, _("Tiden är vald. Skriv nu kallelsen till uppföljningen."))
        return reverse("follow-up-call", args=[ref])
    if fixed.outcome == BOOKED:
        missing = " ".join(str(r.sentence) for r in fixed.missing)
        messages.info(request, _("Mötet är bestämt. Kallelsen är inte skickad än. %(missing)s") % {"missing": missing})
        written = all(r.field in SendForm.base_fields for r in fixed.missing)
        return reverse("invitation-send" if written else "invitation", args=[ref])
    messages.success(request, _("Mötet är bestämt och kallelsen har gått ut. Skriv nu ut den till dem som får den på "
                                "papper."))
    return reverse("invitation", args=[ref])


@staff(Permission.MEETING_PLAN)
def stop(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take the question back."""
    if request.method != "POST":
        raise NotThere
    data = _look(request, ref) | {"title": _("Försök en gång till")}
    return submit(request, NothingForm, lambda _d: actions.stop_times(ref, by=request.actor),  # type: ignore[attr-defined]
                  then=lambda _r: reverse("times", args=[ref]), page="kit/pages/form.html", data=data,
                  said=_("Frågan är tillbakatagen. Ingen behöver svara på den."))
