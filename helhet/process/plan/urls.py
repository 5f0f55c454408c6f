"""The addresses of the plan."""

from django.urls import path

from helhet.process.plan.views import drafting, people, standing

_P = "sip/<uuid:ref>/plan/"

urlpatterns = [
    path(_P, standing.plan, name="plan"),
    path(_P + "skriv/", drafting.draft, name="plan-draft"),
    path(_P + "mal/", drafting.goal, name="plan-goal"),
    path(_P + "vagen/", drafting.way, name="plan-way"),
    path(_P + "delmal/", drafting.sub_goal_add, name="plan-sub-goal-add"),
    path(_P + "delmal/<uuid:row>/", drafting.sub_goal, name="plan-sub-goal"),
    path(_P + "delmal/<uuid:goal>/insats/", drafting.intervention_add, name="plan-intervention-under"),
    path(_P + "insats/", drafting.intervention_add, name="plan-intervention-add"),
    path(_P + "insats/<uuid:row>/", drafting.intervention, name="plan-intervention"),
    path(_P + "insats/<uuid:row>/svara/", drafting.confirm, name="plan-confirm"),
    path(_P + "insats/<uuid:row>/laget/", standing.report, name="plan-report"),
    path(_P + "ta-bort/<str:kind>/<uuid:row>/", drafting.remove, name="plan-remove"),
    path(_P + "egen-del/", people.own, name="plan-own"),
    path(_P + "andra/", people.others, name="plan-others"),
    path(_P + "andra/inga/", people.others_none, name="plan-others-none"),
    path(_P + "kontakt/", people.contact, name="plan-contact"),
    path(_P + "inte-overens/", people.disagreement, name="plan-disagreement"),
    path(_P + "uppfoljning/", people.follow_up, name="plan-follow-up"),
    path(_P + "tillsammans/", people.together, name="plan-together"),
    path(_P + "barnet/", people.child, name="plan-child"),
    path(_P + "huvudansvarig/", standing.main_responsible, name="plan-main-responsible"),
    path(_P + "huvudansvarig/ja/", standing.main_accept, name="plan-main-accept"),
    path(_P + "uppratta/", standing.establish, name="plan-establish"),
    path(_P + "papper/", standing.hand_out, name="plan-hand-out"),
    path(_P + "version/<int:n>/", standing.version, name="plan-version"),
]
