"""The SIP itself (bilaga 4): who does what on the first page, then everything the plan says, with its code."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.audit import checkpoints
from helhet.kit.dates import date_full
from helhet.organisations import door as organisations
from helhet.process.case.door import Visit
from helhet.process.need.words import NoticedBy, SipKind
from helhet.process.papers.forms import _plan
from helhet.process.papers.forms._parts import number, say, yes_no
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Facts, Heading, Quote, Sheet, Sign, Text, Ticks
from helhet.process.plan import door
from helhet.process.plan.cards import PlanCard
from helhet.process.plan.content import PlanContent
from helhet.rulebook.profile import Profile

CODE = "sip"
RULES = ("PLAN-28", "IT-02", "IT-07", "CON-28")


def fill(v: Visit, easy: bool = False, n: int = 0) -> tuple[Sheet, ...]:
    """The newest version, or the one named, as the reader may see it; none before there is a plan."""
    card = door.version(v, n) if n else door.newest(v)
    if card is None:
        return ()
    content = card.content
    if not (v.by.is_staff or v.is_own):  # what is theirs alone is not on a paper that somebody else prints
        content = replace(content, person=replace(content.person, number="", address="", phone=""))
    return (_sheet(content, v.profile, easy, card=card, foot=_foot(v, card)),)


def blank(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    """The form to write by hand, with room for all of it."""
    return (_sheet(None, profile, easy, foot=(profile.form_plan,)),)


def _sheet(
    c: PlanContent | None, profile: Profile, easy: bool, *, card: PlanCard | None = None, foot: tuple[str, ...]
) -> Sheet:
    lead = say(easy, _("Planen samlar behov och hjälp på ett ställe, utifrån det som är viktigt för dig. "
                       "Du har den hemma. De som hjälper dig har varsin."),
               _("Här står vad som är viktigt för dig, och vilken hjälp du får. Du har planen hemma. De som hjälper "
                 "dig har den också."))
    return Sheet(
        code=CODE, title=_("SIP, Samordnad individuell plan"), subtitle=c.person.name if c else "", easy=easy,
        foot=foot, rules=(*RULES, "CH-13") if c and c.child else RULES,
        blocks=(
            Text(lead),
            Quote(c.goal if c else "", say(easy, _("Vad är viktigt för mig?"), _("Det här är viktigt för mig"))),
            _plan.who_does_what(c, easy),
            *_main(c, profile, easy, card),
            Heading(say(easy, _("Nästa uppföljning"), _("När ses vi igen?"))), _plan.next_time(c),
            *_front(c, easy, card),
            Heading(say(easy, _("Bakgrund och behov"), _("Varför har jag en plan?"))), *_plan.background(c, easy),
            *_plan.sub_goals(c, easy),
            Heading(say(easy, _("Mina kontaktpersoner"), _("Vem kan jag ringa?"))), _plan.contacts(c),
            Heading(say(easy, _("Vilka är med"), _("Vilka är med?"))), _plan.members(c), _plan.together(c, easy),
            *_yes(c, easy),
        ),
    )


def _main(c: PlanContent | None, profile: Profile, easy: bool, card: PlanCard | None) -> tuple[Block, ...]:
    found: tuple[Block, ...] = (Heading(profile.title_main_responsible),)
    if easy:
        found += (Text(_("Den här personen håller ihop planen. Ring om du undrar något.")),)
    if c is None or c.main:
        found += (_plan.main_card(c.main if c else None),)
    if card and card.main and card.main_changed_at:
        found += (Text(_("Sedan %(day)s: %(name)s, %(unit)s, %(phone)s") % {
            "day": date_full(card.main_changed_at), "name": card.main.name, "unit": card.main.unit_name,
            "phone": number(card.main.phone)}),)
    return found


def _front(c: PlanContent | None, easy: bool, card: PlanCard | None) -> tuple[Block, ...]:
    """The front page of the form: whose plan, what kind, and who saw the need (F-3.03 to F-3.16)."""
    kinds = [(str(SipKind.NEW.label), c is not None and c.kind == SipKind.NEW),
             (str(SipKind.AFTER_DISCHARGE.label), c is not None and c.kind == SipKind.AFTER_DISCHARGE)]
    if c and c.kind not in (SipKind.NEW, SipKind.AFTER_DISCHARGE):
        kinds.append((c.kind_name, True))
    again = card is not None and card.version.n > 1
    kinds.append((_("Uppföljning av tidigare plan, version %(n)s") % {"n": card.version.n} if card and again
                  else _("Uppföljning av tidigare plan"), again))
    p = c.person if c else None
    nobody = _("ingen") if c else ""
    whose = (
        (_("Namn"), p.name if p else ""), (_("Personnummer"), p.number if p else ""),
        (_("Adress"), p.address if p else ""), (_("Telefon"), number(p.phone) if p else ""),
        (_("Företrädare eller vårdnadshavare, och telefon"), (p.representative or nobody) if p else ""),
    )
    noticed = tuple((str(name), c is not None and str(name) in c.noticed_by) for name in NoticedBy.labels)
    hidden = () if c is None else tuple(pair for pair in whose if not pair[1])
    return (
        Heading(say(easy, _("Planen tillhör"), _("Planen är för"))),
        Facts(tuple(pair for pair in whose if pair not in hidden)),
        Ticks(_("Planen gäller"), tuple((name, bool(on)) for name, on in kinds)),
        Ticks(say(easy, _("Behovet uppmärksammades av"), _("Vem såg att jag behövde en plan?")), noticed),
    )


def _yes(c: PlanContent | None, easy: bool) -> tuple[Block, ...]:
    """The yes to the planning. A signature is nobody's duty (CON-28), but there is room for those who want."""
    title = Heading(say(easy, _("Ja till planeringen"), _("Säger jag ja?")))
    asked: tuple[Block, ...] = _plan.agreed(c, easy) if c else (
        yes_no(_("Planen lästes upp"), None),
        yes_no(say(easy, _("Personen säger ja till planeringen"), _("Jag säger ja till planen")), None))
    who = (_("Den enskilde"), _("Företrädare"), _("Annan deltagare"))
    told = Text(_("Ingen underskrift behövs. Här finns plats för den som vill skriva under."))
    return (title, *asked, told, Sign(who))


def _foot(v: Visit, card: PlanCard) -> tuple[str, ...]:
    """What names just this text, and the code by which the log over who has read can be checked."""
    n = card.version
    lines = [
        _("%(number)s, version %(n)s, upprättad %(day)s av %(name)s, %(unit)s.") % {
            "number": card.content.number, "n": n.n, "day": date_full(n.at), "name": n.by_name, "unit": n.unit_name},
        _("Kontrollkod %(code)s. Två papper med samma kod säger samma sak.") % {"code": n.code},
    ]
    whose = organisations.unit_by_id(v.case.convener_unit_id)
    point = checkpoints.newest(whose.controller_id)
    if point:
        address = settings.POST_ADDRESS.rstrip("/") + reverse("log-code")
        lines.append(_("Loggkod %(code)s, %(day)s, %(whose)s. Kontrollera på %(address)s om loggen har ändrats.") % {
            "code": point.code, "day": date_full(point.at), "whose": whose.controller_name, "address": address})
    return tuple(lines)


PAPER = Paper(CODE, gettext_lazy("Planen, SIP"), gettext_lazy("Vem som gör vad, när, och vem man ringer."), blank, fill)
