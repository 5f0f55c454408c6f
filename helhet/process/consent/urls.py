"""The addresses of consent."""

from django.urls import path

from helhet.process.consent.views import said, shown

_SIP = "sip/<uuid:ref>/samtycke/"

urlpatterns = [
    path(_SIP, shown.show, name="consent"),
    path(_SIP + "informera/", said.inform, name="consent-inform"),
    path(_SIP + "enheter/", said.units, name="consent-units"),
    path(_SIP + "anteckna/", said.record, name="consent-record"),
    path(_SIP + "vag/enheter/", said.units, {"go_on": "consent-route"}, name="consent-route-units"),
    path(_SIP + "vag/", said.route, name="consent-route"),
    path(_SIP + "nej/", said.decline, name="consent-decline"),
    path(_SIP + "ta-tillbaka/", said.withdraw, name="consent-withdraw"),
]
