from django.urls import path

from helhet.desk import inbox_views, person_views, todo_views, views

urlpatterns = [
    path("", todo_views.home, name="home"),
    path("att-gora/<uuid:subject>/<str:code>/", todo_views.take, name="take"),
    path("inkorg/", inbox_views.show, name="inbox"),
    path("inkorg/sok/", inbox_views.search, name="inbox-search"),
    path("inkorg/<uuid:ref>/", inbox_views.item, name="inbox-item"),
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
