"""Meeting circles: for each role a sheet printed on both sides, to tick in front and to prepare by behind (MEET-18)."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.process.live import circles
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Circle, Heading, Part, Sheet, Text, Ticks, Turn
from helhet.rulebook.profile import Profile

CODE = "cirkel-"


def title(role: str) -> str:
    return _("Mötescirkel: %(role)s") % {"role": str(circles.role_name(role)).lower()}


def sheet(role: str, easy: bool) -> Sheet:
    """The circle of one role. KeyError for a role that does not exist."""
    parts = circles.circle(role)
    return Sheet(
        code=CODE + role, title=title(role),
        subtitle=str(circles.role_about(role)), blocks=(*_front(parts), Turn(), *_back(parts)), easy=easy,
        rules=("MEET-18",),
    )


def _front(parts: tuple[circles.CirclePart, ...]) -> tuple[Block, ...]:
    """The checklist for the meeting."""
    return (
        Text(_("Ta med pappret till mötet. Kryssa för det som är gjort eller sagt.")),
        *(Ticks(str(part.title), tuple((str(line), False) for line in part.during)) for part in parts),
    )


def _back(parts: tuple[circles.CirclePart, ...]) -> tuple[Block, ...]:
    """What the parts are, how long they take of the time, and what to think of before."""
    ours = [str(part.title) for part in parts if part.ours]
    return (
        Heading(_("Mötets fem delar")),
        Text(_("Läs det här före mötet. Ju större del av cirkeln, desto mer tid. Behov får ta längst.")),
        Circle(tuple(Part(str(p.title), p.share, tuple(str(line) for line in p.before)) for p in parts)),
        Text(_("Frågorna bygger på Uppdrag Psykisk Hälsas mötescirkel, med våra ord. Delarnas storlek är vår "
               "uppskattning."), small=True),
        *((Text(_("Vi har själva skrivit texten till: %(parts)s.") % {"parts": ", ".join(ours)}, small=True),)
          if ours else ()),
    )


def _paper(role: str) -> Paper:
    def blank(_profile: Profile, easy: bool) -> tuple[Sheet, ...]:
        return (sheet(role, easy),)

    return Paper(CODE + role, lazy(title, str)(role), gettext_lazy(
        "Vad mötet ska ta upp, del för del, att kryssa i och förbereda sig med."), blank)


PAPERS: tuple[Paper, ...] = tuple(_paper(role) for role in circles.ROLES)
