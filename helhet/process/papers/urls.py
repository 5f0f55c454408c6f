"""The addresses of papers: a SIP's own, and blank ones."""

from django.urls import path

from helhet.process.papers import issued_views, views

_SIP = "sip/<uuid:ref>/papper/"

urlpatterns = [
    path(_SIP, views.of_case, name="papers"),
    path(_SIP + "mote/", views.for_meeting, name="papers-meeting"),
    path(_SIP + "utlamnade/", issued_views.issued, name="papers-issued"),
    path(_SIP + "utlamnade/<uuid:row>.pdf", issued_views.issued_file, name="paper-issued"),
    path(_SIP + "utlamnade/<uuid:row>/skickat/", issued_views.posted, name="paper-posted"),
    path(_SIP + "<slug:code>/lamna-ut/", issued_views.issue, name="paper-issue"),
    path(_SIP + "<slug:code>.pdf", views.as_pdf, name="paper-pdf"),
    path(_SIP + "<slug:code>/", views.as_page, name="paper"),
    path("papper/", views.blanks, name="blank-papers"),
    path("papper/<slug:code>.pdf", views.blank_pdf, name="blank-paper-pdf"),
    path("papper/<slug:code>/", views.blank_page, name="blank-paper"),
    # Where other rooms' pages lead, to the same papers.
    path("sip/<uuid:ref>/plan/utskrift/", views.plan_version, name="plan-print"),
    path("sip/<uuid:ref>/plan/version/<int:n>/utskrift/", views.plan_version, name="plan-version-print"),
    path("sip/<uuid:ref>/samtycke/utskrift/", views.consent_of, name="consent-print"),
    path("sip/<uuid:ref>/samtycke/utskrift/tom/", views.consent_of, {"blank": True}, name="consent-print-blank"),
    path("sip/<uuid:ref>/kallelse/utskrift/", views.letter, name="invitation-print"),
    path("sip/<uuid:ref>/kallelse/utskrift/<uuid:receiver>/", views.letter, name="invitation-letter"),
    path("sip/<uuid:ref>/avslut/brev/", views.closing_letter, name="closing-letter"),
]
