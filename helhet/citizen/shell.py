"""The frame around the person's pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.kit.shell import Link, Shell


def citizen_shell(request: Any) -> Shell:
    """Home, name and sign-out for the person; an empty frame before that."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.is_staff:
        return Shell(home="/logga-in/")
    looked = Link(_("Vem har tittat?"), reverse("my-log"))
    menu = (*((looked,) if actor.kind == "individual" else ()), Link(_("Så når vi dig"), reverse("reach-person")),
            Link(_("Här är du inloggad"), reverse("sessions")), Link(_("Om SIP"), reverse("guide")))
    return Shell(home=reverse("my-sip"), name=actor.name, menu=menu, sign_out=reverse("sign-out"))
