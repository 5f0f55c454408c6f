"""*Kontrollera en loggkod*: whoever holds a printed plan can see that the log is what it was. Nothing about anybody."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from helhet.access.pages import anyone
from helhet.audit import checkpoints
from helhet.kit.forms import Form, ShortText
from helhet.kit.pages import UNPROCESSABLE, render
from helhet.organisations import door as organisations


class CodeForm(Form):
    code = ShortText(
        label=_("Loggkod"), max_length=40, width=20, autocomplete="off",
        missing=_("Skriv koden som står längst ner på papperet."),
        help_text=_("Sexton bokstäver och siffror, till exempel ABCD-EFGH-JKLM-NPQR."),
    )


@anyone
def log_code(request: HttpRequest) -> HttpResponse:
    """The code of a printed plan against the log. It is posted, so that it never stands in an address."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    data = {"form": form, "asked": form.is_bound and form.is_valid(), "point": None, "whose": ""}
    if data["asked"]:
        point = checkpoints.look_up(form.cleaned_data["code"])
        whose = organisations.controller_names([point.controller]) if point else {}
        data |= {"point": point, "whose": whose.get(point.controller, "Helhet") if point else ""}
    wrong = form.is_bound and not data["asked"]
    return render(request, "citizen/pages/log_code.html", data, status=UNPROCESSABLE if wrong else 200)
