"""The pages of a need: start, take up, ask, point out, refuse, assess and read why."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations
from helhet.people import actions as people_actions
from helhet.people import door as people
from helhet.process.case import door as cases
from helhet.process.need import actions, door
from helhet.process.need.forms import AssessForm, NoticeFields, NoticeForm, PointOutForm, RefuseForm, RequestForm
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile

_NOTICE = "process/need/pages/notice.html"


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _case(ref: UUID) -> str:
    return reverse("case", args=[ref])


def _profile(by: Actor) -> Profile:
    return rulebook.for_county(by.county_code)[1]


def _registered(form: Any, by: Actor) -> int:
    return people_actions.register(**form.person_values(), by=by)


@staff(Permission.NEED_NOTICE)
def notice(request: HttpRequest) -> HttpResponse:
    """A need of somebody whose name and number are written on the page."""
    by = _by(request)
    made: list[NoticeForm] = []

    def form(data: Any) -> NoticeForm:
        made[:] = [NoticeForm(data)]
        made[0].for_profile(_profile(by))
        return made[0]

    def verb(_data: dict[str, Any]) -> UUID:
        return actions.notice(individual=_registered(made[0], by), by=by, **made[0].need_values())

    return submit(request, form, verb, then=_case, page=_NOTICE, said=_("Behovet är antecknat."),
                  data={"person": None, "may_start": by.unit_kind in _profile(by).may_start, "taking_up": None})


@staff(Permission.NEED_NOTICE)
def notice_for(request: HttpRequest, person: UUID) -> HttpResponse:
    """A need of somebody the unit already works with."""
    card = people.enter(_by(request), person)
    return _known(request, card, {}, profile=_profile(_by(request)))


@staff(Permission.NEED_NOTICE)
def take_up(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take up a request or a pointing out."""
    with cases.visit(_by(request), ref) as v:
        door.owner(v)
        card, shown, profile = v.person, door.need(v), v.profile
    return _known(request, card, {"case_ref": ref}, profile=profile, taking_up=shown.ask if shown else None, back=ref)


@staff(Permission.NEED_NOTICE)
def again(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A new need after an end: a new SIP, linked to the old one."""
    with cases.visit(_by(request), ref) as v:
        card = v.person
    return _known(request, card, {"previous": ref}, profile=_profile(_by(request)), back=ref)


def _known(
    request: HttpRequest, card: people.PersonCard, link: dict[str, UUID], *, profile: Profile, taking_up: Any = None,
    back: UUID | None = None,
) -> HttpResponse:
    by = _by(request)
    made: list[NoticeFields] = []

    def form(data: Any) -> NoticeFields:
        made[:] = [NoticeFields(data).for_profile(profile)]
        return made[0]

    def verb(_data: dict[str, Any]) -> UUID:
        return actions.notice(individual=card.id, by=by, **made[0].need_values(), **link)  # type: ignore[arg-type]

    data = {"person": card, "may_start": by.unit_kind in profile.may_start, "taking_up": taking_up, "back": back,
            "again": "previous" in link}
    return submit(request, form, verb, then=_case, page=_NOTICE, said=_("Behovet är antecknat."), data=data)


@staff(Permission.NEED_NOTICE)
def ask(request: HttpRequest) -> HttpResponse:
    """Write down that somebody asks for a SIP."""
    return _asking(request, RequestForm, "process/need/pages/request.html", ("asked_by", "name", "words"),
                   actions.request)


@staff(Permission.NEED_POINT_OUT)
def point_out(request: HttpRequest) -> HttpResponse:
    """Tell a unit that can start of what we have seen."""
    return _asking(request, PointOutForm, "process/need/pages/point_out.html", ("words", "agreed_by_person"),
                   actions.point_out)


def _asking(request: HttpRequest, kind: Any, page: str, names: tuple[str, ...], act: Any) -> HttpResponse:
    by = _by(request)
    made: list[Any] = []
    units = organisations.choices(kinds=_profile(by).may_start, county=by.county_code or None)

    def form(data: Any) -> Any:
        made[:] = [kind(data)]
        made[0].fields["unit"].offer(units)
        return made[0]

    def verb(data: dict[str, Any]) -> tuple[UUID, bool]:
        unit = organisations.unit(UUID(data["unit"]))
        ref = act(individual=_registered(made[0], by), unit=unit.id, by=by, **{n: data[n] for n in names})
        return ref, unit.id == by.unit_id

    # Whoever asked another unit has no place in that unit's case.
    return submit(request, form, verb, then=lambda done: _case(done[0]) if done[1] else reverse("home"), page=page,
                  said=_("Frågan är antecknad. Enheten är skyldig att svara."))


@staff(Permission.NEED_NOTICE)
def refuse(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Say no to a request, with the reason."""
    with cases.visit(_by(request), ref) as v:
        door.owner(v)
        data = {"case": v.case, "person": v.person, "need": door.need(v)}
    return submit(
        request, RefuseForm, lambda d: actions.refuse_request(ref, by=_by(request), **d), then=lambda _r: _case(ref),
        page="process/need/pages/refuse.html", data=data, said=_("Svaret är antecknat."),
    )


@staff(Permission.NEED_NOTICE)
def assess(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Judge the need, and where it leads."""
    with cases.visit(_by(request), ref) as v:
        door.owner(v)
        data = {"case": v.case, "person": v.person, "need": door.need(v), "ongoing": door.ongoing_here(v)}
        profile = v.profile
    made: list[AssessForm] = []

    def form(posted: Any) -> AssessForm:
        made[:] = [AssessForm(posted).for_profile(profile)]
        return made[0]

    return submit(
        request, form, lambda _d: actions.assess(ref, by=_by(request), **made[0].need_values()),
        then=lambda _r: _case(ref), page="process/need/pages/assess.html", data=data,
        said=_("Bedömningen är antecknad."),
    )


@staff(Permission.CASE_READ)
def need(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Why this SIP began, and how it was judged."""
    with cases.visit(_by(request), ref) as v:
        data = {"case": v.case, "person": v.person, "need": door.need(v), "ours": v.is_convener}
    return render(request, "process/need/pages/need.html", data)
