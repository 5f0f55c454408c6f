"""The follow-up: a sheet to go through the plan with, row by row, and the record of what one came to."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.rules import Kind
from helhet.kit.dates import date_full
from helhet.people.cards import PersonCard
from helhet.process.case.door import Visit
from helhet.process.follow_up import door
from helhet.process.follow_up.door import FollowUpCard, GoalCard, PastCard
from helhet.process.follow_up.words import QUESTIONS, SEVEN, Outcome, Reached, RestartGround, YesAgain
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.meeting.words import Who
from helhet.process.papers.forms._parts import NOTHING, from_to, number, say, yes_no
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Bullets, Facts, Heading, Quote, Room, Sheet, Table, Text, Ticks
from helhet.process.plan import door as plan
from helhet.rulebook.profile import Profile

CODE = "uppfoljning"
RULES = ("FU-01", "FU-03", "FU-05", "FU-09", "CON-29", "MEET-21", "CON-27", "IT-08")


def fill(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    """The record of the newest follow-up; before the next one first a sheet with the plan's own rows to write on."""
    card = door.follow_up(v)
    if card is None:
        return ()
    records = (_record(v, card, card.past[0], easy),) if card.past else ()
    ahead = card.following_up or (card.active and not card.past)
    return (_to_write(v, card, easy), *records) if ahead and not card.ends else records


def blank(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    who = Facts(((_("Namn"), ""), (_("Personnummer"), ""), (_("Planen som följs upp, från"), ""),
                 (_("Dag för uppföljningen"), ""), (profile.title_main_responsible, "")))
    return (_by_hand(profile, easy, who, (), True, ""),)


def _to_write(v: Visit, card: FollowUpCard, easy: bool) -> Sheet:
    changed = tuple(f"{', '.join(c.kinds)}: {c.what} ({c.unit_name})" for c in card.changes)
    who = Facts((*_who(v.person, card, v.profile), (_("Dag för uppföljningen"), _day(card))))
    return _by_hand(v.profile, easy, who, card.goals, v.person.is_child, mapping.important(v).text, changed,
                    v.case.number)


def _who(person: PersonCard, card: FollowUpCard, profile: Profile) -> tuple[tuple[str, str], ...]:
    main = ", ".join(part for part in (card.main_name, card.main_unit, number(card.main_phone)) if part)
    return (
        (_("Namn"), person.name), (_("Personnummer"), person.number),
        (_("Planen som följs upp, från"), date_full(card.established_at)),
        (profile.title_main_responsible, main),
    )


def _day(card: FollowUpCard) -> str:
    return from_to(card.sitting.starts_at, card.sitting.ends_at) if card.sitting else from_to(card.at, card.ends_at)


def _sheet(profile: Profile, easy: bool, title: str, blocks: tuple[Block, ...], case: str = "") -> Sheet:
    foot = " · ".join(part for part in (profile.name, profile.form_plan, case) if part)
    return Sheet(code=CODE, title=title, blocks=blocks, easy=easy, rules=RULES, foot=(foot,))


def _by_hand(
    profile: Profile, easy: bool, who: Facts, goals: tuple[GoalCard, ...], child: bool, important: str,
    changed: tuple[str, ...] = (), case: str = "",
) -> Sheet:
    asked = {**QUESTIONS, **(SEVEN if profile.seven_follow_up_questions else {})}
    school = (yes_no(_("Har barnet bytt skola eller flyttat?"), None),) if child else ()
    return _sheet(profile, easy, _("Uppföljning av SIP"), (
        Text(say(easy, _("Gå igenom planen tillsammans, ett delmål i taget. Personen säger sitt först."),
                 _("Vi går igenom din plan ihop. Du säger ditt först."))),
        who, Quote(important, _("Vad är viktigt för mig?")),
        Heading(_("Så går mötet till")), Bullets(profile.follow_up_agenda, numbered=True),
        Heading(_("Vilka var med")), Table("", _present(), room=5),
        Ticks(_("Säger personen ja också i dag?"), tuple((str(y.label), False) for y in YesAgain)),
        *((Heading(_("Det här har ändrats sedan planen gjordes")), Bullets(changed)) if changed else ()),
        Heading(_("Delmål och insatser")), *_rows(goals),
        Heading(_("Det ni pratade om")), *(Room(str(text), 2) for text in asked.values()), *school,
        Heading(_("Vägen framåt")),
        yes_no(_("Behövs kommunen framöver?"), None), yes_no(_("Behövs regionen framöver?"), None),
        _outcome(profile, ""), *_restart(profile), Room(_("Varför väljer ni så?"), 2),
        *_next("", "", ""), *_agreed(None, None),
        Facts(((_("Kod för åtgärden"), profile.kva_follow_up or ""), (_("Antecknat av"), ""))),
    ), case)


def _present() -> tuple[str, ...]:
    return (_("Namn"), _("Funktion, relation eller verksamhet"), _("Deltog"))


def _rows(goals: tuple[GoalCard, ...]) -> tuple[Block, ...]:
    """A part for each sub-goal, with its interventions to answer for; blank: room for some of each."""
    heads = (_("Insats och vem"), _("Blev den av?"), _("Fungerar den, och hjälper den?"), _("Hur går vi vidare?"))
    rows: list[Block] = []
    for n, goal in enumerate(goals or (None, None, None), start=1):
        title = goal.title if goal else ""
        if goal is None:
            rows.append(Room(_("Delmål %(n)s") % {"n": n}, 1))
        else:
            rows.append(Heading(title or _("Direkt mot det långsiktiga målet"), 3))
        if goal is None or goal.ref:
            rows.append(Ticks(_("Nåddes delmålet?"), tuple((str(r.label), False) for r in Reached)))
        efforts = tuple((_effort(e.what, e.whose), "", "", "") for e in goal.efforts) if goal else ()
        caption = _("Insatser för delmål %(n)s") % {"n": n}
        rows.append(Table(caption, heads, efforts, (4, 2, 3, 3), room=1 if goal else 2))
    return tuple(rows)


def _effort(what: str, whose: str) -> str:
    return "\n".join(part for part in (what, whose) if part)


def _outcome(profile: Profile, chosen: str) -> Ticks:
    may = [o for o in Outcome if o != Outcome.RESTART or profile.restart_grounds]
    return Ticks(_("Vad har ni bestämt?"), tuple((str(o.label), o == chosen) for o in may))


def _restart(profile: Profile) -> tuple[Block, ...]:
    grounds = [g for g in RestartGround if g in profile.restart_grounds]
    return (Ticks(_("Om ni gör en ny SIP: varför?"), tuple((str(g.label), False) for g in grounds)),) if grounds else ()


def _next(when: str, place: str, who: str) -> tuple[Block, ...]:
    return (Heading(_("Nästa uppföljning")), Facts((
        (_("Tid"), when), (_("Plats"), place), (_("Vilka som ska vara med då"), who))))


def _agreed(read_back: bool | None, said_yes: bool | None) -> tuple[Block, ...]:
    return (yes_no(_("Det som är bestämt är uppläst"), read_back), yes_no(_("Personen säger ja till planen"), said_yes))


def _record(v: Visit, card: FollowUpCard, past: PastCard, easy: bool) -> Sheet:
    """What was answered, as it was written down; the next time as it stands in the plan that was made."""
    found = plan.version(v, past.made_version) if past.made_version else None
    at, yes = (found.content.follow_up, found.content.agreement) if found else (None, None)
    asked = {**QUESTIONS, **(SEVEN if v.profile.seven_follow_up_questions else {})}
    said = dict(past.texts)
    goals = tuple((title, f"{answer}\n{comment}".strip()) for title, answer, comment in past.goals)
    school = (yes_no(_("Har barnet bytt skola eller flyttat?"), past.school_or_address),)
    codes = ", ".join(f"{code} ({unit})" for unit, code in past.codes) or NOTHING
    return _sheet(v.profile, easy, _("Uppföljning – det ni kom fram till"), (
        Facts((*_who(v.person, card, v.profile), (_("Dag för uppföljningen"), date_full(past.at)))),
        Quote(mapping.important(v).text or NOTHING, _("Vad är viktigt för mig?")),
        *_there(v, past), Facts(((_("Säger personen ja också i dag?"), past.yes_again),)),
        Heading(_("Delmål och insatser")),
        Table(_("Nåddes delmålet?"), (_("Delmål"), _("Svar")), goals, (1, 1)),
        Table(_("Insatserna"), (_("Insats och vem"), _("Hur det gick"), _("Hur går vi vidare?")), _efforts(past),
              (3, 2, 3)),
        Heading(_("Det ni pratade om")),
        Facts(tuple((str(text), said.get(str(text)) or NOTHING) for text in asked.values())),
        *(school if past.school_or_address is not None else ()),
        Heading(_("Vägen framåt")), yes_no(_("Behövs kommunen framöver?"), past.need_municipality),
        yes_no(_("Behövs regionen framöver?"), past.need_region), _outcome(v.profile, past.outcome),
        Facts(((_("Varför väljer ni så?"), past.reason or NOTHING),)),
        *((*_next(from_to(at.starts_at, at.ends_at), at.place, at.participants or NOTHING),
           *_agreed(yes.read_back if yes else None, yes.said_yes if yes else None)) if at else
          (Text(_("Ingen ny plan är gjord, och ingen ny tid är bestämd.")),)),
        Facts(((_("Kod för åtgärden"), codes), (_("Antecknat av"), f"{past.by_name}, {past.unit_name}"))),
    ), v.case.number)


def _there(v: Visit, past: PastCard) -> tuple[Block, ...]:
    """Who was at the meeting where it was said, for who may read about meetings."""
    sitting = next((m for m in meeting.meetings(v) if m.ref == past.meeting), None) if past.meeting else None
    if sitting is None or not v.take(Kind.MEETING):
        return (Heading(_("Vilka var med")), Text(NOTHING))
    units = {p.unit_id: p.function for p in v.case.participants if p.unit_id}
    rows = tuple((a.name or v.person.name, units.get(a.unit_id or 0, "") or str(Who(a.who).label), a.presence_name)
                 for a in sitting.attendance)
    return (Heading(_("Vilka var med")), Table("", _present(), rows))


def _efforts(past: PastCard) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (_effort(what, whose),
         _("Blev av: %(given)s\nFungerar: %(works)s\nHjälper: %(effect)s") % {
             "given": given or NOTHING, "works": works or NOTHING, "effect": effect or NOTHING},
         "\n".join(part for part in (onward, comment) if part))
        for what, whose, given, works, effect, onward, comment in past.efforts
    )


PAPER = Paper(CODE, gettext_lazy("Uppföljning av SIP"), gettext_lazy(
    "Planens rader att gå igenom på mötet, och vad ni kom fram till."), blank, fill)
