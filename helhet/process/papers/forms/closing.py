"""The letter to the person: that the SIP has ended, why, what goes on, and where to turn now."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.kit.dates import date_full
from helhet.process.case.door import Visit
from helhet.process.closing import door
from helhet.process.closing.rules import grounds
from helhet.process.closing.words import TO_PERSON, Ground
from helhet.process.papers.forms._parts import number, say
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Bullets, Facts, Heading, Room, Sheet, Text, Ticks
from helhet.process.plan import door as plan
from helhet.process.plan.content import Intervention
from helhet.process.plan.words import Status
from helhet.rulebook.profile import Profile

CODE = "avslut"
RULES = ("CLOSE-07", "CLOSE-10", "CLOSE-12", "INFO-08")
OVER = (Status.DONE, Status.ENDED)


def fill(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    """The letter of who held the SIP; none while it goes on, for others, or after a death."""
    card = door.closing(v)
    if card is None or not card.has_letter:
        return ()
    v.take(Kind.CONTACTS)
    found = plan.newest(v)
    going = tuple(i for i in found.now.interventions if i.unit and i.status not in OVER) if found else ()
    title = _("Din SIP är avslutad") if card.with_plan else _("Arbetet med din SIP är avslutat")
    return (Sheet(
        code=CODE, title=title, easy=easy, rules=RULES, foot=(_("SIP %(number)s") % {"number": v.case.number},),
        blocks=(
            Facts(((_("Till"), v.person.name), *(((_("Adress"), v.person.address),) if v.person.address else ()),
                   (_("Från"), card.unit_name), (_("Dag"), date_full(clock.today())))),
            Text(_("Den avslutades %(day)s.") % {"day": date_full(card.closed_on)}),
            *((Text(card.to_person),) if card.to_person else ()),
            *_means(easy), *_going(going), *_where(card, easy), *_again(card.ground, easy), *_how(card),
            Text("\n".join((card.by_name, card.unit_name))),
        ),
    ),)


def blank(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    """The same letter by hand. Nobody is written to after a death, so that is no choice here."""
    why = tuple((str(TO_PERSON[g]), False) for g in grounds(profile) if g in TO_PERSON and g != Ground.DEATH)
    return (Sheet(
        code=CODE, title=_("Din SIP är avslutad"), easy=easy, rules=RULES, foot=(profile.name,),
        blocks=(
            Facts(((_("Till"), ""), (_("Adress"), ""), (_("Från"), ""), (_("Dag"), ""), (_("Den avslutades"), ""))),
            Ticks(_("Varför"), why), *_means(easy),
            Room(_("Det här fortsätter: vilken hjälp, vem som ger den och telefon"), 3),
            Room(_("Vart vänder du dig nu? Enhet, namn och telefon"), 2), *_again("", easy),
            Heading(_("Hur har det varit?")), Text(_("Vi vill gärna höra hur du tycker att det har gått. Ring oss.")),
            Facts(((_("Hälsningar från"), ""),)),
        ),
    ),)


def _means(easy: bool) -> tuple[Block, ...]:
    return (Heading(_("Vad betyder det?")), Text(say(easy, _(
        "Du blir inte av med någon hjälp för att SIP:en är avslutad. Det som slutar är att vi träffas och samordnar "
        "den."),
        _("Du blir inte av med någon hjälp. Det är bara våra möten om din plan som slutar."))))


def _going(going: tuple[Intervention, ...]) -> tuple[Block, ...]:
    if not going:
        return ()
    return (
        Heading(_("Det här fortsätter")),
        Text(_("Det här pågår när SIP:en avslutas. Fråga den som ger hjälpen om du undrar något:")),
        Bullets(tuple(", ".join(part for part in (f"{i.what} – {i.owner_name}", number(i.phone)) if part)
                      for i in going)),
    )


def _where(card: door.ClosingCard, easy: bool) -> tuple[Block, ...]:
    holder = ", ".join(part for part in (card.holder_name, number(card.holder_phone)) if part)
    return (Heading(_("Vart vänder du dig nu?")), Text(card.where_to_turn or holder))


def _again(ground: str, easy: bool) -> tuple[Block, ...]:
    if ground == Ground.RESTART:
        return (Text(_("Vi hör av oss om den nya SIP:en, och frågar om ditt samtycke på nytt.")),)
    return (Text(say(easy, _(
        "Behöver du en SIP igen kan du, eller någon som står dig nära, be om det. Då frågar vi om ditt samtycke på "
        "nytt."),
        _("Behöver du en SIP igen? Då kan du be om det. Någon nära dig kan också be om det. Då frågar vi dig om lov "
          "igen."))),)


def _how(card: door.ClosingCard) -> tuple[Block, ...]:
    if card.holder_phone:
        says = _("Vi vill gärna höra hur du tycker att det har gått. Ring oss på %(unit)s, %(phone)s.")
    else:
        says = _("Vi vill gärna höra hur du tycker att det har gått. Säg det till oss på %(unit)s.")
    return (Heading(_("Hur har det varit?")),
            Text(says % {"unit": card.holder_name, "phone": number(card.holder_phone)}))


PAPER = Paper(CODE, gettext_lazy("Brev om att SIP:en är avslutad"), gettext_lazy(
    "Till personen: varför den är avslutad, vad som fortsätter och vart man vänder sig."), blank, fill)
