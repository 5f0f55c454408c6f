"""The pages of the process, in process order."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from helhet.process.apps import ROOMS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"helhet.process.{room}.urls")) for room in ROOMS if find_spec(f"helhet.process.{room}.urls")
]
