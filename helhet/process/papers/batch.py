"""What a meeting needs on paper, gathered."""

from helhet.process.case.door import Visit
from helhet.process.papers.register import paper
from helhet.process.papers.sheet import Sheet

# The circle of whoever leads the meeting and of those round the table, beside the person's own.
CIRCLES = ("cirkel-ordforande", "cirkel-personal", "cirkel-narstaende", "cirkel-ovriga")
OLD = 65


def for_meeting(v: Visit, easy: bool) -> tuple[Sheet, ...]:
    """The call, the plan, the circles and the checklist. What has nothing to say yet comes blank, to write on."""
    found: list[Sheet] = []
    for code in ("kallelse", "sip", _own(v), *CIRCLES, "checklista"):
        one = paper(code)
        if one is not None:
            found += (one.fill(v, easy) if one.fill else ()) or one.blank(v.profile, easy)
    return tuple(found)


def _own(v: Visit) -> str:
    if v.person.is_child:
        return "cirkel-ungdom"
    return "cirkel-aldre" if (v.person.age or 0) >= OLD else "cirkel-vuxen"
