"""The addresses of a meeting that goes on. The stream itself stands in ``config/live.py``."""

from django.urls import path

from helhet.process.live.views import following, wiring, writing

_M = "sip/<uuid:ref>/motet/"
_S = _M + "skriv/"

urlpatterns = [
    path(_M, following.table, name="live-table"),
    path(_M + "skarm/", following.big, name="live-big"),
    path(_M + "styr/", writing.lead, name="live-lead"),
    path(_M + "kom/", writing.joined, name="live-joined"),
    path(_M + "fraga/", writing.question, name="live-question"),
    path(_M + "summera/", writing.sum_up, name="live-sum-up"),
    path(_M + "spara/", wiring.save, name="live-save"),
    path(_M + "haller/", wiring.hold, name="live-hold"),
    path(_M + "nytt/", wiring.ask, name="live-ask"),
    path(_S, writing.write, name="live-write"),
    path(_S + "snabbt/delmal/", writing.quick_goal, name="live-quick-goal"),
    path(_S + "snabbt/insats/", writing.quick_intervention, name="live-quick-intervention"),
    path(_S + "snabbt/insats/<uuid:goal>/", writing.quick_intervention, name="live-quick-intervention-under"),
    path(_S + "<slug:what>/", writing.part, name="live-part"),
    path(_S + "<slug:what>/<uuid:row>/", writing.part, name="live-part-of"),
    path("min-sip/<uuid:ref>/motet/", following.own, name="my-meeting"),
    path("cirkel/<slug:role>/", following.circle, name="circle"),
]
