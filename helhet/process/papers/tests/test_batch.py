"""The papers of a meeting: the circle of the one it is about, and of those who come with them."""

import pytest

from helhet.process.case import door as cases
from helhet.process.papers import batch
from helhet.process.plan.tests.world import at_meeting
from helhet.process.tests.cast import Cast

REST = ["cirkel-ordforande", "cirkel-personal", "cirkel-ovriga", "checklista"]


@pytest.mark.parametrize(("who", "circles"), [
    ("adult", ["cirkel-vuxen"]), ("child", ["cirkel-ungdom", "cirkel-foralder"]),
    ("elder", ["cirkel-aldre", "cirkel-narstaende"]),
])
def test_each_gets_the_circle_of_their_own_role(cast: Cast, who: str, circles: list[str]) -> None:
    case = at_meeting(cast, individual=getattr(cast, who))
    with cases.visit(cast.nurse, case.ref) as v:
        sheets = batch.for_meeting(v, easy=True)
    codes = list(dict.fromkeys(sheet.code for sheet in sheets))
    assert codes == ["kallelse", "sip", *circles, *REST] and all(sheet.easy for sheet in sheets)
