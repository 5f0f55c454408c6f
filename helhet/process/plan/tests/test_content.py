"""What a plan says survives the way to text and back, and the checksum names exactly that text."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helhet.process.plan import content as c
from helhet.process.plan import snapshot

_text = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40)


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(goal=_text, what=_text, day=st.none() | st.dates(), heard=st.none() | st.booleans())
def test_there_and_back(goal: str, what: str, day: date | None, heard: bool | None) -> None:
    plan = c.PlanContent(
        number="2026-1", kind="new", kind_name="Ny SIP", person=c.Person("Alex"), goal=goal, noticed_by=("Skola",),
        interventions=(c.Intervention("i", "own", "decided", "Bestämd", what, starts_on=day),),
        child=c.Child(heard=heard), follow_up=c.FollowUp(datetime(2027, 1, 2, 3, tzinfo=UTC)),
        members=(c.Member("Alex", took_part=heard),), agreement=c.Agreement(True, False),
    )
    text = snapshot.to_json(plan)
    assert snapshot.from_json(text) == plan
    assert snapshot.to_json(snapshot.from_json(text)) == text


def test_a_changed_word_changes_the_code() -> None:
    digest = snapshot.checksum('{"goal": "Att sova"}')
    assert digest != snapshot.checksum('{"goal": "Att somna"}')
    assert len(snapshot.short_code(digest)) == 9 and snapshot.short_code(digest)[4] == "-"


def test_whose_plan() -> None:
    assert c.Person("Lars A", given_name="Lars").genitive == "Lars"
    assert c.Person("Ingrid D", given_name="Ingrid").genitive == "Ingrids"
