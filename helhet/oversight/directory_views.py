"""The directory's files: send one, see what it would change, take it in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.directory import actions as directory
from helhet.access.pages import staff
from helhet.access.rules import ROLES, Permission
from helhet.kit.pages import submit
from helhet.oversight import actions, door
from helhet.oversight.forms import Apply, Upload

PAGES = "oversight/pages/"


@staff(Permission.DIRECTORY_WRITE)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    by = request.actor  # type: ignore[attr-defined]
    return submit(
        request, lambda data: Upload(data, request.FILES if request.method == "POST" else None),
        lambda d: actions.keep_file(name=d["file"].name, body=d["file"].read(), by=by),
        then=lambda ref: reverse("directory-file", args=[ref]), page=PAGES + "directory.html")


upload.takes_files = True  # type: ignore[attr-defined]


@staff(Permission.DIRECTORY_WRITE)
def look(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What the file would change, and the yes."""
    by = request.actor  # type: ignore[attr-defined]
    body = door.directory_file(by, ref)
    changes = directory.look(body, by=by)
    roles = {code: role.name for code, role in ROLES.items()}

    def form(data: Any) -> Apply:
        made = Apply(data)
        if not changes.leaves:
            made.fields.pop("many")
        return made

    return submit(request, form, lambda d: actions.take_in(ref=ref, many=d.get("many", False), by=by),
                  then=lambda _c: reverse("directory"), page=PAGES + "directory_file.html",
                  data={"changes": changes, "roles": roles}, said=_("Katalogen är inläst."))
