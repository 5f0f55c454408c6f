from django.urls import path

from helhet.rulebook import views

urlpatterns = [
    path("om-sip/", views.guide, name="guide"),
    path("om-sip/regler/", views.every_rule, name="rules"),
]
