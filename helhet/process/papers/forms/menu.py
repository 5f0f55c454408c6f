"""The conversation menu: eight things in a life to point at, around the question of what matters."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.process.case.door import Visit
from helhet.process.mapping import door
from helhet.process.papers import pictures
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Heading, Quote, Room, Sheet, Text, Tiles, Turn
from helhet.rulebook.profile import Profile

RULES = ("PART-09", "PREP-01")
PICTURES = (pictures.FAMILY, pictures.SCHOOL, pictures.FRIENDS, pictures.HOME, pictures.HEALTH, pictures.FUTURE,
            pictures.LEISURE, pictures.TRAVEL)


def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
    return (_sheet("", "", "", easy),)


def fill(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The same with what the person has said matters, for whoever may read it; nothing before it is said."""
    words = door.important(v).text
    return (_sheet(v.person.name, v.person.given_name, words, easy),) if words else ()


PAPER = Paper(
    "samtalsmeny", gettext_lazy("Samtalsmeny"),
    gettext_lazy("Åtta rutor att peka på när man pratar om vad som är viktigt. Går att använda utan att skriva."),
    blank, fill, own=True)


def _sheet(name: str, called: str, words: str, easy: bool) -> Sheet:
    """In front only what one points at; behind it the small questions to begin with, and room for what was said."""
    blocks: tuple[Block, ...] = (
        Text(_("Peka på en ruta. Prata om den. Ta en ny ruta när du vill.") if easy else _(
            "Låt personen peka på det hen vill prata om. En ruta i taget räcker, och ingen måste skriva.")),
        Tiles(_("Vad är viktigt för dig?"), _tiles(), PICTURES),
        Turn(),
        Heading(_("Börja med några lätta frågor")),
        Facts(((_("Vad heter du?"), called), (_("Var bor du?"), ""), (_("Hur gammal är du?"), ""),
               (_("Bor du i lägenhet eller hus?"), ""))),
        Heading(_("Det du har berättat")),
        Quote(words, _("Det här är viktigt för mig")), Room(_("Det vi pratade om"), 8),
    )
    return Sheet(PAPER.code, str(PAPER.title), blocks, subtitle=name, easy=easy, rules=RULES)


def _tiles() -> tuple[str, ...]:
    return (_("Min familj"), _("Min skola"), _("Mina kompisar"), _("Mitt hem"), _("Min hälsa"), _("Min framtid"),
            _("Min fritid"), _("Min förflyttning"))
