"""The person's own blocks, and what has been opened all the same. Nobody near them has this page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access import blocks, openings
from helhet.access.actor import Actor
from helhet.access.pages import person
from helhet.kit import forms
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.process.case import door as cases


class ShutForm(forms.Form):
    """What the person wants to shut."""

    scope = forms.ChoiceField(label=gettext_lazy("Vad vill du spärra?"),
                              missing=gettext_lazy("Välj vad du vill spärra."))


def _me(request: HttpRequest) -> tuple[Actor, int]:
    by: Actor = request.actor  # type: ignore[attr-defined]
    if by.kind != "individual" or by.individual_id is None:
        raise NotThere
    return by, by.individual_id


@person
def mine(request: HttpRequest) -> HttpResponse:
    """What I have shut, what I can shut, and who has opened something."""
    by, individual = _me(request)
    standing = blocks.of_person(by, individual)
    shut = {(b.scope.controller_id, b.scope.unit_id) for b in standing}
    scopes = {s.value: s for s in blocks.scopes(cases.holders(by, individual))
              if (s.controller_id, s.unit_id) not in shut}

    def form(data: Any) -> ShutForm:
        made = ShutForm(data)
        made.fields["scope"].offer(  # type: ignore[attr-defined]
            [(s.value, s.name, _("Bara den här enheten") if s.of else _("Alla enheter där")) for s in scopes.values()])
        return made

    return submit(
        request, form, lambda d: blocks.set_block(individual=individual, scope=scopes[d["scope"]], by=by),
        then=lambda _n: reverse("my-block"), page="citizen/pages/my_block.html",
        said=_("Spärrat. Det gäller från nu."),
        data={"standing": standing, "scopes": list(scopes), "opened": openings.of_person(by, individual)},
    )


@person
def lift(request: HttpRequest, block: UUID) -> HttpResponse:
    """Open what I have shut, for all who had it before."""
    by, individual = _me(request)
    if request.method != "POST":
        raise NotThere
    blocks.lift(ref=block, individual=individual, by=by)
    messages.success(request, _("Spärren är borttagen."))
    return HttpResponseRedirect(reverse("my-block"), status=303)
