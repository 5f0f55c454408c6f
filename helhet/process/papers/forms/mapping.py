"""The mapping on paper: the person's whole life in twelve areas, with resources, needs and sub-goals."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.kit.dates import date_full
from helhet.process.case.door import Visit
from helhet.process.mapping import door
from helhet.process.mapping.cards import AreaCard, ParticipationCard, TalkCard
from helhet.process.mapping.rules import AREA_HINTS, LifeArea
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Heading, Quote, Room, Sheet, Table, Text, Tiles, Turn
from helhet.process.plan import door as plans
from helhet.rulebook.profile import Profile

RULES = ("PREP-16", "PREP-17", "PART-10")
Labels = tuple[tuple[str, str], ...]


def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
    """To fill in by hand: what matters, the twelve areas in a table, and what the meeting needs to know."""
    blocks: tuple[Block, ...] = (
        _lead(easy), Facts(((_("Namn"), ""), (_("Dag"), ""))), Quote("", _important()), _overview(),
        *_meaning(easy), Turn(), Heading(_whole()), *_by_hand(tuple(LifeArea.values), easy),
        Heading(_("Inför mötet")), *(Room(label, 2) for _name, label in _preparation(easy)), *_taking_part(None, easy),
        *_talks((), easy),
    )
    return (_sheet(blocks, "", easy),)


def fill(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The mapping as it stands, for whoever may read it; what is left open can be written in by hand."""
    card = door.mapping(v)
    if card is None:
        return ()
    goals = _sub_goals(v)
    said = [a for a in card.areas if a.filled or a.code in goals]
    left = tuple(a.code for a in card.areas if a not in said)
    asked = [(name, label) for name, label in _preparation(easy) if name != "child" or v.person.is_child]
    blocks: tuple[Block, ...] = (
        _lead(easy), Quote(card.important.text, _important()), Heading(_whole()), *_meaning(easy),
        *(block for area in said for block in _area(area, goals.get(area.code, ()), easy)),
        *((Heading(_("Områden som inte är ifyllda"), 3), *_by_hand(left, easy)) if left else ()),
        Heading(_("Inför mötet")), Facts(tuple((label, card.preparation[name].text) for name, label in asked)),
        *_taking_part(card.participation, easy), *_talks(card.talks, easy),
    )
    return (_sheet(blocks, v.person.name, easy),)


PAPER = Paper(
    "kartlaggning", gettext_lazy("Kartläggning"),
    gettext_lazy("Hela livet i tolv områden: vad som fungerar, vad som behövs och vilka mål det blir."), blank, fill,
    own=True)


def _sheet(blocks: tuple[Block, ...], name: str, easy: bool) -> Sheet:
    return Sheet(PAPER.code, str(PAPER.title), blocks, subtitle=name, easy=easy, rules=RULES)


def _lead(easy: bool) -> Text:
    return Text(
        _("Här skriver vi om hela livet. Vi skriver det tillsammans. Hoppa över det du inte vill prata om.") if easy
        else _("Skriv tillsammans med den det gäller. Fyll i de områden som är viktiga och hoppa över resten. "
               "Delmålen i planen står under samma rubriker."))


def _important() -> str:
    return _("Vad är viktigt för dig?")


def _whole() -> str:
    return _("Den enskildes hela situation")


def _overview() -> Tiles:
    """The whole situation in the middle, the twelve areas around it: to point at before anybody writes."""
    return Tiles(_whole(), tuple(str(area.label) for area in LifeArea))


def _columns(easy: bool) -> tuple[str, ...]:
    if easy:
        return _("Om vad?"), _("Det här går bra"), _("Det här behövs"), _("Mål")
    return _("Område"), _("Resurser"), _("Behov"), _("Delmål")


def _by_hand(areas: tuple[str, ...], easy: bool) -> tuple[Block, ...]:
    """Areas to write in, and under them room for what takes more words."""
    rows = tuple((f"{LifeArea(a).label}\n{AREA_HINTS[a]}", "", "", "") for a in areas)
    texts = dict(_texts(easy))
    return (
        Table("", _columns(easy), rows, (10, 6, 6, 5)),
        Room(texts["wishes"], 3), Room(texts["view"], 3),
    )


def _texts(easy: bool) -> Labels:
    """What is written about an area, in the order it is read."""
    if easy:
        return (("resources", _("Det här går bra")), ("needs", _("Det här behövs")),
                ("wishes", _("Så vill jag ha det")), ("view", _("Så tänker de som arbetar")))
    return (("resources", _("Resurser")), ("needs", _("Behov")), ("wishes", _("Önskan")),
            ("view", _("Så ser vi som arbetar på det")))


def _meaning(easy: bool) -> tuple[Text, ...]:
    """What the short words of the columns mean. Easy Swedish has no such words."""
    return () if easy else (Text(_(
        "Resurser är det som fungerar, och det personen kan själv. Behov är hur det är nu, och vad som behövs.")),)


def _area(area: AreaCard, goals: tuple[str, ...], easy: bool) -> tuple[Block, ...]:
    rows = tuple((label, area.texts[name].text) for name, label in _texts(easy))
    return Heading(area.name, 3), Facts((*rows, (_("Mål") if easy else _("Delmål"), "\n".join(goals))))


def _sub_goals(v: Visit) -> Mapping[str, tuple[str, ...]]:
    """The sub-goals of the plan in force by area, for whoever may read the plan."""
    plan = plans.newest(v)
    found: dict[str, tuple[str, ...]] = {}
    for goal in plan.now.sub_goals if plan else ():
        found[goal.area] = (*found.get(goal.area, ()), goal.title)
    return found


def _preparation(easy: bool) -> Labels:
    if easy:
        return (("child", _("Vad behöver du som är barn?")), ("purpose", _("Varför ska vi ses?")),
                ("questions", _("Vad ska vi prata om?")), ("strengths", _("Vad är du bra på?")),
                ("difficulties", _("Vad är svårt?")), ("own_part", _("Vad vill du göra själv?")),
                ("exists", _("Vad vet vi redan?")), ("find_out", _("Vad vet vi inte än?")),
                ("security", _("Vad gör dig trygg?")), ("together", _("Hur gjorde vi det här tillsammans?")))
    return (("child", _("Vad behöver barnet? (om personen är under 18 år)")), ("purpose", _("Syftet med mötet")),
            ("questions", _("Frågor som mötet ska svara på")), ("strengths", _("Styrkor")),
            ("difficulties", _("Det som är svårt")),
            ("own_part", _("Det personen själv vill och kan ta ansvar för")), ("exists", _("Vad vet vi redan?")),
            ("find_out", _("Vad behöver vi ta reda på?")), ("security", _("Vad gör att personen känner sig trygg?")),
            ("together", _("Hur har vi gjort det här tillsammans?")))


def _taking_part(card: ParticipationCard | None, easy: bool) -> tuple[Block, ...]:
    """As on the page: that there is a letter is said, the letter itself is read aloud at the meeting."""
    names = ("how_name", "own_words", "why_not", "support_person", "kin", "adaptations")
    labels = (
        (_("Vill du vara med på mötet?"), _("Hur vill du vara med?"), _("Kan du inte vara med? Varför?"),
         _("Vem vill du ha bredvid dig?"), _("Ska någon mer vara med?"), _("Vad behöver du för att det ska gå bra?"))
        if easy else
        (_("Hur personen vill vara med på mötet"), _("Med egna ord"), _("Om personen inte kan vara med, varför"),
         _("Stödperson som personen har valt"), _("Hur närstående eller vårdnadshavare vill vara med"),
         _("Det vi behöver ordna för att det ska gå bra")))
    rows = [(label, getattr(card, name) if card else "") for name, label in zip(names, labels, strict=True)]
    letter = _("Finns, läses upp på mötet") if card and card.letter else ""
    return Heading(_("Att vara med"), 3), Facts((*rows, (_("Brev att läsa upp"), letter)))


def _talks(talks: tuple[TalkCard, ...], easy: bool) -> tuple[Block, ...]:
    """The talks before the meeting; without any, room for one."""
    return (Heading(_("Samtal före mötet"), 3), *((_talk(talk, easy) for talk in talks) if talks else (
        _talk(None, easy),)))


def _talk(talk: TalkCard | None, easy: bool) -> Facts:
    with_person = (_("Ja") if talk.with_person else _("Nej")) if talk else ""
    return Facts((
        (_("Vilken dag"), date_full(talk.held_on) if talk else ""),
        (_("Var du själv med?") if easy else _("Var personen själv med?"), with_person),
        (_("Vilka fler var med"), talk.who if talk else ""), (_("Vi kom fram till"), talk.settled if talk else ""),
        (_("Det som gör mötet tryggare"), talk.safer if talk else ""),
    ))
