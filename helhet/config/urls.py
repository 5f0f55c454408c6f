"""The table of contents of the house."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

handler404 = "helhet.kit.errors.not_there"
handler500 = "helhet.kit.errors.broken"
