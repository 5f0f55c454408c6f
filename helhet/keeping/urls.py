"""The addresses of what is kept."""

from django.urls import path

from helhet.keeping import views

MINE = "min-sip/mina-uppgifter/"
urlpatterns = [
    path(MINE, views.about_me, name="about-me"),
    path(MINE + "las/", views.read_me, name="about-me-read"),
    path(MINE + "fil/", views.file_of_me, name="about-me-file"),
]
