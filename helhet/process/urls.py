"""The pages of the process, in process order."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("helhet.process.dialogue.urls")),
    path("", include("helhet.process.need.urls")),
    path("", include("helhet.process.consent.urls")),
    path("", include("helhet.process.mapping.urls")),
    path("", include("helhet.process.meeting.urls")),
    path("", include("helhet.process.invitation.urls")),
    path("", include("helhet.process.plan.urls")),
    path("", include("helhet.process.live.urls")),
    path("", include("helhet.process.follow_up.urls")),
    path("", include("helhet.process.closing.urls")),
    path("", include("helhet.process.papers.urls")),
]
