"""The table of contents of the house."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from helhet.access.urls import at_the_door

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("helhet.access.urls")),
    path("", include("helhet.desk.urls")),
    path("", include("helhet.desk.profiles.urls")),
    path("", include("helhet.citizen.urls")),
    path("", include("helhet.process.urls")),
    path("", include("helhet.deviation.urls")),
    path("", include("helhet.keeping.urls")),
    path("", include("helhet.rulebook.urls")),
    path("", include("helhet.post.urls")),
    path("", include("helhet.oversight.urls")),
]
if not settings.DEMO:
    urlpatterns += at_the_door
if settings.DEMO:
    urlpatterns += [path("", include("helhet.workshop.signin")), path("bygglada/", include("helhet.workshop.gallery"))]
    urlpatterns += [path("", include("helhet.workshop.mailbox"))]

handler400 = "helhet.kit.errors.unreadable"
handler404 = "helhet.kit.errors.not_there"
handler500 = "helhet.kit.errors.broken"
