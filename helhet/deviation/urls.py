"""The addresses of deviations."""

from django.urls import path

from helhet.deviation import views

HERE, CASE = "avvikelser/", "sip/<uuid:ref>/avvikelse/"
urlpatterns = [
    path(HERE, views.listed, name="deviations"),
    path(HERE + "fran-oss/", views.listed, {"side": "sent"}, name="deviations-sent"),
    path(HERE + "<uuid:ref>/", views.show, name="deviation"),
    path(HERE + "<uuid:ref>/ta-emot/", views.receive, name="deviation-receive"),
    path(HERE + "<uuid:ref>/tillbaka/", views.send_back, name="deviation-return"),
    path(HERE + "<uuid:ref>/ny-mottagare/", views.route, name="deviation-route"),
    path(HERE + "<uuid:ref>/svara/", views.answer, name="deviation-answer"),
    path(HERE + "<uuid:ref>/avsluta/", views.close, name="deviation-close"),
    path(CASE, views.new, name="deviation-new"),
    path(CASE + "<slug:kind>/<uuid:unit>/", views.new, name="deviation-new-about"),
]
