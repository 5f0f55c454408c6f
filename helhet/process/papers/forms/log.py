"""Who has read: an extract of the log on paper, with who, in which unit, when, what and why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.audit.log import Entry
from helhet.kit import clock
from helhet.kit.dates import date_full, time_sv
from helhet.organisations import door as organisations
from helhet.people.extract import Extract, ExtractLine, because
from helhet.process.case import door as cases
from helhet.process.case.door import Visit
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Room, Sheet, Table, Text
from helhet.rulebook.profile import Profile

RULES = ("IT-04",)
MOST = 5_000  # lines of one SIP on paper: four seconds of drawing
EMPTY_ROWS = 7
Line = tuple[str, str, str, str]


def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
    """To ask for an extract by hand, and to note who reads the papers while Helhet cannot be reached."""
    blocks: tuple[Block, ...] = (
        Text(_("Du har rätt att få veta vem som har läst om dig. Lämna pappret till den enhet du har kontakt med.")),
        Facts(((_("Det gäller (namn)"), ""), (_("Personnummer"), ""), (_("Från och med"), ""),
               (_("Till och med"), ""))),
        Room(_("Något särskilt du undrar över"), 2),
        Text(_("Går Helhet inte att nå? Då skriver personalen upp här vem som läser, och för in det efteråt.")),
        _table((), EMPTY_ROWS),
    )
    return (_sheet(blocks, "", easy),)


def fill(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """Who has read in this SIP: all for the person and the convener, else what one's own controller has read."""
    found = cases.readings(v, MOST + 1)
    if not found:
        return ()
    named = organisations.controller_names({line.controller for line in found})
    about = _("De som har läst i den här SIP:en, det senaste först.")
    rows = tuple(_read(line, named) for line in found[:MOST])
    return (_sheet((*_about(about, len(found) > MOST), _table(rows)), v.person.name, easy),)


def whole(found: Extract, easy: bool = False) -> Sheet:
    """The person's whole log: *Vem har tittat?* Who may have it was decided when it was fetched."""
    about = (_("Alla som har läst eller skrivit om %(name)s i Helhet, det senaste först.") if found.own else
             _("De som har läst eller skrivit om %(name)s i Helhet, det senaste först.")) % {"name": found.name}
    rows = tuple(_line(line) for line in found.lines)
    title = _("Vem har tittat?")
    return _sheet((*_about(about, bool(found.next)), _table(rows, title=title)), found.name, easy, title)


PAPER = Paper(
    "logg", gettext_lazy("Vem har läst?"),
    gettext_lazy("Utdrag ur loggen: vem som har läst, på vilken enhet, när, vad och varför."), blank, fill, own=True)


def _sheet(blocks: tuple[Block, ...], name: str, easy: bool, title: str = "") -> Sheet:
    return Sheet(PAPER.code, title or str(PAPER.title), blocks, subtitle=name, easy=easy, rules=RULES)


def _about(sentence: str, more: bool) -> tuple[Text, ...]:
    """What the lines are. ``more``: there are older ones that do not fit, and that is said."""
    now = clock.now()
    printed = Text(_("Utskrivet %(day)s kl. %(time)s. Undrar du över något, fråga enheten.") % {
        "day": date_full(now), "time": time_sv(now)})
    older = Text(_("Det finns äldre rader som inte får plats här. Be enheten om dem, så får du dem också."))
    return (Text(sentence), printed, *((older,) if more else ()))


def _table(rows: tuple[Line, ...], room: int = 0, title: str = "") -> Table:
    columns = (_("När"), _("Vem"), _("Enhet"), _("Vad och varför"))
    return Table(title or _("Vem har läst?"), columns, rows, (3, 4, 4, 5), room)


def _read(line: Entry, named: dict[int, str]) -> Line:
    why = because(line)
    return _line(ExtractLine(line.at, line.who, line.title, line.unit, named.get(line.controller, ""), line.sentence,
                             why, line.reading, line.denied))


def _line(line: ExtractLine) -> Line:
    what = _("%(what)s (fick inte)") % {"what": line.what} if line.denied else line.what
    who = f"{line.who}, {line.title}" if line.title else line.who
    where = list(dict.fromkeys(place for place in (line.unit, line.organisation) if place))
    said = [words for words in (what, line.why) if words]
    return f"{date_full(line.at)}\n{time_sv(line.at)}", who, "\n".join(where), "\n".join(said)
