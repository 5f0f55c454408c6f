"""The box of building blocks at /bygglada/: every part of the look in use. Demo and tests only."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, forms
from helhet.kit.pages import render


class Example(forms.Form):
    """One of each kind of field."""

    name = forms.ShortText(label=_("Vad heter du?"), help_text=_("Det namn du vill bli kallad."), width=20)
    phone = forms.PhoneField(label=_("Telefon"), autocomplete="tel", required=False)
    way = forms.ChoiceField(
        label=_("Hur gavs samtycket?"), rule="CON-12",
        choices=[("oral", _("Muntligt"), _("Skriv vem som hörde det och när.")), ("paper", _("På papper")),
                 ("own", _("I personens egen inloggning"))],
    )
    heard_by = forms.ShortText(label=_("Vem hörde det?"), required=False)
    areas = forms.MultiChoice(
        label=_("Vilka delar av livet gäller det?"),
        choices=[("home", _("Hem och familj")), ("work", _("Skola och jobb"), _("Också praktik och sysselsättning.")),
                 ("health", _("Hälsa"))],
    )
    day = forms.DateField(label=_("När är mötet?"), help_text=_("Till exempel 2 12 2026"))
    hour = forms.TimeField(label=_("Klockslag"), help_text=_("Till exempel 14.00"))
    comes = forms.YesNo(label=_("Kommer ni?"))
    words = forms.LongText(label=_("Vad är viktigt för dig?"), rows=4, max_length=500)
    unit = forms.SelectField(
        label=_("Enhet"),
        choices=[("a", "Mottagningsenheten"), ("b", "Psykiatriska mottagningen"), ("c", "Ytterbyskolan")],
    )
    read = forms.Confirm(label=_("Jag har läst upp texten för personen."))


class Grid(forms.Form):
    """The small choices of who may know what."""

    plan = forms.ChoiceField(label=_("Planen"), choices=[("yes", _("får se")), ("no", _("inte"))])
    health = forms.ChoiceField(label=_("Hälsa"), choices=[("yes", _("får se")), ("no", _("inte"))])
    school = forms.ChoiceField(label=_("Skola och jobb"), choices=[("yes", _("får se")), ("no", _("inte"))])


def steps() -> list[dict[str, Any]]:
    """A path with five steps behind or at hand and two to come."""
    done = [(_("Behov"), "6 nov"), (_("Samtycke"), "10 nov"), (_("Kartläggning"), "14 nov"), (_("Kallelse"), "18 nov")]
    later = [_("Plan"), _("Uppföljning")]
    return [
        *({"name": name, "when": when, "state": "done", "href": "#stegen"} for name, when in done),
        {"name": _("Möte"), "when": "2 dec kl. 14", "state": "now"},
        *({"name": name, "state": "later"} for name in later),
    ]


def data(sent: dict[str, str] | None) -> dict[str, Any]:
    """What the page shows. With ``sent`` the form has been judged and says what is wrong."""
    today = clock.today()
    said = Grid(initial={"plan": "yes", "health": "yes", "school": "no"}, prefix="a")
    return {
        "form": Example(sent, initial={"day": date(2026, 12, 2), "unit": "b"}),
        "grids": [(_("Vårdcentralen Solgärde"), said),
                  (_("Mottagningsenheten"), Grid(initial={"plan": "yes"}, prefix="b"))],
        "steps": steps(),
        "days": SimpleNamespace(late=today - timedelta(1), today=today, soon=today + timedelta(11)),
    }


def show(request: HttpRequest) -> HttpResponse:
    """The page; ``?fel=1`` shows the form as it looks when it was sent empty."""
    wrong = {"name": "", "day_day": "31", "day_month": "2", "day_year": "2026"} if "fel" in request.GET else None
    return render(request, "kit/pages/gallery.html", data(wrong))


def show_own(request: HttpRequest) -> HttpResponse:
    """The same parts as the person meets them, on the phone."""
    return render(request, "kit/pages/gallery_own.html", data(None))


def show_screen(request: HttpRequest) -> HttpResponse:
    """The meeting room's screen."""
    return render(request, "kit/pages/gallery_screen.html", data(None))


app_name = "gallery"
urlpatterns = [
    path("", show, name="parts"), path("telefon/", show_own, name="own"), path("skarm/", show_screen, name="screen"),
]
