"""An ordinary day on paper: twelve small questions in three columns and four rows."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.process.case.door import Visit
from helhet.process.mapping import door
from helhet.process.mapping.forms import DAY_QUESTIONS
from helhet.process.mapping.rules import DAY_COLUMNS, DAY_ROWS
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Sheet, Table, Text
from helhet.rulebook.profile import Profile

RULES = ("PREP-02", "PART-10")


def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
    return (_sheet({}, Facts(((_("Namn"), ""), (_("Dag"), ""))), "", easy),)


def fill(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The day as it was told, for whoever may read the mapping; nothing before anything is told."""
    card = door.mapping(v)
    if card is None or not any(card.day.values()):
        return ()
    return (_sheet({name: text.text for name, text in card.day.items()}, None, v.person.name, easy),)


PAPER = Paper(
    "vanlig-dag", gettext_lazy("En vanlig dag"),
    gettext_lazy("Vad man gör, var man är och vilka man träffar, och vad man vill ha mer eller mindre av."), blank,
    fill, own=True)


def _sheet(answers: Mapping[str, str], first: Facts | None, name: str, easy: bool) -> Sheet:
    blocks: list[Block] = [first] if first else []
    blocks.append(Text(_("Berätta om din dag. Rita gärna. Hoppa över det du inte vill svara på.") if easy else _(
        "Prata om dagen tillsammans. Skriv det som blir sagt och hoppa över det som inte passar.")))
    blocks.append(_table(answers, easy))
    blocks.append(Text(_("Orden i sista raden går inte att läsa säkert i materialet vi utgår från. Vi läser dem som "
                         "”hindra”."), small=True))
    return Sheet(PAPER.code, str(PAPER.title), tuple(blocks), subtitle=name, easy=easy, rules=RULES)


def _table(answers: Mapping[str, str], easy: bool) -> Table:
    """The whole sheet: in each row what is asked about activities, places and persons, and under it the answers."""
    asked = _easy() if easy else {name: str(question) for name, question in DAY_QUESTIONS.items()}
    space = "\n" * (3 if easy else 4)  # an empty answer is a place to write in
    rows: list[tuple[str, ...]] = []
    for row in DAY_ROWS:
        names = [f"{row}_{column}" for column in DAY_COLUMNS]
        rows += [tuple(asked[name] for name in names), tuple(_said(answers.get(name, "")) or space for name in names)]
    return Table(_("Tolv frågor om en vanlig dag"), (_("Aktiviteter"), _("Platser"), _("Personer")), tuple(rows),
                 (1, 1, 1))


def _said(answer: str) -> str:
    """An answer after its dash, so that one sees what is asked and what is said."""
    return f"– {answer}" if answer else ""


def _easy() -> dict[str, str]:
    return {
        "usual_activities": _("Vad gör du en vanlig dag? När stiger du upp? När lägger du dig?"),
        "usual_places": _("Var är du på dagarna?"), "usual_persons": _("Vem är du med på dagarna?"),
        "more_activities": _("Vad vill du göra mer?"), "more_places": _("Var vill du vara mer?"),
        "more_persons": _("Vem vill du träffa oftare?"), "new_activities": _("Vad vill du börja göra?"),
        "new_places": _("Vart vill du åka som du inte åker nu?"), "new_persons": _("Vem vill du träffa mindre?"),
        "hinders_activities": _("Vad gör det svårt att göra det du vill?"),
        "hinders_places": _("Vad gör det svårt att vara där du vill?"),
        "hinders_persons": _("Vad gör det svårt att träffa dem du vill?"),
    }
