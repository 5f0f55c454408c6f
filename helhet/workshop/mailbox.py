"""The demo's mailbox: what would have been sent, had this not been a demo. Installed only where the sign-in is."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from helhet.access.pages import anyone
from helhet.kit.pages import render
from helhet.post import door


@anyone
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail and text of the demo, newest first."""
    return render(request, "workshop/pages/mailbox.html", {"letters": door.captured()})


urlpatterns = [path("brevlada/", mailbox, name="mailbox")]
