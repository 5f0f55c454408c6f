from django.urls import path

from helhet.citizen import block_views, code_views, log_views, message_views, paper_views, views

urlpatterns = [
    path("kontrollera-kod/", code_views.log_code, name="log-code"),
    path("min-sip/", views.my_sip, name="my-sip"),
    path("min-sip/sparr/", block_views.mine, name="my-block"),
    path("min-sip/sparr/<uuid:block>/bort/", block_views.lift, name="my-block-lift"),
    path("min-sip/vem-har-tittat/", log_views.who_has_looked, name="my-log"),
    path("min-sip/vem-har-tittat/utskrift/", log_views.on_paper, name="my-log-print"),
    path("min-sip/vem-har-tittat/utskrift.pdf", log_views.as_pdf, name="my-log-pdf"),
    path("min-sip/<uuid:ref>/", views.one, name="my-sip-one"),
    path("min-sip/<uuid:ref>/utskrift/", paper_views.plan_on_paper, name="my-plan-print"),
    path("min-sip/<uuid:ref>/utskrift.pdf", paper_views.plan_as_pdf, name="my-plan-pdf"),
    path("min-sip/<uuid:ref>/vem-far-veta/", views.who_may_know, name="my-who-may-know"),
    path("min-sip/<uuid:ref>/vem-har-last/", views.who_has_read, name="my-who-has-read"),
    path("min-sip/<uuid:ref>/meddelanden/", message_views.messages, name="my-messages"),
    path("min-sip/meddelande/<uuid:ref>/fil/<uuid:file>/", message_views.file, name="my-message-file"),
]
