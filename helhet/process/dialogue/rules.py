"""The words of messages, and who may send, correct and withdraw them."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather


class MessageKind(TextChoices):
    """What a message is about: the care itself, or arrangements around it."""

    CARE = "care", _("Om vård och stöd")
    ADMINISTRATIVE = "administrative", _("Praktiskt")


@dataclass(frozen=True)
class Party:
    """A unit beside the case: whether it takes part, ever did, and which kinds it may know of right now."""

    unit: int
    ref: UUID
    name: str
    takes_part: bool
    kinds: frozenset[str] = frozenset()
    reads_here: bool = True  # it uses Helhet; who does not is written to on paper (IT-12)
    stayed: bool = True  # of a case that has ended: it was with until then, and not only once

    @property
    def covered(self) -> bool:
        """It takes part, and consent, a route or its own record opens something for it now."""
        return self.takes_part and bool(self.kinds)


@dataclass(frozen=True)
class Sending:
    """What is about to leave a unit: of which kind, to whom; how the case stands."""

    kind: str
    text: str
    receivers: tuple[Party, ...]
    ended: bool = False
    taken_back: bool = False  # the case ended because the person said no or took back the yes


_ANY = frozenset({"any"})  # what was covered until the end


def may_send(sending: Sending) -> tuple[Refusal, ...]:
    """Named receivers only (CON-09), each covered now (CON-10); nothing new after a withdrawal (CON-13).

    After the end only what is practical may be written, between those who were with (CON-01).
    """
    said = _must_say(sending.text)
    outside = [p.name for p in sending.receivers if not p.reads_here]
    here = check("IT-12", not outside, _now(
        "%(units)s använder inte Helhet och kan inte läsa meddelandet. Ring, eller skicka det på papper.",
    ) % {"units": ", ".join(outside)}, "receivers")
    named = check("CON-09", sending.receivers, _("Välj vilka enheter som ska få meddelandet."), "receivers")
    if sending.ended:
        until = (replace(p, takes_part=p.takes_part and p.stayed, kinds=_ANY) for p in sending.receivers)
        return gather(said, named, here, _after_end(sending), *(_covered(p) for p in until))
    return gather(said, named, here, *(_covered(p) for p in sending.receivers))


def _after_end(sending: Sending) -> Refusal | None:
    if sending.taken_back:
        return check("CON-13", False, _(
            "Personen har tagit tillbaka sitt ja. Inget nytt skickas. Det ni redan har fått kan ni läsa."))
    return check("CON-01", not sending.ended or sending.kind == MessageKind.ADMINISTRATIVE, _(
        "SIP:en är avslutad. Nu går det bara att skriva om praktiska saker, inget om vård och stöd."), "kind")


def _covered(party: Party) -> Refusal | None:
    return check("CON-10", party.covered, _now(
        "%(unit)s får inte veta något just nu. Fråga personen om samtycke först, eller välj bort enheten.",
    ) % {"unit": party.name}, "receivers")


def may_correct(sending: Sending, why: str, before: str) -> tuple[Refusal, ...]:
    """The first text stays readable, and the reason beside it (IT-04).

    New words go only to who is covered (CON-10), and after the end as if they were sent then (CON-13, CON-01).
    """
    after = _after_end(sending)
    lost = [p.name for p in sending.receivers if not p.covered]
    return gather(
        _must_say(sending.text), replace(after, field=None) if after else None,
        check("IT-04", sending.text.strip() != before, _("Texten är likadan som förut. Ändra det som är fel."), "text"),
        check("IT-04", why.strip(), _("Skriv vad som var fel, så att de som har läst förstår."), "why"),
        check("CON-10", not lost, _now(
            "%(units)s får inte veta något nytt längre. Ta tillbaka meddelandet i stället, och skriv ett nytt.",
        ) % {"units": ", ".join(lost)}),
    )


def may_withdraw(why: str) -> tuple[Refusal, ...]:
    """What was sent stays readable as withdrawn, with the reason (IT-04)."""
    return gather(check("IT-04", why.strip(), _("Skriv varför meddelandet tas tillbaka."), "why"))


def may_return(why: str) -> tuple[Refusal, ...]:
    """Who got what was meant for somebody else says so, and reads no more of it (IT-03)."""
    return gather(check("IT-03", why.strip(), _("Skriv varför det är fel mottagare. Då hittar avsändaren rätt."),
                        "why"))


def may_forward(sending: Sending, has_it: bool) -> tuple[Refusal, ...]:
    """To one more unit, as if it were sent there now; never twice to the same."""
    names = ", ".join(p.name for p in sending.receivers)
    again = Refusal("", _now("%(unit)s har redan fått meddelandet.") % {"unit": names}, "unit") if has_it else None
    return gather(again, *(replace(r, field="unit") for r in may_send(sending)))


def _must_say(text: str) -> Refusal | None:
    return None if text.strip() else Refusal("", _("Skriv ett meddelande."), "text")


def may_attach(sizes: tuple[int, ...], before: int, most: int, most_files: int) -> tuple[Refusal, ...]:
    """Room for the files: how many at once, and how much in the whole case. ``most`` in bytes."""
    many = Refusal("", _now("Bifoga högst %(n)d filer i ett meddelande.") % {"n": most_files}, "attached")
    full = Refusal("", _now(
        "Filerna får inte plats: en SIP rymmer %(most)d MB bilagor. Bifoga färre eller mindre filer.",
    ) % {"most": most // 1_000_000}, "attached")
    return gather(many if len(sizes) > most_files else None, full if sizes and before + sum(sizes) > most else None)
