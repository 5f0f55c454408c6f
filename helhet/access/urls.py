from django.urls import path

from helhet.access import reports, session_views, views

# Where the demo has a door of its own.
at_the_door = [
    path("logga-in/", views.services, name="sign-in"),
    path("logga-ut/", views.sign_out, name="sign-out"),
]
urlpatterns = [
    path("logga-in/tjanster/", views.services, name="sign-in-services"),
    path("logga-in/med/<slug:code>/", views.start, name="sign-in-start"),
    path("logga-in/svar/<slug:code>/", views.answer, name="sign-in-answer"),
    path("logga-in/gick-inte/", views.not_in, name="sign-in-not"),
    path("logga-in/vem/", views.choose, name="sign-in-choose"),
    path("logga-in/nycklar/<slug:code>/", views.our_keys, name="sign-in-keys"),
    path("logga-ut/fran/<slug:code>/", views.ended_at_provider, name="sign-out-from"),
    path("kvar/", session_views.stay, name="stay"),
    path("webblasarrapport/", reports.report, name="browser-report"),
    path("inloggningar/", session_views.mine, name="sessions"),
]
