"""What must be so before a yes is written: to whom, for what, how long, and by whom."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from helhet.kit.dates import date_full
from helhet.kit.refusals import Refusal, check, gather
from helhet.people.rules import Born, RelationFacts, asked_themself, may_consent
from helhet.process.consent.coverage import Coverage
from helhet.process.consent.words import SHARED_KINDS, Form, Giver
from helhet.rulebook.profile import Profile

_EVERYBODY = re.compile(
    r"^\s*(all|alla|allihop|samtliga|vem som helst|övriga|andra|de som behöver|berörda)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """One recipient and what was answered for it: kinds with a yes, and kinds with a no."""

    recipient_unit: int | None
    recipient_name: str = ""
    kinds: frozenset[str] = frozenset()
    source_unit: int | None = None
    declined: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """A consent as it is about to be written, with what stood before it."""

    part_a: bool
    part_b: bool | None
    form: str
    giver: str
    items: tuple[Item, ...]
    valid_until: date
    digital: bool | None
    enough_information: bool
    voluntary: bool
    before: Coverage
    informed: bool  # there is a row of information in the case
    unwilling: bool  # a no or a withdrawal stands since then
    asked_before: bool  # an earlier consent stands in the case
    person: Born
    relations: tuple[RelationFacts, ...] = ()
    said_yes: frozenset[UUID] = frozenset()
    mature: bool = False
    heard: bool = False  # what the child says of it is written down, or why it could not be asked
    relation: RelationFacts | None = None
    answered: frozenset[int | str] = frozenset()  # recipients answered for before: what is left empty stands

    @property
    def granted(self) -> bool:
        return any(item.kinds for item in self.items)

    def stands(self, item: Item) -> bool:
        """Whether the recipient was answered for before."""
        return (item.recipient_unit or item.recipient_name) in self.answered


def may_record(answer: Answer, profile: Profile, today: date) -> tuple[Refusal, ...]:
    """CON-01..12: a yes to something, named recipients and kinds, at most as long as the profile says."""
    return (*_a_yes(answer), *_named(answer), *_period(answer, profile, today),
            *_presumed(answer, profile), *_by_whom(answer, today), *_heard(answer, profile, today))


def _a_yes(answer: Answer) -> tuple[Refusal, ...]:
    own = answer.giver == Giver.NEXT_OF_KIN
    return gather(
        check("CON-03", answer.part_a or answer.part_b, _(
            "Här finns inget ja. Säger personen nej, välj ”säger nej” på sidan Samtycke. Gäller redan en plan, välj "
            "”Ta tillbaka” där."), "part_a"),
        check("CON-03", answer.voluntary or answer.form == Form.PRESUMED, _(
            "Ett ja ska vara frivilligt. Vänta, eller anteckna ett nej."), "voluntary"),
        check("CON-22", answer.enough_information, _(
            "Berätta mer först, så att personen vet vad hen säger ja till."), "enough_information"),
        check("CON-25", answer.part_a or not answer.before.part_a or own, _(
            "Personen har tidigare sagt ja till att ni delar information. Är det ett nej nu, gå till sidan Samtycke "
            "och välj ”Ta tillbaka”."),
            "part_a"),
        check("CON-25", answer.part_b is not False or not answer.before.part_b or own, _(
            "Personen har tidigare sagt ja till planen. Är det ett nej nu, gå till sidan Samtycke och välj "
            "”Ta tillbaka”."), "part_b"),
    )


def _named(answer: Answer) -> tuple[Refusal, ...]:
    vague = [i for i in answer.items if not i.recipient_unit and _EVERYBODY.match(i.recipient_name)]
    nobody = [i for i in answer.items if not i.recipient_unit and not i.recipient_name.strip()]
    kinds = frozenset().union(*(i.kinds | i.declined for i in answer.items)) if answer.items else frozenset()
    return gather(
        check("CON-09", (answer.items and not nobody) or not answer.part_a, _(
            "Välj vilka som får ta del av information. Ett samtycke kan aldrig gälla alla."), "recipients"),
        check("CON-09", not vague, _("Skriv namnet på varje mottagare. ”Alla” eller ”övriga” går inte."), "recipients"),
        check("CON-09", kinds <= SHARED_KINDS, _("Välj vilken information det gäller, en sort i taget."), "recipients"),
        check("CON-10", all(i.kinds or i.declined or answer.stands(i) for i in answer.items), _(
            "Svara ”får se” eller ”inte” för varje mottagare, eller ta bort mottagaren."), "recipients"),
        check("CON-10", answer.granted or not answer.part_a, _(
            "Det saknas ett ”får se”. Ett ja till att dela information behöver minst en mottagare och en sorts "
            "information."), "recipients"),
        check("CON-10", answer.part_a or not answer.granted, _(
            "Svaret är nej till att dela information, men någon har ”får se”. Ändra det ena."), "part_a"),
        check("CON-10", not any(i.kinds & i.declined for i in answer.items), _(
            "Samma information har både ”får se” och ”inte”. Välj ett av dem."), "recipients"),
    )


def _period(answer: Answer, profile: Profile, today: date) -> tuple[Refusal, ...]:
    last = profile.consent_last_day(today)
    ends = answer.relation.period.end if answer.relation else None
    return gather(
        check("CON-12", answer.valid_until <= last, _(
            "Ett samtycke gäller högst ett år. Sista dagen kan vara %(day)s.") % {"day": date_full(last)},
            "valid_until"),
        check("CON-12", answer.valid_until >= today, _("Sista dagen har redan varit. Välj en dag framåt."),
              "valid_until"),
        check("CON-19", ends is None or answer.valid_until < ends, _(
            "Uppdraget slutar innan samtycket gör det. Välj en dag inom uppdraget."), "valid_until"),
    )


def _presumed(answer: Answer, profile: Profile) -> tuple[Refusal, ...]:
    if answer.form != Form.PRESUMED:
        return ()
    return gather(
        check("CON-05", profile.presumed_consent, _(
            "Här räcker det inte att anta ett samtycke. Fråga personen, eller välj en väg utan samtycke."), "form"),
        check("CON-05", answer.informed, _(
            "Personen ska ha fått information innan ett samtycke kan antas. Informera först."), "form"),
        check("CON-05", answer.voluntary and not answer.unwilling, _(
            "Personen har visat motvilja. Då kan samtycket inte antas, fråga i stället."), "form"),
        check("CON-05", answer.giver == Giver.INDIVIDUAL, _(
            "Bara personens eget samtycke kan antas. Fråga företrädaren."), "form"),
        check("CON-05", not answer.part_b, _(
            "Att planen görs kan inte antas. Fråga personen om det, senast på mötet."), "part_b"),
        check("CON-05", not answer.digital, _("Ett digitalt möte kan inte antas. Fråga personen."), "digital"),
        check("CON-05", not answer.asked_before, _(
            "Ett antaget samtycke gäller ett möte och kan inte förnyas. Fråga personen den här gången."), "form"),
    )


def _heard(answer: Answer, profile: Profile, today: date) -> tuple[Refusal, ...]:
    """From the profile's age the young person is asked themself, unless their maturity has been assessed."""
    if answer.giver != Giver.GUARDIAN or answer.mature or not asked_themself(answer.person, today, profile):
        return ()
    return gather(check("CH-02", answer.heard, _(
        "Den som har fyllt %(age)s år tillfrågas alltid själv. Skriv vad den unga säger, eller varför det inte gick "
        "att fråga.") % {"age": profile.own_voice_age}, "child_view"))


def _by_whom(answer: Answer, today: date) -> tuple[Refusal, ...]:
    if answer.giver == Giver.NEXT_OF_KIN:
        kin = answer.relation
        return gather(
            check("CON-01", kin and kin.kind == Giver.NEXT_OF_KIN and kin.period.holds(today), _(
                "Välj vilken närstående det gäller."), "relation"),
            check("CON-16", not answer.part_b, _(
                "En närstående kan bara svara för uppgifter om sig själv, inte om planen ska göras."), "part_b"),
        )
    return may_consent(answer.giver, answer.relations, answer.person, today, answer.said_yes, answer.mature, "who")
