"""The addresses of the meeting."""

from django.urls import path

from helhet.process.meeting import views

HERE = "sip/<uuid:ref>/mote/"
urlpatterns = [
    path(HERE, views.show, name="meeting"),
    path(HERE + "planera/", views.plan, name="meeting-plan"),
    path(HERE + "flytta/", views.move, name="meeting-move"),
    path(HERE + "stall-in/", views.cancel, name="meeting-cancel"),
    path(HERE + "oppna/", views.open_meeting, name="meeting-open"),
    path(HERE + "avsluta/", views.end, name="meeting-end"),
    path(HERE + "avvikelse/", views.deviation, name="meeting-deviation"),
]
