"""Addresses of the follow-up."""

from django.urls import path

from helhet.process.follow_up import views

urlpatterns = [
    path("sip/<uuid:ref>/uppfoljning/", views.overview, name="follow-up"),
    path("sip/<uuid:ref>/uppfoljning/kalla/", views.call, name="follow-up-call"),
    path("sip/<uuid:ref>/uppfoljning/anteckna/", views.record, name="follow-up-record"),
    path("sip/<uuid:ref>/uppfoljning/koder/", views.codes, name="follow-up-codes"),
    path("sip/<uuid:ref>/uppfoljning/andrat-lage/", views.change, name="follow-up-change"),
]
