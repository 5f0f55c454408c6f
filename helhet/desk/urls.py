from django.urls import path

from helhet.desk import person_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("oversikt/", views.our_cases, name="cases"),
    path("sok/", views.search, name="search"),
    path("uppdrag/", views.assignments, name="assignments"),
    path("person/<uuid:ref>/", person_views.person, name="person"),
    path("person/<uuid:ref>/kontakt/", person_views.contact, name="person-contact"),
    path("person/<uuid:ref>/nara/", person_views.relation_add, name="person-relation-add"),
    path("person/<uuid:ref>/nara/<uuid:relation>/", person_views.relation_say, name="person-relation-say"),
    path("sip/<uuid:ref>/", views.case, name="case"),
    path("sip/<uuid:ref>/ratta/", views.correct, name="case-correct"),
    path("sip/<uuid:ref>/historia/", views.history, name="history"),
]
