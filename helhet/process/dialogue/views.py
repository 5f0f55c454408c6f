"""Messages on a case: the list, one with its answers, and what one does with it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.forms import Form
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.dialogue import actions, door, events
from helhet.process.dialogue.cards import Choice, MessageCard
from helhet.process.dialogue.forms import CorrectForm, ForwardForm, ReplyForm, ReturnForm, WithdrawForm, WriteForm

_PAGES = "process/dialogue/pages/"


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None


def _attached(found: Iterable[Any]) -> list[actions.Attached]:
    return [actions.Attached(f.name, f.read(), f.whole) for f in found]


def _units(choices: tuple[Choice, ...], chosen: Iterable[str]) -> list[int]:
    by_ref = {str(c.ref): c.unit_id for c in choices}
    return [by_ref[ref] for ref in chosen]


@staff(Permission.CASE_READ)
def shown(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The messages of a case that one's unit sent or got, the newest first."""
    page = request.GET.get("sida", "0")
    with cases.visit(_by(request), ref) as v:
        data = {"case": v.case, "person": v.person, "writing": door.writing(v),
                "threads": door.threads(v, int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 0)}
    return render(request, f"{_PAGES}list.html", data)


@staff(Permission.MESSAGE_WRITE)
def write(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A new message."""
    with cases.visit(_by(request), ref) as v:
        writing = door.writing(v)
        data = {"case": v.case, "person": v.person, "writing": writing}
    if not writing.may_write:
        raise NotThere

    def form(posted: Any) -> WriteForm:
        return WriteForm(posted, _files(request)).offer(writing.choices, ended=writing.ended)

    def verb(d: dict[str, Any]) -> UUID:
        return actions.send(ref, kind=d["kind"], text=d["text"], receivers=_units(writing.choices, d["receivers"]),
                            files=_attached(d["attached"]), by=_by(request))

    return submit(request, form, verb, then=_address, page=f"{_PAGES}write.html", data=data,
                  said=_("Meddelandet är skickat."))


write.takes_files = True  # type: ignore[attr-defined]


@staff(Permission.CASE_READ)
def one(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One message with its answers, and what one may do."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        data = {"case": v.case, "person": v.person, "thread": door.thread(v, ref), "asked": ref,
                "writing": door.writing(v)}
    return render(request, f"{_PAGES}thread.html", data)


@staff(Permission.MESSAGE_WRITE)
def reply(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Answer it."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        asked, thread, writing = door.message(v, ref), door.thread(v, ref), door.writing(v)
        data = {"case": v.case, "person": v.person, "message": asked, "writing": writing}
    has = {thread.first.unit_id, *(r.unit_id for r in thread.first.receivers if r.returned_at is None)}
    choices = tuple(c for c in writing.choices if c.unit_id in has | {asked.unit_id})
    if not writing.may_write or asked.given_back:
        raise NotThere
    first = [str(c.ref) for c in choices if c.unit_id == asked.unit_id]

    def form(posted: Any) -> ReplyForm:
        initial = {"receivers": first or [str(c.ref) for c in choices]}
        return ReplyForm(posted, _files(request), initial=initial).offer(choices)

    def verb(d: dict[str, Any]) -> UUID:
        return actions.reply(ref, text=d["text"], receivers=_units(choices, d["receivers"]),
                             files=_attached(d["attached"]), by=_by(request))

    return submit(request, form, verb, then=_address, page=f"{_PAGES}reply.html",
                  data={**data, "choices": choices}, said=_("Svaret är skickat."))


reply.takes_files = True  # type: ignore[attr-defined]


@staff(Permission.MESSAGE_WRITE)
def acknowledge(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Say that it is read."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        data = {"case": v.case, "person": v.person, "thread": door.thread(v, ref), "asked": ref,
                "writing": door.writing(v)}
    return submit(request, Form, lambda _d: actions.acknowledge(ref, by=_by(request)),
                  then=lambda _done: _address(ref), page=f"{_PAGES}thread.html", data=data,
                  said=_("Meddelandet är kvitterat. Avsändaren ser det."))


@staff(Permission.MESSAGE_WRITE)
def correct(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Write what it should have said."""
    message, data = _own(request, ref)

    def form(posted: Any) -> CorrectForm:
        return CorrectForm(posted, initial={"text": message.text, "seen_text": message.n})

    return submit(request, form, lambda d: actions.correct(ref, text=d["text"], why=d["why"], seen=d["seen_text"] or 0,
                                                           by=_by(request)),
                  then=lambda _done: _address(ref), page=f"{_PAGES}correct.html", data=data,
                  said=_("Meddelandet är rättat. De som har fått det ser vad som är nytt."))


@staff(Permission.MESSAGE_WRITE)
def withdraw(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take it back."""
    _message, data = _own(request, ref)
    return submit(request, WithdrawForm, lambda d: actions.withdraw(ref, why=d["why"], by=_by(request)),
                  then=lambda _done: _address(ref), page=f"{_PAGES}withdraw.html", data=data,
                  said=_("Meddelandet är taget tillbaka."))


@staff(Permission.MESSAGE_WRITE)
def forward(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Let one more unit have it."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        message, writing = door.message(v, ref), door.writing(v)
        data = {"case": v.case, "person": v.person, "message": message}
    has = {message.unit_id, *(r.unit_id for r in message.receivers)}
    choices = tuple(c for c in writing.choices if c.unit_id not in has)
    if not writing.may_write or message.given_back or message.withdrawn_at:
        raise NotThere
    return submit(request, lambda posted: ForwardForm(posted).offer(choices),
                  lambda d: actions.forward(ref, unit=_units(choices, [d["unit"]])[0], by=_by(request)),
                  then=lambda _done: _address(ref), page=f"{_PAGES}forward.html", data={**data, "choices": choices},
                  said=_("Meddelandet är skickat vidare."))


@staff(Permission.MESSAGE_WRITE)
def return_(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Give back what was meant for somebody else."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        message = door.message(v, ref)
        case = v.case.ref
        data = {"case": v.case, "person": v.person, "message": message}
    if not message.got:
        raise NotThere
    return submit(request, ReturnForm, lambda d: actions.return_(ref, why=d["why"], by=_by(request)),
                  then=lambda _done: reverse("messages", args=[case]), page=f"{_PAGES}return.html", data=data,
                  said=_("Meddelandet är tillbaka hos avsändaren."))


@staff(Permission.CASE_READ)
def file(request: HttpRequest, ref: UUID, file: UUID) -> HttpResponse:
    """One attached file, to keep and not to show: the browser is to draw nothing of it."""
    with cases.visit(_by(request), door.case_of(ref), events.FILE_READ) as v:
        found = door.file(v, ref, file)
    return handed_over(found)


def handed_over(found: Any) -> HttpResponse:
    """A file as an answer: our name, never shown in the browser, nothing in it may run."""
    answer = HttpResponse(found.body, content_type=found.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _own(request: HttpRequest, ref: UUID) -> tuple[MessageCard, dict[str, Any]]:
    """A message that one's own unit sent and that still stands. Raises NotThere."""
    with cases.visit(_by(request), door.case_of(ref)) as v:
        message = door.message(v, ref)
        data = {"case": v.case, "person": v.person, "message": message}
    if not message.mine or message.withdrawn_at:
        raise NotThere
    return message, data


def _address(ref: UUID) -> str:
    return reverse("message", args=[ref])
