"""The network map on paper: whom the person meets often and seldom, and what they mean to them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.process.case.door import Visit
from helhet.process.mapping import door
from helhet.process.mapping.cards import NetworkCard
from helhet.process.mapping.rules import Ring
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Bullets, Facts, Heading, Near, Rings, Sheet, Table, Text
from helhet.rulebook.profile import Profile

RULES = ("PREP-19", "PART-15", "CH-03")
EMPTY_ROWS = 8


def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
    """Empty rings to write names in, the questions with their letters, and a list for more words."""
    blocks: tuple[Block, ...] = (
        *_how(easy), Facts(((_("Namn"), ""), (_("Dag"), ""))), Rings(_("Jag"), _rings()), *_questions(easy),
        _list(),
    )
    return (_sheet(blocks, "", easy),)


def fill(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The map as it is drawn, for whoever may read the mapping; nothing when nobody stands on it."""
    card = door.mapping(v)
    if card is None or not card.network:
        return ()
    near = tuple(Near(_named(p), p.ring, p.sector_name, _means(p)) for p in card.network)
    blocks: tuple[Block, ...] = (
        *_how(easy), Rings(v.person.given_name or v.person.name, _rings(), near), *_questions(easy),
    )
    return (_sheet(blocks, v.person.name, easy),)


PAPER = Paper(
    "natverk", gettext_lazy("Nätverkskarta"),
    gettext_lazy("Vilka som finns runt personen, ritade efter hur ofta de träffas."), blank, fill, own=True)


def _sheet(blocks: tuple[Block, ...], name: str, easy: bool) -> Sheet:
    return Sheet(PAPER.code, str(PAPER.title), blocks, subtitle=name, easy=easy, rules=RULES)


def _rings() -> tuple[str, ...]:
    return tuple(str(ring.label) for ring in Ring)


def _how(easy: bool) -> tuple[Text, ...]:
    if easy:
        return (
            Text(_("Skriv namnen på dem du känner. Skriv dem du träffar ofta nära mitten. Skriv dem du sällan träffar "
                   "längst ut.")),
            Text(_("Du kan tycka mycket om någon du sällan träffar. Ringa in de namnen.")),
        )
    return (
        Text(_("Skriv namnen på dem du känner. De du träffar oftast skriver du närmast dig själv, de du sällan träffar "
               "längst bort.")),
        Text(_("Avståndet visar hur ofta ni träffas, inte hur mycket ni betyder för varandra. Står du någon nära "
               "som du sällan träffar? Ringa in namnet.")),
    )


def _questions(easy: bool) -> tuple[Block, ...]:
    """The six questions to talk about. O and B are unclear in what we have read, so the wording is ours (5.6)."""
    return (
        Heading(_("Prata om kartan")),
        Text(_("Skriv bokstaven bredvid namnet. Ett namn kan få flera bokstäver.") if easy
             else _("När alla står på kartan: prata om frågorna och skriv bokstaven bredvid namnet. Samma person kan "
                    "få flera bokstäver.")),
        Bullets((
            _("V – Vilka är viktiga för dig?"), _("S – Vem är ett gott stöd?"),
            _("T – Vilka är trevliga att umgås med?"), _("O – Vilka vill du träffa oftare? *"),
            _("B – Vilka finns där för dig när du behöver det? *"), _("X – Vilka vill du träffa mer sällan?"),
        )),
        Text(_("* Orden vid O och B är otydliga i materialet vi utgår från. Så här läser vi dem."), small=True),
    )


def _list() -> Table:
    """The same in words, for whoever would rather write than draw."""
    return Table(
        _("Alla på kartan"),
        (_("Namn och vem det är"), _("Hur ofta ni träffas"), _("Varifrån"), _("Bokstäver")), (), (5, 3, 3, 3),
        EMPTY_ROWS)


def _named(p: NetworkCard) -> str:
    return f"{p.name}, {p.relation}" if p.relation else p.name


def _means(p: NetworkCard) -> str:
    said = [f"{letter} – {words}" for letter, words in zip(p.marks, p.says, strict=True)]
    return "\n".join([*said, _("Ska gärna vara med på mötet")] if p.wanted else said)
