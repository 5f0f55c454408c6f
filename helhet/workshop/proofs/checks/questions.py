"""How many questions each page asks the database: with one row of everything, and with twenty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor, person, system
from helhet.deviation.models import Report
from helhet.kit import clock, versions
from helhet.people import actions as people
from helhet.people import door as people_door
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.dialogue import actions as dialogue
from helhet.process.invitation.models import TimeAnswer, TimeAsked, TimeOption, TimePoll
from helhet.process.invitation.rules.times import INDIVIDUAL, Fits, How
from helhet.process.mapping.door import area_row
from helhet.process.mapping.models import Mapping, NetworkPerson, PreMeeting
from helhet.process.mapping.rules import LifeArea
from helhet.process.need import actions as need
from helhet.process.plan import actions as plan
from helhet.process.plan.actions.draft import add, draft_of, save
from helhet.process.plan.models import Disagreement, Intervention, OwnPart, SubGoal
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast, sign_in
from helhet.workshop.world.synthetic.names import person_name, person_number

MANY = 20
MAKER = system("proof")
# Pages of a unit, of a case and of the person, each with the most questions it may ask. What lies outside a case says
# who asks before it is asked (the second guard): once for all such parts of home, once for those of the inbox.
# Home asks one more than is counted here while a meeting goes on (desk/tests/test_meeting_now.py): 18 has room for it.
UNIT = {
    "home": ("home", 18), "list": ("cases", 16), "list of one step": ("cases", 16), "search": ("search", 16),
    "inbox": ("inbox", 17), "deviations": ("deviations", 14), "our deviations": ("deviations-sent", 14),
}
CASE = {
    "case": ("case", 46), "history": ("history", 19), "need": ("need", 21), "consent": ("consent", 32),
    "mapping": ("mapping", 28), "meeting": ("meeting", 35), "call": ("invitation", 23), "plan": ("plan", 31),
    "plan on paper": ("plan-print", 29), "follow-up": ("follow-up", 59),
    "messages": ("messages", 26), "times": ("times", 31), "codes": ("follow-up-codes", 22),
}
PERSON = {"my SIP": ("my-sip", 39)}
ABOUT = {"person": ("person", 24)}


@dataclass(frozen=True)
class Counted:
    """Questions of one page with one row, with twenty, and the most it may ask."""

    page: str
    few: int
    many: int
    most: int


def measure(cast: Cast) -> Iterator[Counted]:
    """Count on the cast, in the present database: a small case and a unit with one, then large ones."""
    small = _case(cast, cast.adult, 1)
    of_unit = _of_unit(cast.nurse)
    few = {**_of_case(cast, small), **_of_person(small)}
    for n in range(MANY):
        _noticed(cast, n)
    large = _case(cast, cast.elder, MANY)
    many = {**_of_unit(cast.nurse), **_of_case(cast, large), **_of_person(large)}
    for name, (_url, most) in (UNIT | CASE | PERSON | ABOUT).items():
        yield Counted(name, {**of_unit, **few}[name], many[name], most)


def _case(cast: Cast, individual: int, rows: int) -> Case:
    """A case with an established plan, with that many of everything that hangs on it."""
    case, by = world.at_meeting(cast, individual=individual), cast.nurse
    world.fill(cast, case)
    for n in range(rows):
        people.add_relation(individual=individual, kind="next_of_kin", name=f"Granne {n}", by=MAKER)
    _map(case, rows, by)
    _draft(case, rows - 1, by)
    _said(cast, case, rows)
    _times(case, rows, by)
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=by)
    for _ in range(rows):
        with cases.visit(by, case.ref):
            pass
    return Case.objects.get(pk=case.pk)


def _map(case: Case, rows: int, by: Actor) -> None:
    """Rows and texts of the mapping, laid as the verbs lay them, without twenty moves."""
    base = Mapping.objects.get(case=case)
    said = {"at": clock.now(), "by_name": by.name}
    for n in range(rows):
        NetworkPerson.objects.create(mapping=base, name=f"Vän {n}", relation="vän", ring=1, added_at=clock.now(),
                                     added_by=by.name)
        PreMeeting.objects.create(mapping=base, held_on=clock.today(), with_person=True, who="Vi två", **said)
    for area in list(LifeArea)[:rows]:
        versions.write(subject=base.ref, row=area_row(base.ref, area), field="needs", text="Behov", seen=None, by=by)


def _draft(case: Case, rows: int, by: Actor) -> None:
    """Rows of the plan that is being written."""
    draft = draft_of(case, by)
    for n in range(rows):
        goal = add(SubGoal, draft, by, area="home")
        effort = add(Intervention, draft, by, sub_goal=goal, owner="unit", unit_id=by.unit_id, status="decided",
                     responsible=by.name, how_often="weekly")
        own, other = add(OwnPart, draft, by, who="individual"), add(Disagreement, draft, by, whose=f"Någon {n}")
        for row, field in ((goal, "title"), (goal, "follow_up"), (effort, "what"), (own, "what"), (other, "text")):
            save(draft, row.ref, {field: f"Text {n}"}, {}, by)


def _said(cast: Cast, case: Case, rows: int) -> None:
    """Messages to and fro, and what did not go as agreed, from both sides."""
    two = (cast.nurse, cast.unit("social")), (cast.social, cast.unit("psychiatry"))
    for n in range(rows):
        for by, to in two:
            dialogue.send(case.ref, kind="administrative", text=f"Fråga {n}", receivers=[to], by=by)
            Report.objects.create(
                case=case, case_ref=case.ref, individual=case.individual_id, kind="plan", reporter_id=by.unit_id or 0,
                receiver_id=to, happened_on=clock.today(), what=f"Blev inte av {n}", at=clock.now(),
                moved_at=clock.now(), due=clock.today(), by_name=by.name)


def _times(case: Case, rows: int, by: Actor) -> None:
    """A question of times as it stands in the tables: options, those who are asked, and their answers."""
    now, later = clock.now(), timedelta(hours=1)
    poll = TimePoll.objects.create(case=case, unit_id=by.unit_id or 0, by_name=by.name, asked_at=now,
                                   answer_by=clock.today())
    days = (now + timedelta(days=n + 1) for n in range(rows))
    options = [TimeOption.objects.create(poll=poll, starts_at=d, ends_at=d + later, how=How.ROOM, place="Biblioteket")
               for d in days]
    for n in range(rows):
        who = {"kind": "other", "name": f"Någon {n}"} if n else {"kind": INDIVIDUAL}
        asked = TimeAsked.objects.create(poll=poll, in_helhet=False, **who)
        TimeAnswer.objects.bulk_create(
            TimeAnswer(asked=asked, option=o, reply=Fits.FITS, at=now, by_name=by.name) for o in options)


def _noticed(cast: Cast, n: int) -> None:
    """One more case of the unit, of somebody else."""
    given, family = person_name(n)
    individual = people.register(number=person_number(n)[1], given_name=given, family_name=family, by=MAKER)
    need.notice(individual=individual, noticed_by=["individual"], discovered_on=clock.today() - timedelta(days=1),
                sip_kind="new", triggers=["who_answers"], why="", existing_sip="no", by=cast.nurse)


def _of_unit(by: Actor) -> dict[str, int]:
    client = _client(by)
    found = {name: _count(client, reverse(url) + ("?steg=active" if "step" in name else ""))
             for name, (url, _most) in UNIT.items() if url != "search"}
    client.post(reverse("search"), {"text": "sip"})
    session = client.session
    session["search_text"] = "pågående"
    session.save()
    return {**found, "search": _count(client, reverse("search"), warm=False)}


def _of_case(cast: Cast, case: Case) -> dict[str, int]:
    client = _client(cast.nurse)
    who = people_door.persons([case.individual_id])[case.individual_id].ref
    pages = {name: reverse(url, args=[case.ref]) for name, (url, _most) in CASE.items()}
    return {name: _count(client, page) for name, page in {**pages, "person": reverse("person", args=[who])}.items()}


def _of_person(case: Case) -> dict[str, int]:
    user = access.add_user(kind="individual", name="Personen själv", issuer="proof", subject=str(case.individual_id))
    people.link_sign_in(user=user, individual=case.individual_id, by=MAKER)
    card = access_door.user_named("proof", str(case.individual_id))
    actor = person(card.ref, None) if card else None
    assert actor is not None
    client = _client(actor)
    return {name: _count(client, reverse(url)) for name, (url, _most) in PERSON.items()}


def _client(by: Actor) -> Client:
    client = Client()
    sign_in(client, by)
    return client


def _count(client: Client, page: str, warm: bool = True) -> int:
    """Questions of the second look; the first fills what is remembered between requests."""
    if warm:
        client.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page)
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return len(asked)


__all__ = ["MANY", "Counted", "measure"]
