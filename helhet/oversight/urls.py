"""The addresses of what is looked at afterwards."""

from django.urls import path

from helhet.oversight import directory_views, review_views, staffing_views

REVIEW = "granskning/<uuid:ref>/"
urlpatterns = [
    path("enheten/", staffing_views.unit_staff, name="unit-staff"),
    path("enheten/lagg-till/", staffing_views.add, name="unit-staff-add"),
    path("enheten/stammer-det/", staffing_views.confirm, name="unit-staff-confirm"),
    path("enheten/<uuid:ref>/avsluta/", staffing_views.end, name="unit-staff-end"),
    path("granskning/", review_views.rounds, name="log-rounds"),
    path(REVIEW, review_views.one_round, name="log-round"),
    path(REVIEW + "underteckna/", review_views.sign, name="log-sign"),
    path(REVIEW + "<uuid:sample>/", review_views.judge, name="log-judge"),
    path("loggen/", review_views.search, name="log-search"),
    path("katalogen/", directory_views.upload, name="directory"),
    path("katalogen/<uuid:ref>/", directory_views.look, name="directory-file"),
]
