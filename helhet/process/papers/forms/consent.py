"""Consent (bilaga 2): who may know what, how it was asked, and how it is taken back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.access.rules import Kind
from helhet.kit.dates import date_full
from helhet.people.cards import PersonCard
from helhet.process.case.door import Visit
from helhet.process.consent import door
from helhet.process.consent.cards import ConsentCard, InformationCard, StopCard
from helhet.process.consent.words import SHARED, Form, Giver
from helhet.process.papers.forms._parts import NOTHING, number, say, yes_no
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Block, Bullets, Facts, Heading, Room, Sheet, Sign, Table, Text, Ticks
from helhet.rulebook.profile import Profile

RULES = ("CON-02", "CON-04", "CON-08", "CON-10", "CON-11", "CON-12", "CON-13", "CON-31")
KIN = Giver.NEXT_OF_KIN


def fill(v: Visit, easy: bool = False) -> tuple[Sheet, ...]:
    """The newest answer; without any, the form made ready for this person. None for who may not read consents."""
    if not v.take(Kind.CONSENT):
        return ()
    found = door.consents(v)
    newest = next((c for c in found if c.giver != KIN), None)
    if newest is None:
        return (prepared(v, easy),)
    return (_sheet(v.profile, easy, _who(v), v.case.number, (newest, door.information(v), door.stops(v)),
                   tuple(c for c in found if c.giver == KIN)),)


def prepared(v: Visit, easy: bool = False) -> Sheet:
    """The form for this person with nothing answered: name and unit stand there already."""
    return _sheet(v.profile, easy, _who(v), v.case.number)


def blank(profile: Profile, easy: bool = False) -> tuple[Sheet, ...]:
    return (_sheet(profile, easy, Facts((
        (_("Namn"), ""), (_("Personnummer"), ""), (_("Adress"), ""), (_("Telefon"), ""),
        (_("Enhet som frågar"), ""), (_("Det handlar om"), ""))), ""),)


def _who(v: Visit) -> Facts:
    v.take(Kind.CONTACTS)
    person: PersonCard = v.person
    return Facts((
        (_("Namn"), person.name), (_("Personnummer"), person.number), (_("Adress"), person.address or NOTHING),
        (_("Telefon"), number(person.phone) or NOTHING), (_("Enhet som frågar"), v.case.convener_unit),
        (_("Det handlar om"), _("Samordnad individuell plan, SIP %(number)s") % {"number": v.case.number}),
    ))


def _sheet(
    profile: Profile, easy: bool, who: Facts, case: str,
    answered: tuple[ConsentCard | None, InformationCard | None, tuple[StopCard, ...]] = (None, None, ()),
    kin: tuple[ConsentCard, ...] = (),
) -> Sheet:
    card, said, stops = answered
    return Sheet(
        code="samtycke", title=_("Samtycke till SIP"), subtitle=profile.form_consent, easy=easy, rules=RULES,
        blocks=(
            *_asked(easy), Heading(_("Det gäller")), who, *_giver(card, profile), *_answer(card, easy),
            *_whom(card, easy), *_limits(card, easy), *_given(card, said, profile), *_kin(kin, card is None),
            *_stops(stops), *_change(easy, _two(card, profile)),
        ),
        foot=(_("Ett samtycke gäller högst ett år och bara det som står här."),
              *((_("SIP %(number)s") % {"number": case},) if case else ())),
    )


def _asked(easy: bool) -> tuple[Block, ...]:
    return (
        Heading(_("Varför vi frågar")),
        Text(say(easy, _(
            "För att planera din hjälp tillsammans behöver de som hjälper dig kunna lämna och ta emot uppgifter om "
            "dig. Utan ditt ja får de inte det. Du bestämmer vem som får veta vad. Du kan säga nej till allt eller en "
            "del, och ett nej tar inte bort någon hjälp."),
            _("Vi vill planera din hjälp ihop. Då behöver vi prata med varandra om dig. Vi får det bara om du säger "
              "ja. Du bestämmer vem som får veta vad. Du får säga nej. Du får hjälp ändå."))),
        Text(say(easy, _(
            "Ett ja häver sekretessen för just det som står här (offentlighets- och sekretesslagen 12 kap. 2 §)."),
            _("Vi har tystnadsplikt. Ditt ja gäller bara det som står här.")), small=True),
    )


def _giver(card: ConsentCard | None, profile: Profile) -> tuple[Block, ...]:
    may = [g for g in Giver if g != KIN and (g != Giver.ADMINISTRATOR or profile.forvaltare_may_consent)]
    capacity = Ticks(_("Svarar som"), tuple(
        (str(g.label), card is not None and card.giver == g) for g in may))
    both = (Text(_("Har barnet två vårdnadshavare svarar båda."), small=True),)
    return (Heading(_("Den som svarar")), Facts(((_("Namn på den som svarar"), card.giver_name if card else ""),)),
            capacity, *(both if _two(card, profile) else ()))


def _two(card: ConsentCard | None, profile: Profile) -> bool:
    """Whether two guardians may have to answer; no word of it where a grown person has."""
    return profile.two_guardians and (card is None or card.giver == Giver.GUARDIAN)


def _answer(card: ConsentCard | None, easy: bool) -> tuple[Block, ...]:
    return (
        Heading(_("Mitt svar")),
        yes_no(say(easy, _("A. De som står här får lämna och ta emot information om mig, före mötet och på mötet"),
                   _("A. De som står här får prata med varandra om mig")), card.part_a if card else None),
        yes_no(say(easy, _("B. En samordnad individuell plan får göras"), _("B. Ni får göra en plan, en SIP")),
               card.part_b if card else None),
        yes_no(say(easy, _("Mötet får vara digitalt"), _("Mötet får vara på skärm")), card.digital if card else None),
    )


def _whom(card: ConsentCard | None, easy: bool) -> tuple[Block, ...]:
    means = Bullets(tuple(f"{name}: {what}" for _kind, name, what in SHARED))
    head = Heading(_("Vem får veta vad"))
    if card is None:
        near = (_("Vårdcentral:"), _("Psykiatri:"), _("Socialtjänst:"), _("Skola:"), _("Försäkringskassan:"),
                _("Arbetsförmedlingen:"), _("Närstående:"), "", "")
        kinds = " · ".join(str(name) for _kind, name, _means in SHARED)
        return (
            head, Text(say(easy, _("Skriv vilka det gäller. Ringa in det var och en får se. Det som inte är inringat "
                                   "är ett nej."),
                           _("Skriv vilka det gäller. Ringa in det de får se. Resten betyder nej."))),
            Table("", (_("Vem"), _("Får se (ringa in)")), tuple((who, kinds) for who in near), (2, 5)), means,
        )
    rows = tuple((_only(i.name, i.source), ", ".join(i.yes) or NOTHING, ", ".join(i.no) or NOTHING)
                 for i in card.items)
    return (head, Table("", (_("Vem"), _("Får se"), _("Inte")), rows, (3, 3, 2)), means)


def _only(name: str, source: str) -> str:
    return _("%(name)s (bara från %(unit)s)") % {"name": name, "unit": source} if source else name


def _limits(card: ConsentCard | None, easy: bool) -> tuple[Block, ...]:
    if card is None:
        return (
            Room(_("Det här får ingen veta, och mitt ja gäller bara det här"), 2),
            Text(say(easy, _("Du kan till exempel säga ja till ett enda möte, en viss person eller ett visst ämne."),
                     _("Du kan säga ja till bara ett möte. Eller till bara en person.")), small=True),
            Heading(_("Hur länge")), Facts(((_("Dag"), ""), (_("Gäller till och med"), ""))),
        )
    return (
        Heading(_("Det här får ingen veta")), Text(card.not_agreed or NOTHING), Heading(_("Hur länge")),
        Facts(((_("Dag"), date_full(card.at)), (_("Gäller till och med"), date_full(card.valid_until)))),
    )


def _given(card: ConsentCard | None, said: InformationCard | None, profile: Profile) -> tuple[Block, ...]:
    forms = [f for f in Form if f != Form.PRESUMED or profile.presumed_consent]
    child = ((_("Barnets ord"), card.child_view), (_("Barnets mognad"), card.maturity)) if card else (
        (_("Barnets ord och mognad"), ""),)
    return (
        Heading(_("Så gavs svaret")),
        Ticks(_("Hur svaret gavs"), tuple((str(f.label), card is not None and card.form == f) for f in forms)),
        Facts((
            (_("Så fick personen veta vad en SIP är"), _told(said) if card else ""),
            (_("Så vet vi att det gick fram"), (said.understood if said else "") or (NOTHING if card else "")),
            (_("Så gick det till"), (card.obtained_how or NOTHING) if card else ""),
        )),
        yes_no(_("Visste vad svaret innebär, och kunde bestämma"), card.enough_information if card else None),
        yes_no(_("Frivilligt, utan press"), card.voluntary if card else None),
        Facts((
            (_("Stöd för att svara, till exempel tolk"), (card.support_needed or _("behövdes inte")) if card else ""),
            *(row for row in child if card is None or row[1]),
            (_("Antecknat av"), ", ".join(part for part in (card.by, card.unit) if part) if card else ""),
        )),
    )


def _told(said: InformationCard | None) -> str:
    if said is None:
        return NOTHING
    words = [date_full(said.informed_on), said.how, said.adapted, said.language]
    return " · ".join(word for word in words if word)


def _kin(kin: tuple[ConsentCard, ...], empty: bool) -> tuple[Block, ...]:
    head = Heading(_("Närstående, för uppgifter om sig själv"))
    if kin:
        rows = tuple((c.giver_name, date_full(c.at), "; ".join(f"{i.name}: {', '.join(i.yes)}" for i in c.items),
                      date_full(c.valid_until)) for c in kin)
        return (head, Table("", (_("Namn"), _("Dag"), _("Vem får veta vad"),
                                                             _("Gäller till och med")), rows))
    return (head, Table("", (_("Namn"), _("Dag"), _("Vem får veta vad"),
                                                         _("Gäller till och med")), room=1)) if empty else ()


def _stops(stops: tuple[StopCard, ...]) -> tuple[Block, ...]:
    if not stops:
        return ()
    return (Heading(_("Tillbakataget")), Bullets(tuple(
        f"{date_full(s.at)}: {s.says} ({s.capacity.lower()})" + (f" ”{s.words}”" if s.words else "") for s in stops)))


def _change(easy: bool, two: bool) -> tuple[Block, ...]:
    return (
        Heading(_("Jag kan ändra mig")),
        Text(say(easy, _("Jag kan ändra eller ta tillbaka mitt samtycke när som helst, allt eller en del. Då slutar de "
                         "dela direkt. Ett nej tar inte bort någon hjälp."),
                 _("Jag får ändra mig när jag vill. Jag kan ta tillbaka allt eller en del. Då slutar de dela direkt. "
                   "Jag får hjälp ändå."))),
        Table(_("Genomgånget på nytt"), (_("Dag"), _("Vem frågade"), _("Gäller, ändrat eller tillbakataget")), (),
              (1, 2, 3), room=1),
        Text(_("Underskriften behövs bara när svaret ges skriftligt."), small=True),
        Sign((_("Den som svarar"), *((_("Den andra vårdnadshavaren, när det gäller ett barn"),) if two else ()),
              _("Den som har tagit emot svaret"))),
    )


PAPER = Paper("samtycke", gettext_lazy("Samtycke till SIP"), gettext_lazy(
    "Vem som får veta vad, hur länge, och hur man tar tillbaka det."), blank, fill)
