"""How a rule says no: with its id, a sentence that helps, and the field it concerns."""

from dataclasses import dataclass

from django.utils.functional import Promise

from helhet.kit import witness

Text = str | Promise


@dataclass(frozen=True)
class Refusal:
    """One rule that is not met. ``sentence`` says what is wrong and how to mend it, in Swedish."""

    rule: str
    sentence: Text
    field: str | None = None


class Refused(Exception):
    """Raised by an action when one or more rules say no. Nothing has been written."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        for refusal in refusals:
            witness.refused(refusal.rule)
        super().__init__("; ".join(f"{r.rule}: {r.sentence}" for r in refusals))

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(refusal.rule for refusal in self.refusals)


class Conflict(Exception):
    """Somebody else saved the same text first. Both texts are kept and shown."""

    def __init__(self, *, field: str, mine: str, theirs: str, by: str = "", n: int = 0) -> None:
        self.field, self.mine, self.theirs, self.by, self.n = field, mine, theirs, by, n
        super().__init__(f"conflict on {field}")


def check(rule: str, ok: object, sentence: Text, field: str | None = None) -> Refusal | None:
    """None when the rule is met, else the refusal. For use in pure ``rules.py``."""
    if ok:
        witness.met(rule)
        return None
    return Refusal(rule, sentence, field)


def gather(*checks: Refusal | None) -> tuple[Refusal, ...]:
    """The refusals among the checks, in the order they were asked."""
    return tuple(c for c in checks if c is not None)


def refuse(refusals: tuple[Refusal, ...]) -> None:
    """Raise ``Refused`` with all of them at once, so that a person mends everything in one go."""
    if refusals:
        raise Refused(*refusals)
