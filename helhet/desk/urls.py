from django.urls import path

from helhet.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("oversikt/", views.our_cases, name="cases"),
    path("sok/", views.search, name="search"),
    path("uppdrag/", views.assignments, name="assignments"),
    path("sip/<uuid:ref>/", views.case, name="case"),
    path("sip/<uuid:ref>/historia/", views.history, name="history"),
]
