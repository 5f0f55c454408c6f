"""The frame around every page of staff."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import openings
from helhet.access.rules import Permission
from helhet.clock import inbox
from helhet.kit.shell import Link, Shell

FITS = 34  # signs beside the links at 1280 px, the inbox with its count among them


def staff_shell(request: Any) -> Shell:
    """Links, unit and name for the one who is signed in; an empty frame before that."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_staff:
        return Shell()
    profiles = Link(_("Vad gäller i länen"), reverse("profiles"), "profiles")
    return Shell(
        home=reverse("home"),
        links=(*kept(actor), profiles) if not actor.may(Permission.CASE_READ) else (
            Link(_("Att göra"), reverse("home"), "todo"),
            Link(_("Inkorg"), reverse("inbox"), "inbox", many(getattr(request, "unread", inbox.Counts()).unit)),
            Link(_("Våra SIP:ar"), reverse("cases"), "cases"),
            Link(_("Sök"), reverse("search"), "search"),
            Link(_("Nytt behov"), reverse("need-notice"), "notice"),
        ),
        unit=_where(actor.unit_name, actor.controller_name), unit_href=reverse("assignments"), name=actor.name,
        menu=(
            *(kept(actor) if actor.may(Permission.CASE_READ) else ()),
            Link(_("Byt enhet"), reverse("assignments")), Link(_("Avvikelser"), reverse("deviations")),
            Link(_("Så når vi dig"), reverse("reach-own")), profiles,
            Link(_("Här är du inloggad"), reverse("sessions")),
            *((Link(_("Spärrade uppgifter"), reverse("block-look")),) if actor.may(Permission.BLOCK_SET) else ()),
            *((Link(_("Nödöppning"), reverse("emergency")),) if openings.may_emergency(actor) else ()),
            Link(_("Om SIP"), reverse("guide")),
        ),
        sign_out=reverse("sign-out"),
    )


def kept(actor: Any) -> tuple[Link, ...]:
    """What some have to look after beside the SIPs: the unit's list, the log, the directory."""
    ways = ((Permission.UNIT_ADMINISTER, _("Vilka arbetar här?"), "unit-staff"),
            (Permission.LOG_REVIEW, _("Granska loggen"), "log-rounds"),
            (Permission.LOG_REVIEW, _("Granska nödöppningar"), "emergencies"),
            (Permission.KEEPING_DECIDE, _("Att gallra"), "keeping"),
            (Permission.DIRECTORY_WRITE, _("Läs in katalogen"), "directory"))
    return tuple(Link(text, reverse(name), name) for permission, text, name in ways if actor.may(permission))


def many(n: int) -> int | str:
    """A count as it is shown: what is above what is counted is "500+"."""
    return n if n <= inbox.MANY else _("%(n)s+") % {"n": inbox.MANY}


def _where(unit: str, controller: str) -> str:
    """Unit and controller where both fit in the band; else the unit, and the rest on the page of assignments."""
    both = f"{unit} · {controller}"
    return both if len(both) <= FITS else unit
