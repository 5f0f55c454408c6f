"""What a plan must hold before it is established, as facts and pure decisions. Nothing here reads a table."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.organisations.rules import Side
from helhet.process.plan.content import Intervention
from helhet.process.plan.facts import PRINCIPALS, Circumstances, PlanFacts, SubGoalFacts, facts
from helhet.process.plan.words import Owner
from helhet.rulebook.profile import Profile

__all__ = ["PRINCIPALS", "Circumstances", "PlanFacts", "SubGoalFacts", "facts", "missing"]

HOUSE = ""  # a limit of our own, with no rule of the rulebook behind it
_LACKS: dict[str, str | Promise] = {
    Side.MUNICIPALITY: _("Ingen i kommunen har bekräftat en egen insats. Be den enhet det gäller att göra det."),
    Side.REGION: _("Ingen i regionen har bekräftat en egen insats. Be den enhet det gäller att göra det."),
}


def missing(plan: PlanFacts, profile: Profile) -> tuple[Refusal, ...]:
    """Everything the plan still lacks, at once; empty when it can be established. ``field``: part, or part:row."""
    return (*_law(plan), *_goals(plan, profile), *_parts(plan, profile), *_people(plan, profile),
            *(_child(plan) if plan.around.is_child else ()))


def _law(plan: PlanFacts) -> tuple[Refusal, ...]:
    """The law's four points, and that both principals stand behind what they have promised."""
    theirs = [i for i in plan.standing if i.owner == Owner.UNIT]
    return gather(
        check("PLAN-01", plan.standing, _("Planen har inga insatser än. Skriv vad som ska göras."), "interventions"),
        *(check("LAW-02", side in plan.confirmed_sides, _LACKS[side], f"confirmed:{side}") for side in PRINCIPALS),
        *(check("PLAN-02", i.side in PRINCIPALS,
                _("”%(what)s” ska göras av någon utanför kommunen och regionen. Skriv den under ”Vad andra gör”.")
                % {"what": i.what}, f"intervention:{i.ref}") for i in theirs),
        check("PLAN-03", plan.others, _("Skriv vad någon annan än kommunen och regionen gör, eller att ingen annan "
                                        "gör något."), "others"),
        check("PLAN-04", plan.main_side in PRINCIPALS,
              _("Välj om kommunen eller regionen har det övergripande ansvaret för planen."), "main"),
    )


def _goals(plan: PlanFacts, profile: Profile) -> tuple[Refusal, ...]:
    needs = profile.requires
    return gather(
        check("PART-09", plan.goal, _("Det långsiktiga målet saknas. Fråga ”Vad är viktigt för dig?” och skriv "
                                      "svaret med personens egna ord."), "goal") if needs("long_term_goal") else None,
        check("MEET-13", plan.sub_goals and plan.standing,
              _("Sätt minst ett delmål och skriv minst en insats."), "sub_goals"),
        *(no for g in plan.sub_goals if needs("responsible_per_intervention") for no in _sub_goal(g, plan)),
        check("PLAN-12", plan.how_short and plan.how_long,
              _("Beskriv hur målet ska nås, både på kort och på lång sikt."), "way")
        if needs("short_and_long_term") else None,
        check("PLAN-06", plan.help, _("Skriv vad personen behöver hjälp och stöd med."), "way")
        if needs("help_and_support") else None,
        check("PLAN-05", plan.own, _("Skriv vad personen, eller en vårdnadshavare, kan göra själv."), "own")
        if needs("own_part") else None,
    )


def _sub_goal(goal: SubGoalFacts, plan: PlanFacts) -> tuple[Refusal | None, ...]:
    """Each lack is a line of its own. Who does an intervention is asked there (PLAN-15), a plan without any at the
    top (PLAN-01): neither is said twice."""
    return (
        check("GOAL-08", goal.interventions or not plan.standing, _("Skriv en insats till delmålet ”%(title)s”.")
              % {"title": goal.title}, f"interventions:{goal.ref}"),
        check("GOAL-08", goal.follow_up, _("Skriv hur ni följer upp ”%(title)s”.") % {"title": goal.title},
              f"sub_goal:{goal.ref}"),
    )


def _parts(plan: PlanFacts, profile: Profile) -> tuple[Refusal, ...]:
    """What belongs to each intervention and each unit."""
    needs, found = profile.requires, []
    for i in plan.standing:
        where = f"intervention:{i.ref}"
        if needs("who_and_when"):
            found.append(check("PLAN-07", has_when(i), _("Skriv när ”%(what)s” ska göras.") % {"what": i.what}, where))
        if needs("responsible_per_intervention"):
            found.append(check("PLAN-15", i.responsible or i.owner == Owner.OWN,
                               _("Skriv vem som gör ”%(what)s”.") % {"what": i.what}, where))
    if needs("contact_persons"):
        for unit in sorted(plan.units):
            found.append(check("PLAN-08", unit in plan.contacts,
                               _("Skriv vem som är personens kontakt hos %(unit)s.")
                               % {"unit": plan.unit_names.get(unit, "")}, f"contacts:{unit}"))
    return gather(*found)


def has_when(i: Intervention) -> bool:
    return bool(i.starts_on or i.when or i.how_often)


def _people(plan: PlanFacts, profile: Profile) -> tuple[Refusal, ...]:
    """Who answers, when we meet again, and with whose yes."""
    needs, day = profile.requires, plan.follow_up_on
    return gather(
        check("PLAN-10", plan.main_name and plan.main_unit and plan.main_phone,
              _("Skriv vem som är huvudansvarig: namn, enhet och telefon."), "main")
        if needs("main_responsible") else None,
        check("RESP-09", plan.main_unit is None or plan.main_unit in plan.around.attended | plan.confirmed,
              _("Den huvudansvariga enheten har varken varit på mötet eller bekräftat en insats. Välj någon som var "
                "med."), "main"),
        check("PLAN-09", plan.follow_up_place and day and day >= plan.around.today,
              _("Bestäm plats och dag för uppföljningen, från i dag och framåt."), "follow_up")
        if needs("follow_up") else None,
        check("LAW-05", plan.took_part or (plan.took_part is False and plan.why_absent),
              _("Skriv hur personen var med när planen gjordes, eller varför det inte gick."), "together"),
        check("LAW-06", plan.kin_offered,
              _("Skriv om närstående har fått erbjudande om att vara med, eller varför inte."), "together"),
        check("CON-16", plan.around.part_b or plan.around.route,
              _("Samtycket till att planen görs saknas eller gäller inte längre. Fråga personen först."), "consent"),
    )


def _child(plan: PlanFacts) -> tuple[Refusal, ...]:
    return gather(
        check("CH-02", plan.child_heard,
              _("Skriv hur barnet har fått säga vad det tycker, eller varför det inte gick."), "child"),
        check("CH-04", plan.child_prepared,
              _("Svara på om mötet förbereddes med barnet och vårdnadshavarna. Om inte, skriv varför."), "child"),
        check("CH-06", plan.child_took_part,
              _("Svara på om planen gjordes tillsammans med barnet och vårdnadshavarna. Om inte, skriv varför."),
              "child"),
        check("CH-16", plan.placed is False or (plan.placed is True and plan.placed_units),
              _("Svara på om barnet är placerat. I så fall: skriv vilken enhet som svarar för vård, tandvård och "
                "skolgång."), "child"),
    )


def may_close(plan: PlanFacts, *, read_back: bool, said_yes: bool, other: str) -> tuple[Refusal, ...]:
    """The end of the meeting: read back and a yes, or by a documented route what was done instead (CON-27)."""
    by_route = plan.around.route and bool(other)
    return gather(check(
        "CON-27", (read_back and said_yes) or by_route,
        _("Läs upp planen och fråga om personen säger ja till den. Kan personen inte svara: skriv hur och när "
          "uppläsningen anpassas."), "read_back"))


def right_hand(sip_kind: str, role: str, profile: Profile) -> tuple[Refusal, ...]:
    """After a time in hospital the permanent care contact establishes, where the region says so (PLAN-25)."""
    bound = sip_kind == "after_discharge" and profile.discharge_plan_by == "permanent_care_contact"
    return gather(check(
        "PLAN-25", not bound or role == "care_contact",
        _("Efter en tid på sjukhus är det den fasta vårdkontakten som upprättar planen. Be hen att göra det."), None))


def room_for(count: int, most: int) -> tuple[Refusal, ...]:
    """Whether one more row fits."""
    return gather(check(HOUSE, count < most, _("Det finns redan %(most)s. Ta bort något först.") % {"most": most}))
