"""What a plan says, cell by cell: the same words for the whole paper, the easy one and the one to write by hand."""

from django.utils.translation import gettext as _

from helhet.kit.dates import date_full
from helhet.process.papers.forms._parts import NOTHING, from_to, number, say
from helhet.process.papers.sheet import Block, Facts, Heading, Room, Table, Text
from helhet.process.plan.content import Child, Intervention, Main, PlanContent, SubGoal

Pairs = tuple[tuple[str, str], ...]
ROWS = 3  # to write in, on a blank one


def when(i: Intervention) -> str:
    """"från 2 december 2026, varje vecka, måndagar"."""
    parts = [
        _("från %(day)s") % {"day": date_full(i.starts_on)} if i.starts_on else "",
        _("till %(day)s") % {"day": date_full(i.ends_on)} if i.ends_on else "", i.how_often_name.lower(), i.when,
    ]
    return ", ".join(p for p in parts if p) or NOTHING


def where(i: Intervention) -> str:
    return ", ".join(p for p in (i.where_name, i.where_text) if p) or NOTHING


def who(i: Intervention, c: PlanContent) -> str:
    """Name, unit and telephone, a line each."""
    if i.owner == "unit":
        lines = (i.responsible or i.owner_name, i.owner_name if i.responsible else "", number(i.phone))
    elif i.owner == "own":
        lines = (i.owner_name or c.person.given_name, "" if i.responsible else _("gör det själv"), "")
    else:
        lines = (i.owner_name, number(i.phone), "")
    return "\n".join(line for line in lines if line)


def what(i: Intervention) -> str:
    return "\n".join(line for line in (i.what, i.status_name if i.owner == "unit" else "") if line)


def who_does_what(c: PlanContent | None, easy: bool) -> Table:
    """Everybody in one table, the person too (PLAN-11)."""
    title = say(easy, _("Vem gör vad"), _("Vem gör vad?"))
    columns = (_("Vem"), _("Vad"), _("När"), _("Var"))
    rows: list[tuple[str, ...]] = []
    if c:
        rows += [(who(i, c), what(i), when(i), where(i)) for i in c.interventions if i.status != "ended"]
        rows += [("\n".join(x for x in (o.name or (c.person.given_name if o.who == "individual" else o.who_name),
                                        o.who_name if o.name else "") if x), o.what, NOTHING, NOTHING) for o in c.own]
        rows += [("\n".join(x for x in (o.name, _("enligt %(name)s") % {"name": o.said_by} if o.said_by else "") if x),
                  o.what, NOTHING, NOTHING) for o in c.others]
    return Table(title, columns, tuple(rows), (3, 4, 4, 2), room=0 if c else ROWS)


def sub_goals(c: PlanContent | None, easy: bool) -> tuple[Block, ...]:
    """The four columns of the form (F-4.01 to F-4.04, GOAL-08), and what each sub-goal says beside."""
    columns = (
        say(easy, _("Delmål: Vad är viktigt för mig på kort sikt?"), _("Vad vill jag nå snart?")),
        say(easy, _("Vad ska göras, och när?"), _("Vad gör vi, och när?")),
        say(easy, _("Vem ska göra det?"), _("Vem gör det?")), say(easy, _("Uppföljning"), _("Hur ser vi hur det går?")),
    )
    title = say(easy, _("Delmål och insatser"), _("Små mål på vägen"))
    if c is None:
        blank = Table(title, columns, (), (3, 4, 3, 3), room=ROWS)
        return (blank, *(Facts(_smart(SubGoal("", "", "", ""), easy)) for _n in range(2)))
    rows: list[tuple[str, ...]] = []
    for g in c.sub_goals:
        name = f"{g.title}\n{g.area_name}" if g.area_name else g.title
        rows += [(name, doing(i), who(i, c), g.follow_up or NOTHING) for i in c.of(g.ref)] \
            or [(name, NOTHING, NOTHING, g.follow_up or NOTHING)]
    rows += [(_("Det långsiktiga målet"), doing(i), who(i, c), NOTHING) for i in c.of("")]
    notes: list[Block] = []
    for g in c.sub_goals:
        pairs = tuple(pair for pair in _smart(g, easy) if pair[1])
        notes += [Heading(g.title, 3), Facts(pairs)] if pairs else []
    return (Table(title, columns, tuple(rows), (3, 4, 3, 3)), *notes)


def doing(i: Intervention) -> str:
    """One cell: what, when and where, how far it has come."""
    place = f" · {where(i)}" if where(i) != NOTHING else ""
    return "\n".join(x for x in (i.what, when(i) + place, i.status_name if i.owner == "unit" else "", i.reason) if x)


def _smart(g: SubGoal, easy: bool) -> Pairs:
    return (
        (say(easy, _("Vi strävar efter"), _("Vad vill vi?")), g.aim),
        (say(easy, _("Så vet vi att vi är där"), _("Hur vet vi att vi är framme?")), g.measure),
        (say(easy, _("Är du med på det?"), _("Vill du det här?")), g.accepted),
        (say(easy, _("Det som gör att det går"), _("Vad gör att det går?")), g.possible),
        (say(easy, _("Framme"), _("När är vi framme?")), g.by_when),
        (say(easy, _("Uppfyllt"), _("Nådde vi målet?")), g.met_name),
    )


def background(c: PlanContent | None, easy: bool) -> tuple[Block, ...]:
    """Why there is a plan, what has been tried, and others' view of the goal after the person's own."""
    asked = (
        (say(easy, _("Det som har prövats förut, och hur det fungerar"), _("Vad har vi provat förut?")),
         c.before if c else ""),
        (say(easy, _("Hjälp och stöd som behövs"), _("Vad behöver jag hjälp med?")), c.help if c else ""),
        (say(easy, _("Andra bilder av målet"), _("Vad tycker andra?")), c.others_goal if c else ""),
        (say(easy, _("På kort sikt"), _("Så gör vi först")), c.how_short if c else ""),
        (say(easy, _("På längre sikt"), _("Så gör vi sedan")), c.how_long if c else ""),
    )
    if c is None:
        return tuple(Room(label, 3) for label, _text in asked)
    pairs = tuple(pair for pair in asked if pair[1])
    if c.others_none and not c.others:
        pairs += ((_("Vad andra gör"), _("Ingen utanför kommunen och regionen gör något.")),)
    pairs += tuple((_("Inte överens: %(who)s") % {"who": d.whose}, d.text) for d in c.disagreements)
    return (Facts(pairs),) if pairs else ()


def together(c: PlanContent | None, easy: bool) -> Facts:
    """How the plan was made with the person and those near them, and what the law asks for a child."""
    t = c.together if c else None
    asked = (
        (say(easy, _("Var personen med?"), _("Var jag med?")), t.took_part_name if t else ""),
        (say(easy, _("Varför inte, och hur hen fick säga sitt"), _("Om jag inte var med: varför?")),
         t.why_absent if t else ""),
        (say(easy, _("Så anpassade vi informationen"), _("Så fick jag veta det jag behövde")), t.adapted if t else ""),
        (_("Närstående"), t.kin_name if t else ""), (_("Varför det inte var lämpligt"), t.kin_why if t else ""),
    )
    return Facts(tuple(pair for pair in asked if pair[1] or c is None) + child(c.child if c else None))


def child(kid: Child | None) -> Pairs:
    """The further questions of the law; nothing for adults (CH-02, CH-04, CH-06, CH-16)."""
    if kid is None:
        return ()
    said = (
        (_("Har barnet fått säga sitt?"), kid.heard, kid.heard_how),
        (_("Förbereddes mötet tillsammans?"), kid.prepared, kid.prepared_why),
        (_("Gjordes planen tillsammans?"), kid.took_part, kid.took_part_why),
        (_("Placerat utanför hemmet"), kid.placed, ""),
    )
    answers = {True: _("Ja"), False: _("Nej")}
    pairs = tuple((name, f"{answers[yes]}. {how}".strip()) for name, yes, how in said if yes is not None)
    units = ((_("Svarar för hälso- och sjukvård"), kid.health_unit), (_("Svarar för tandvård"), kid.dental_unit),
             (_("Svarar för skolgång"), kid.school_unit))
    return pairs + tuple(pair for pair in units if pair[1])


def main_card(main: Main | None) -> Facts:
    """Name, unit, principal and telephone (RESP-01, RESP-04)."""
    if main is None:
        return Facts(tuple((name, "") for name in (_("Namn"), _("Verksamhet"), _("Telefon"))))
    wish = ((_("Personens önskan"), main.wish),) if main.wish else ()
    return Facts(((_("Namn"), main.name), (_("Verksamhet"), f"{main.unit_name}\n{main.principal}"),
                  (_("Telefon"), number(main.phone)), *wish))


def next_time(c: PlanContent | None) -> Facts:
    """Where and when, from and to, and who should be there then."""
    f = c.follow_up if c else None
    if c and f and f.starts_at is None:
        pairs: Pairs = ((_("Dag och tid"), _("Inte bestämd.")),)
    else:
        pairs = ((_("Dag och tid, från och till"), from_to(f.starts_at, f.ends_at) if f else ""),
                 (_("Plats"), (f.place or NOTHING) if f else ""))
    who_then = f.participants if f else ""
    return Facts((*pairs, (_("Vi tänker att de här är med"), who_then)) if who_then or c is None else pairs)


def contacts(c: PlanContent | None) -> Table:
    rows = tuple(("\n".join(x for x in (p.name, p.function) if x), p.unit_name, number(p.phone) or NOTHING)
                 for p in c.contacts) if c else ()
    return Table("", (_("Namn"), _("Verksamhet"), _("Telefon")), rows, (3, 3, 2), room=0 if c else ROWS)


def members(c: PlanContent | None) -> Table:
    """Who was asked, how to reach them, and whether they came."""
    came = {True: _("Ja"), False: _("Nej"), None: NOTHING}
    rows = tuple(("\n".join(x for x in (m.name, m.function) if x), m.kind_name, number(m.phone) or NOTHING,
                  came[m.took_part]) for m in c.members) if c else ()
    return Table("", (_("Namn, funktion och verksamhet"), _("Hur"), _("Telefon"), _("Deltog")), rows, (4, 3, 3, 2),
                 room=0 if c else 6)


def agreed(c: PlanContent | None, easy: bool) -> tuple[Block, ...]:
    """The close of the meeting: read back, and the yes to the planning (CON-27)."""
    if c is None:
        return ()
    a = c.agreement
    yes = _("%(name)s sa ja till den.") % {"name": c.person.given_name}
    said = (_("Planen lästes upp.") if a and a.read_back else "", yes if a and a.said_yes else "", a.other if a else "")
    text = " ".join(x for x in said if x)
    return (Text(text),) if text else ()
