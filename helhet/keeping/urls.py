"""The addresses of what is kept."""

from django.urls import path

from helhet.keeping import views

MINE, OURS = "min-sip/mina-uppgifter/", "gallring/"
urlpatterns = [
    path(MINE, views.about_me, name="about-me"),
    path(MINE + "las/", views.read_me, name="about-me-read"),
    path(MINE + "fil/", views.file_of_me, name="about-me-file"),
    path(OURS, views.listed, name="keeping"),
    path(OURS + "<uuid:ref>/", views.show, name="keeping-one"),
    path(OURS + "<uuid:ref>/gallra/", views.let_go, name="keeping-let-go"),
    path(OURS + "<uuid:ref>/hall-kvar/", views.hold, name="keeping-hold"),
    path(OURS + "<uuid:ref>/hav/", views.release, name="keeping-release"),
    path(OURS + "<uuid:ref>/notera/", views.note, name="keeping-note"),
]
