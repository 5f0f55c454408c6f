"""Three owners, the same pages: a member of staff, the unit, and the person or somebody near them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.actor import Actor
from helhet.access.pages import View, person, staff
from helhet.access.rules import Permission
from helhet.kit.forms import Form
from helhet.kit.pages import render, submit
from helhet.post import actions, door, forms, owners
from helhet.post.owners import Owner


@dataclass(frozen=True)
class Pages:
    """One owner's pages. ``keeps`` guards what changes something, ``sees`` what only shows and tries again."""

    key: str
    place: str
    owner: Callable[[Actor], Owner]
    sees: Callable[[View], View]
    keeps: Callable[[View], View]
    base: str
    title: str | Promise
    lead: str | Promise

    def urls(self) -> list[URLPattern]:
        """Every page of this owner."""
        one, letter = f"{self.place}<uuid:ref>/", f"{self.place}besked/<uuid:ref>/"
        return [
            path(self.place, self.sees(self.overview), name=self.name()),
            path(f"{self.place}ny/", self.keeps(self.add), name=self.name("add")),
            path(one, self.keeps(self.one), name=self.name("way")),
            path(f"{one}ny-kod/", self.keeps(self._press(actions.send_code_again, _code_sent, "way")),
                 name=self.name("again")),
            path(f"{one}prov/", self.keeps(self._press(actions.send_test, _test_sent)), name=self.name("test")),
            path(f"{one}ta-bort/", self.keeps(self._press(actions.end, _ended)), name=self.name("end")),
            path(f"{letter}igen/", self.sees(self._press_letter(actions.try_again, _tried)), name=self.name("try")),
            path(f"{letter}ta-bort/", self.sees(self._press_letter(actions.drop, _dropped)), name=self.name("drop")),
        ]

    def name(self, page: str = "") -> str:
        return f"reach-{self.key}-{page}" if page else f"reach-{self.key}"

    def overview(self, request: HttpRequest) -> HttpResponse:
        """Where one is told, how that goes, and what did not arrive."""
        return render(request, "post/pages/overview.html", self._overview(request))

    def add(self, request: HttpRequest) -> HttpResponse:
        """A new address; the code goes there at once."""
        by = request.actor  # type: ignore[attr-defined]
        shown: list[forms.Add] = []

        def form(data: QueryDict | None) -> forms.Add:
            shown[:] = [forms.Add(data)]
            return shown[0]

        def verb(data: dict[str, Any]) -> UUID:
            return actions.add(owner=self.owner(by), channel=data["channel"], address=shown[0].address, by=by)

        return submit(request, form, verb, then=self._to_way, page="post/pages/add.html", data=self._frame())

    def one(self, request: HttpRequest, ref: UUID) -> HttpResponse:
        """The code while it is waited for; else when one wants to be told."""
        by = request.actor  # type: ignore[attr-defined]
        owner = self.owner(by)
        card = door.way(owner, ref)
        if card.state != "on":
            return self._code(request, card, owner, by)
        start = {**vars(card.habits), "quiet": card.quiet}
        if not card.quiet:
            start |= {"quiet_from": None, "quiet_to": None}

        def verb(data: dict[str, Any]) -> None:
            data.pop("quiet")
            actions.change(owner=owner, ref=ref, by=by, **data)

        return submit(request, lambda data: forms.Habits(data, initial=start), verb, then=self._home,
                      page="post/pages/habits.html", data={**self._frame(), "way": card},
                      said=_("Ändringen är sparad."))

    def _code(self, request: HttpRequest, card: door.WayCard, owner: Owner, by: Actor) -> HttpResponse:
        if request.method == "POST" and "save_draft" not in request.POST:
            actions.guess(owner=owner, ref=card.ref)
        return submit(request, forms.Code, lambda d: actions.confirm(owner=owner, ref=card.ref, code=d["code"], by=by),
                      then=self._to_way, page="post/pages/code.html", data={**self._frame(), "way": card},
                      said=_("Adressen är bekräftad. Så här säger vi till, om du inte ändrar det."))

    def _press(self, verb: Callable[..., Any], said: Callable[[], str], back: str = "") -> View:
        """A page that is only a button."""

        def pressed(request: HttpRequest, ref: UUID) -> HttpResponse:
            by = request.actor  # type: ignore[attr-defined]
            goes = self._to_way(ref) if back else self._home(None)
            if request.method != "POST":
                return HttpResponseRedirect(goes, status=303)
            data = self._overview(request)
            return submit(request, Form, lambda _data: verb(owner=self.owner(by), ref=ref, by=by), then=lambda _r: goes,
                          page="post/pages/overview.html", data=data, said=said())

        return pressed

    def _press_letter(self, verb: Callable[..., Any], said: Callable[[], str]) -> View:
        return self._press(lambda owner, ref, by: verb(owner=owner, letter=ref, by=by), said)

    def _overview(self, request: HttpRequest) -> dict[str, Any]:
        by = request.actor  # type: ignore[attr-defined]
        owner = self.owner(by)
        changes = self.key != "unit" or by.may(Permission.UNIT_ADMINISTER)
        return {**self._frame(), "ways": door.ways(owner), "dead": door.dead(owner), "changes": changes,
                "unit_page": self.key == "own" and by.may(Permission.INBOX_KEEP), "unit_name": by.unit_name}

    def _frame(self) -> dict[str, Any]:
        return {"at": self, "base": self.base, "title": self.title, "lead": self.lead, "for_unit": self.key == "unit"}

    def _home(self, _result: object) -> str:
        return reverse(self.name())

    def _to_way(self, ref: UUID) -> str:
        return reverse(self.name("way"), args=[ref])


def _code_sent() -> str:
    return _("En ny kod är på väg.")


def _test_sent() -> str:
    return _("Ett prov är på väg. Det tar oftast mindre än en minut.")


def _ended() -> str:
    return _("Adressen är borttagen. Inget mer skickas dit.")


def _tried() -> str:
    return _("Vi försöker igen nu.")


def _dropped() -> str:
    return _("Beskedet är borttaget.")


STAFF, PERSON = "kit/pages/base.html", "kit/pages/citizen_base.html"
OWN = Pages(
    "own", "sa-nar-vi-dig/", owners.own, staff(), staff(), STAFF, gettext_lazy("Så når vi dig"),
    gettext_lazy("Vi kan säga till med e-post eller sms när du har något att läsa i Helhet. Där står bara det, aldrig "
                 "vem eller vad det gäller."),
)
UNIT = Pages(
    "unit", "enheten/sa-nar-vi-er/", owners.of_unit, staff(Permission.INBOX_KEEP), staff(Permission.UNIT_ADMINISTER),
    STAFF, gettext_lazy("Så når vi er enhet"),
    gettext_lazy("Vi kan säga till enheten med e-post eller sms när ni har något att läsa i Helhet. Där står bara det, "
                 "aldrig vem eller vad det gäller."),
)
AT_OWN_DOOR = Pages(
    "person", "min-sip/sa-nar-vi-dig/", owners.at_own_door, person, person, PERSON, gettext_lazy("Så når vi dig"),
    gettext_lazy("Vi kan skicka ett mejl eller sms när du har något nytt att läsa här. Det står aldrig vad det handlar "
                 "om. Du väljer själv, och kan ändra dig när du vill."),
)
EVERYBODY = (OWN, UNIT, AT_OWN_DOOR)
