"""The call, the invitation and the person's own letter (bilaga 3): three letters, one for each who receives one.

The call carries a duty and says it first; the invitation is free, and the welcome stands first.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.rules import Kind
from helhet.kit.dates import date_full
from helhet.people.cards import PersonCard
from helhet.process.case.door import Visit
from helhet.process.invitation import door
from helhet.process.invitation.cards import CallCard, ReceiverCard
from helhet.process.meeting import door as meeting
from helhet.process.meeting.cards import MeetingCard
from helhet.process.meeting.words import MeetingKind
from helhet.process.papers.forms._parts import NOTHING, from_to, number, say, written
from helhet.process.papers.paper import Addressed, Paper
from helhet.process.papers.sheet import Block, Facts, Heading, Quote, Sheet, Table, Text, Ticks
from helhet.process.plan.words import Receiver
from helhet.rulebook.profile import Profile

CALL, INVITATION = "kallelse", "inbjudan"
OWN = "own"  # the person's own letter, among those that are each to one
BOTH = ("CALL-08", "CALL-10", "CALL-11", "CALL-12", "CALL-13", "CALL-17", "CALL-19", "CALL-21", "CALL-22")


@dataclass(frozen=True)
class Letter:
    """What a letter is made of; without a call it is blank."""

    profile: Profile
    easy: bool
    duty: bool = False
    call: CallCard | None = None
    person: PersonCard | None = None
    sitting: MeetingCard | None = None
    row: ReceiverCard | None = None
    address: str = ""
    case: str = ""

    @property
    def own(self) -> bool:
        """Whether it is the person's own."""
        return self.call is not None and self.row is None

    @property
    def to_one(self) -> bool:
        """Whether it is written to somebody, and not to a unit."""
        return self.row is not None and not self.row.unit_id


def of(v: Visit, receiver: UUID | None, easy: bool = False) -> Sheet:
    """The letter to one receiver, or (None) to the person. Raises NotThere, as the call's door does."""
    return _written(v, (door.letter(v, receiver),), easy)[0].sheet


def to_called(v: Visit, easy: bool = False) -> tuple[Addressed, ...]:
    """The letters with duty that the reader may see, each with whom it is to."""
    return _written(v, tuple(pair for pair in door.letters(v) if pair[1] and pair[1].duty), easy)


def to_invited(v: Visit, easy: bool = False) -> tuple[Addressed, ...]:
    """The person's own letter and those without duty, each with whom it is to."""
    return _written(v, tuple(pair for pair in door.letters(v) if not (pair[1] and pair[1].duty)), easy)


def calls(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    return tuple(one.sheet for one in to_called(v, easy))


def invitations(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    return tuple(one.sheet for one in to_invited(v, easy))


def _written(
    v: Visit, pairs: tuple[tuple[CallCard, ReceiverCard | None], ...], easy: bool
) -> tuple[Addressed, ...]:
    if not pairs:
        return ()
    v.take(Kind.CONTACTS)
    sittings = {m.ref: m for m in meeting.meetings(v)}
    homes = {r.id: r.address for r in v.person.relations}
    found = []
    for card, row in pairs:
        sheet = _sheet(Letter(
            v.profile, easy, row is not None and row.duty, card, v.person,
            sittings.get(card.meeting) if card.meeting else None, row,
            homes.get(row.relation_id or 0, "") if row else "", v.case.number))
        found.append(Addressed(str(row.ref) if row else OWN, row.name if row else v.person.name, _as(row), sheet))
    return tuple(found)


def _as(row: ReceiverCard | None) -> str:
    """What the reader is, as a plan that is handed out says it."""
    if row is None:
        return Receiver.INDIVIDUAL.value
    return Receiver.NEXT_OF_KIN.value if row.relation_id else Receiver.OTHER.value


def blank_call(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    return (_sheet(Letter(profile, easy, duty=True)),)


def blank_invitation(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    return (_sheet(Letter(profile, easy)),)


def _sheet(x: Letter) -> Sheet:
    rules: tuple[str, ...]
    if x.own:
        title, blocks, rules = _("Ditt SIP-möte"), _own(x), ("CALL-20",)
    elif x.duty:
        title, blocks, rules = _("Kallelse till SIP-möte"), _duty(x), ("LAW-16", "ATT-01", "CALL-18")
    else:
        title, blocks, rules = _("Inbjudan till SIP-möte"), _free(x), ("CALL-06",)
    call = x.call
    foot = (*((call.unit_name,) if call else ()), x.profile.name, x.profile.form_call, *((x.case,) if x.case else ()))
    name = x.person.name if x.own and x.person else x.row.name if x.row else ""
    return Sheet(
        code=CALL if x.duty else INVITATION, title=title, blocks=blocks, easy=x.easy, rules=(*rules, *BOTH),
        subtitle=_("Till %(name)s") % {"name": name} if name else "", foot=(" · ".join(foot),),
    )


def _duty(x: Letter) -> tuple[Block, ...]:
    wish = x.row.wished_profession if x.row else ""
    return (
        *_to(x),
        Heading(_("Ni är kallade. Någon från er ska komma till mötet.")),
        Text(say(x.easy, _(
            "Det gäller också när personen inte är känd hos er. Då är det kommunen eller regionen som ser till att "
            "någon kommer. Ni bestämmer själva vem som kommer."),
            _("Ni ska komma fast ni inte känner personen. Ni bestämmer vem som kommer."))),
        *((Text(_("Vi önskar om det går: %(who)s.") % {"who": wish}),) if wish else ()),
        *_answer_duty(x), *_head(x), *_content(x), *_why(x), *_team(x), *_responsible(x),
        Text(_("Förbered er: läs på, kom i tid och leta efter möjligheter.")), Text(_("Välkommen!")),
    )


def _free(x: Letter) -> tuple[Block, ...]:
    if x.person is None:
        free = _("Du är inbjuden för att du är viktig för den som planen tillhör. Det är frivilligt att komma.")
    elif x.to_one:
        free = _("%(person)s vill gärna ha dig med. Det är frivilligt att komma.")
    else:
        free = _("%(person)s vill gärna ha er med. Det är frivilligt att komma, och ni bestämmer själva vem.")
    named = free % {"person": x.person.given_name} if x.person else free
    return (
        *_to(x), Text(_("Välkommen!")), Text(named), *_why(x), *_head(x), *_content(x), *_team(x), *_responsible(x),
        *_answer_free(x),
    )


def _own(x: Letter) -> tuple[Block, ...]:
    return (
        Text(say(x.easy, _(
            "En SIP görs när du behöver hjälp från flera håll. Vi har kommit överens om vilka som ska vara med. Du kan "
            "ändra dig när du vill, och du får ha med dig någon som stöd."),
            _("Du ska ha ett möte om din hjälp. Det heter SIP. Du har varit med och bestämt vilka som kommer. Du får "
              "ändra dig. Du får ta med dig någon som stöd."))),
        *_head(x), *_content(x), *_team(x), *_responsible(x),
        Text(_("Fundera gärna innan: vad vill du att de andra ska förstå? Vad vill du ska bli annorlunda?")),
        Text(_("Välkommen!")),
    )


def _to(x: Letter) -> tuple[Block, ...]:
    if x.call is None:
        return (Facts(((_("Till"), ""),)),)
    return (Text(x.address),) if x.address else ()


def _head(x: Letter) -> tuple[Block, ...]:
    kinds = tuple((str(MeetingKind(k).label), x.call is not None and x.call.kind == k) for k in x.profile.meeting_kinds)
    person, m = x.person, x.sitting
    facts = [
        (_("Tid"), from_to(m.starts_at, m.ends_at) if m else ""), (_("Plats"), m.place if m else ""),
        (_("Länk till digitalt möte"), m.link if m else ""),
        (_("Hjälp med tekniken"), m.technical_help if m else ""),
    ]
    kept = [*(f for f in facts if x.call is None or f[1] or f in facts[:2]),
            (_("Kommentar"), x.call.comment or NOTHING if x.call else "")]
    return (
        Ticks(_("Vilket möte"), kinds),
        Heading(_("Planen tillhör")),
        Facts(((_("Namn"), person.name if person else ""), (_("Personnummer"), person.number if person else ""),
               (_("Telefon"), number(person.phone) if person else ""))),
        Heading(_("Mötet")), Facts(tuple(kept)),
    )


def _content(x: Letter) -> tuple[Block, ...]:
    call = x.call
    purpose, questions = _("Syfte – varför ska vi träffas?"), _("Vilka frågor ska vi prata om?")
    return (
        Quote(call.goal if call else "", _("Vad är viktigt för mig? Det är mitt långsiktiga mål")),
        *written(purpose, call.purpose if call else "", 4,
                 _("Syfte – varför ska vi träffas? Utgå från: vad är viktigt för mig?")),
        *written(questions, call.questions if call else "", 4),
    )


def _why(x: Letter) -> tuple[Block, ...]:
    """Why just they, and what they can bring (CALL-11, CALL-13)."""
    one, row = x.to_one or (x.call is None and not x.duty), x.row
    why = _("Varför just ni") if x.duty else _("Varför vi bjuder in dig") if one else _("Varför vi bjuder in er")
    bring = (_("Vad du kan bidra med för att nå målet") if one else _("Vad ni kan bidra med för att nå målet"))
    return (*written(why, row.why if row else "", 2), *written(bring, row.contribution if row else "", 2))


def _team(x: Letter) -> tuple[Block, ...]:
    """Who will be there (CALL-12); the person reads of each why, and what they can bring."""
    columns = (_("Namn"), _("Funktion, relation eller verksamhet"), _("Telefon"), _("Kallad eller inbjuden"))
    widths = (3, 3, 3, 2) if x.easy else (3, 3, 2, 2)
    head, person, call = Heading(_("Vilka kommer att vara med")), x.person, x.call
    if call is None or person is None:
        return (head, Table("", columns, room=6, widths=widths))
    rows = (
        (person.name, _("planen är personens"), number(person.phone), ""),
        (call.by_name, call.unit_name, number(call.contact_phone), _("kallar")),
        *((_named(r), r.function, number(r.phone), str(r.asked_as)) for r in call.recipients),
    )
    told = tuple((r.name, "\n".join(t for t in (r.why, r.contribution) if t)) for r in call.recipients)
    each = (Heading(_("Varför de är med, och vad de kan bidra med")), Facts(told)) if x.own and told else ()
    return (head, Table("", columns, rows, widths), *each)


def _named(r: ReceiverCard) -> str:
    """Who comes, where they have said it, and from where."""
    comes = r.answer and r.reply in ("comes", "substitute") and r.answer.who != r.name
    return f"{r.answer.who}, {r.name}" if comes and r.answer else r.name


def _responsible(x: Letter) -> tuple[Block, ...]:
    call = x.call
    return (Heading(x.profile.title_main_responsible), Facts((
        (_("Namn"), call.contact_name if call else ""), (_("Telefon"), number(call.contact_phone) if call else ""),
        (_("Funktion eller verksamhet"), call.contact_unit if call else ""),
    )))


def _answer_duty(x: Letter) -> tuple[Block, ...]:
    last = x.call.answer_by if x.call else None
    day = (Facts(((_("Svara senast"), date_full(last)),)),)
    return (*day, Text(say(x.easy, _(
        "Berätta vem som kommer: namn, yrke och telefon. Får ni förhinder? Då utser ni en ersättare. Har "
        "kallelsen hamnat fel? Leta upp rätt enhet hos er, ring oss och berätta vem som kommer."),
        _("Berätta vem som kommer. Skriv namn, yrke och telefon. Kan ni inte? Skicka någon annan. Har kallelsen kommit "
          "fel? Hitta rätt enhet hos er. Ring oss och berätta."))))


def _answer_free(x: Letter) -> tuple[Block, ...]:
    day = (Facts(((_("Svara gärna senast"), date_full(x.call.answer_by) if x.call else ""),)),)
    if x.to_one or x.call is None:
        says = say(x.easy, _(
            "Ring eller skriv till den som står här ovanför. Kan du inte komma får du gärna säga vem som kan komma i "
            "ditt ställe, eller skicka med en hälsning."),
            _("Ring eller skriv till den som står här ovanför. Kan du inte komma? Då får någon annan komma i ditt "
              "ställe. Du kan också skicka en hälsning."))
    else:
        says = _("Berätta vem som kommer, eller om ni inte kan. Ring eller skriv till den som står här ovanför.")
    return (*day, Text(says))


PAPERS = (
    Paper(CALL, gettext_lazy("Kallelse till SIP-möte"), gettext_lazy(
        "Till dem som ska komma: när, var, varför just de och vad mötet ska ta upp."), blank_call, calls, to_called),
    Paper(INVITATION, gettext_lazy("Inbjudan till SIP-möte"), gettext_lazy(
        "Till dem som är välkomna men väljer själva, och personens eget brev om mötet."), blank_invitation,
        invitations, to_invited),
)
