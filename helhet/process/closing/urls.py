"""Addresses of the ending."""

from django.urls import path

from helhet.process.closing import views

urlpatterns = [
    path("sip/<uuid:ref>/avslut/", views.close, name="closing"),
    path("sip/<uuid:ref>/avslut/starta-om/", views.restart, name="closing-restart"),
    path("sip/<uuid:ref>/avslut/efterat/", views.after, name="closing-after"),
    path("sip/<uuid:ref>/avslut/fore-plan/", views.stop, name="case-stop"),
]
