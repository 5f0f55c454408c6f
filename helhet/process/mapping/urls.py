"""The addresses of the mapping."""

from django.urls import path

from helhet.process.mapping import views

HERE = "sip/<uuid:ref>/kartlaggning/"
urlpatterns = [
    path(HERE, views.show, name="mapping"),
    path(HERE + "viktigt/", views.important, name="mapping-important"),
    path(HERE + "fragor/", views.questions, name="mapping-questions"),
    path(HERE + "natverk/", views.network_person, name="mapping-network"),
    path(HERE + "natverk/<uuid:person>/", views.network_person, name="mapping-network-person"),
    path(HERE + "natverk/<uuid:person>/bort/", views.network_remove, name="mapping-network-remove"),
    path(HERE + "dag/", views.day, name="mapping-day"),
    path(HERE + "formote/", views.pre_meeting, name="mapping-premeeting"),
    path(HERE + "medverkan/", views.participation, name="mapping-participation"),
    path(HERE + "samordning/", views.base, name="mapping-base"),
    path(HERE + "<slug:area>/", views.area, name="mapping-area"),
]
