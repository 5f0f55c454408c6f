"""What a meeting needs on paper, gathered."""

from helhet.process.case.door import Visit
from helhet.process.live.circles import role_for
from helhet.process.papers.register import paper
from helhet.process.papers.sheet import Sheet

# Who comes with the one the meeting is about, by which circle that one has.
BESIDE = {"ungdom": ("foralder",), "aldre": ("narstaende",)}


def for_meeting(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The call, the plan, the circles and the checklist. What has nothing to say yet comes blank, to write on."""
    found: list[Sheet] = []
    for code in ("kallelse", "sip", *_circles(v.person.age), "checklista"):
        one = paper(code)
        if one is not None:
            found += (one.fill(v, easy) if one.fill else ()) or one.blank(v.profile, easy)
    return tuple(found)


def _circles(age: int | None) -> tuple[str, ...]:
    """The person's own circle first, and those of everybody else round the table."""
    own = role_for(age)
    return tuple(f"cirkel-{role}" for role in (own, *BESIDE.get(own, ()), "ordforande", "personal", "ovriga"))
