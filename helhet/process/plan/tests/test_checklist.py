"""What is missing, said to the one who can write it; and forms that begin as what is most often meant."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.plan import actions, checklist, door
from helhet.process.plan.actions.rows import Doing
from helhet.process.plan.forms import ChildForm, InterventionForm, SubGoalForm, WayForm
from helhet.process.plan.models import Intervention
from helhet.process.plan.tests.world import at_meeting, fill, intervention, sub_goal
from helhet.process.tests.cast import Cast, sign_in
from helhet.rulebook.profile import load

Told = dict[str, tuple[str, str, UUID | None]]


def told(cast: Cast, case: Case, who: str, **near: Any) -> Told:
    """Sentence → the page it leads to, what its address says further, and its row."""
    with cases.visit(cast.actors[who], case.ref) as v:
        card = door.draft(v)
    assert card is not None
    return {str(m.refusal.sentence): (m.url_name, m.query, m.row) for m in checklist.missing(card, **near)}


def page(client: Client, cast: Cast, who: str, name: str, case: Case, query: str = "", **args: Any) -> str:
    sign_in(client, cast.actors[who])
    answer = client.get(reverse(name, kwargs={"ref": case.ref, **args}) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def value(html: str, name: str) -> str:
    """What stands in a box."""
    box = re.search(rf'<input[^>]*\bid="{name}"[^>]*>', html)
    assert box, name
    found = re.search(r'value="([^"]*)"', box[0])
    return found[1] if found else ""


def chosen(html: str, name: str) -> str:
    """What is chosen in a list, or among the radio buttons of a question."""
    options = re.findall(r'<option value="([^"]*)" selected', html)
    if name == "unit":
        return next((v for v in options if len(v) == 36), "")
    return next((re.search(r'value="([^"]*)"', box)[1]  # type: ignore[index]
                 for box in re.findall(rf'<input[^>]*\bname="{name}"[^>]*>', html) if " checked" in box), "")


def unit_ref(cast: Cast, code: str) -> str:
    return str(organisations.unit_by_id(cast.unit(code)).ref)


def test_what_another_unit_has_confirmed_is_theirs_to_write(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    Intervention.objects.filter(ref=rows["theirs"]).update(responsible="", starts_on=None, how_often="")
    name = organisations.unit_by_id(cast.unit("social")).name
    who, mine = f"{name} behöver skriva vem som gör ”Stöd att komma upp på morgonen”.", told(cast, case, "psychiatry")
    assert mine == {who: ("", "", None)}  # the pen is refused there too: no way leads to a form that says no
    own = told(cast, case, "social")
    assert own == {"Skriv vem som gör ”Stöd att komma upp på morgonen”.": ("plan-intervention", "", rows["theirs"])}
    actions.add_intervention(case.ref, doing=Doing("unit", "decided", cast.unit("social"), responsible="Amina Berg"),
                             texts={"what": "Ringer"}, by=cast.social)
    assert told(cast, case, "psychiatry")[f"{name} behöver skriva när ”Ringer” ska göras."] == ("", "", None)
    assert told(cast, case, "social")["Skriv när ”Ringer” ska göras."][0] == "plan-intervention"
    form = reverse("plan-intervention", args=[case.ref, rows["theirs"]])
    assert who in page(client, cast, "psychiatry", "plan-draft", case)
    assert form not in page(client, cast, "psychiatry", "plan-draft", case)
    assert form in page(client, cast, "social", "plan-draft", case)


def test_who_has_not_answered_is_named(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    social = organisations.unit_by_id(cast.unit("social"))
    Intervention.objects.filter(ref=rows["theirs"]).update(status="proposed")
    ask = ("Ingen i kommunen har bekräftat en egen insats. "
           f"Be {social.name} svara om ”Stöd att komma upp på morgonen”.")
    assert told(cast, case, "psychiatry") == {ask: ("", "", None)}
    answer = ("Ingen i kommunen har bekräftat en egen insats. Svara om ”Stöd att komma upp på morgonen” är er insats.")
    assert told(cast, case, "social") == {answer: ("plan-draft", "", None)}
    assert told(cast, case, "social", units={})[answer] == ("plan-confirm", "", rows["theirs"])
    drawn = page(client, cast, "social", "plan-draft", case)
    assert drawn.count(reverse("plan-confirm", args=[case.ref, rows["theirs"]])) == 2  # in the list, and at its row
    actions.remove_row(case.ref, "intervention", rows["theirs"], by=cast.nurse)
    assert ("Ingen i kommunen har bekräftat en egen insats. Be den enhet det gäller att göra det."
            in told(cast, case, "psychiatry"))


def test_the_contact_form_begins_with_the_unit_that_was_asked_for(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    goal = sub_goal(case, cast.nurse)
    intervention(case, cast.nurse, goal, "Samtal")
    intervention(case, cast.social, goal, "Stöd hemma")
    social, clinic = (organisations.unit_by_id(cast.unit(u)) for u in ("social", "psychiatry"))
    asks = f"Skriv vem som är personens kontakt hos {social.name}."
    assert told(cast, case, "psychiatry", units={social.id: social.ref})[asks][:2] == (
        "plan-contact", f"?enhet={social.ref}")
    theirs = told(cast, case, "social")
    assert theirs[f"{clinic.name} behöver skriva vem som är personens kontakt hos dem."][0] == ""
    assert theirs[asks][0] == "plan-contact"
    assert f"?enhet={social.ref}" in page(client, cast, "psychiatry", "plan-draft", case)
    hers = page(client, cast, "psychiatry", "plan-contact", case, f"?enhet={social.ref}")
    assert chosen(hers, "unit") == str(social.ref)
    assert (value(hers, "name"), value(hers, "phone"), value(hers, "function")) == ("", "", "")
    own = page(client, cast, "psychiatry", "plan-contact", case)
    assert (chosen(own, "unit"), value(own, "name")) == (str(clinic.ref), cast.nurse.name)
    actions.write_contact(case.ref, unit=clinic.id, name="Jonas Lind", function="", phone="", by=cast.nurse)
    left = page(client, cast, "psychiatry", "plan-contact", case)
    assert (chosen(left, "unit"), value(left, "name")) == (str(social.ref), "")
    assert chosen(page(client, cast, "social", "plan-contact", case, f"?enhet={clinic.ref}"), "unit") == str(social.ref)


def test_a_new_intervention_begins_as_ones_own(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    goal = sub_goal(case, cast.nurse)
    without = told(cast, case, "psychiatry")
    assert "Skriv en insats till delmålet ”Vara i skolan alla dagar den här månaden”." not in without  # PLAN-01 says it
    new = page(client, cast, "psychiatry", "plan-intervention-add", case, f"?delmal={goal}")
    assert (chosen(new, "owner"), chosen(new, "status")) == ("unit", "decided")
    assert (value(new, "responsible"), value(new, "phone")) == (cast.nurse.name, cast.nurse.phone)
    assert f'value="{unit_ref(cast, "psychiatry")}" selected' in new and f'value="{goal}" selected' in new
    assert f"Vi är {cast.nurse.unit_name}. " in new
    row = intervention(case, cast.nurse, goal, "Samtal", responsible="")
    old = page(client, cast, "psychiatry", "plan-intervention", case, row=row)
    assert (value(old, "responsible"), "data-own-unit" in old) == ("", False)


@pytest.mark.rule("PLAN-15")
def test_the_writers_own_name_never_stands_for_anothers_doing(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    sub_goal(case, cast.nurse)
    sign_in(client, cast.nurse)
    sent = {"what": "Stöd", "owner": "unit", "status": "proposed", "unit": unit_ref(cast, "social"),
            "responsible": cast.nurse.name, "phone": cast.nurse.phone}
    address = reverse("plan-intervention-add", args=[case.ref])
    assert client.post(address, sent).status_code == 303
    assert client.post(address, {**sent, "what": "Går ut", "owner": "own"}).status_code == 303
    assert client.post(address, {**sent, "what": "Ringer", "unit": unit_ref(cast, "psychiatry"),
                                 "status": "decided"}).status_code == 303
    refused = client.post(address, {**sent, "owner": "other"})
    assert refused.status_code == 422 and "Skriv vem som gör det." in refused.content.decode()
    found = Intervention.objects.filter(draft__case=case).order_by("id").values_list("responsible", "phone")
    assert list(found) == [("", ""), ("", ""), (cast.nurse.name, cast.nurse.phone)]


def test_what_the_plan_needs_is_not_called_voluntary(client: Client, cast: Cast) -> None:
    case = at_meeting(cast, individual=cast.child)
    goal = sub_goal(case, cast.nurse)
    said = {name: page(client, cast, "psychiatry", name, case, **args) for name, args in (
        ("plan-way", {}), ("plan-sub-goal", {"row": goal}), ("plan-intervention-add", {}), ("plan-child", {}))}
    for name, labels in (("plan-way", ("Och på längre sikt?", "Hur når vi dit på kort sikt?")),
                         ("plan-sub-goal", ("Hur och när följer vi upp det?",)),
                         ("plan-intervention-add", ("Namn på den som gör det",)),
                         ("plan-child", ("Är barnet placerat utanför hemmet?", "Hur, eller varför inte?"))):
        assert "Behövs innan planen kan gälla." in said[name], name
        for label in labels:
            assert label in said[name] and f"{label} (frivilligt)" not in said[name], label
    assert "Mer om platsen (frivilligt)" in said["plan-intervention-add"]


def test_what_is_needed_may_still_wait_and_only_where_the_region_asks() -> None:
    vgr, asks_less = load("VGR").requires, load("NAT").requires
    assert WayForm({}, needs=vgr).is_valid() and ChildForm({}).is_valid()
    kept = SubGoalForm({"title": "Sova", "area": "sleep"}, needs=vgr)
    assert kept.is_valid() and kept.cleaned_data["follow_up"] == ""
    assert WayForm(needs=vgr).fields["how_long"].required and not WayForm(needs=asks_less).fields["how_long"].required
    doing: Any = {"goals": [], "units": []}
    assert InterventionForm(**doing, needs=vgr).fields["responsible"].required
    assert not InterventionForm(**doing).fields["responsible"].required
