"""What a report leaves for its two units to do."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.deviation import door, events, rules


def source(subject: Subject, today: date) -> Iterable[Due]:
    if subject.kind != "deviation":
        return ()
    facts = door.facts([subject]).get(subject.ref)
    return rules.waits(facts, subject.profile) if facts else ()


registry.register("deviation", source)
registry.keep("deviation", registry.Keeper(after=door.after, hold=door.hold, count=door.walked))
words.register(
    rules.ANSWER, _("Svara på en avvikelse"), "deviation", action=_("Läs och svara"),
    bound="the unit the report is about", rules=("ATT-12",), values=("deviation_days",), done_by=(events.ANSWERED,),
    ended_by=(events.RETURNED, events.CLOSED),
)
words.register(
    rules.ROUTE, _("Välj ny mottagare för en avvikelse"), "deviation", action=_("Till avvikelsen"),
    bound="the unit that reported", rules=("ATT-12",), values=("answer_days", "deviation_days"),
    done_by=(events.ROUTED,),
    ended_by=(events.CLOSED,),
)
words.register(
    rules.CLOSE, _("Läs svaret på er avvikelse och avsluta den"), "deviation", action=_("Läs svaret"),
    bound="the unit that reported", rules=("ATT-12",), done_by=(events.CLOSED,),
)
