"""The addresses of a need."""

from django.urls import path

from helhet.process.need import views

urlpatterns = [
    path("sip/ny/", views.notice, name="need-notice"),
    path("sip/ny/<uuid:person>/", views.notice_for, name="need-notice-for"),
    path("sip/efterfragan/", views.ask, name="need-request"),
    path("sip/patala/", views.point_out, name="need-point-out"),
    path("sip/<uuid:ref>/behov/", views.need, name="need"),
    path("sip/<uuid:ref>/bedomning/", views.assess, name="need-assess"),
    path("sip/<uuid:ref>/avslag/", views.refuse, name="need-refuse"),
    path("sip/<uuid:ref>/ta-upp/", views.take_up, name="need-take-up"),
    path("sip/<uuid:ref>/pa-nytt/", views.again, name="need-again"),
]
