"""What in a plan says where the person is: for one with a protected identity (``case/veiling``)."""

from collections.abc import Iterator

from helhet.process.case import veiling
from helhet.process.plan import load
from helhet.process.plan.models import ContactPerson, Intervention, OtherMeasure, PlanVersion


def words(case: int) -> Iterator[str]:
    """Who does what, with which phone, at which unit, and where: in the draft and in every version."""
    for responsible, phone in Intervention.objects.filter(draft__case_id=case).values_list("responsible", "phone"):
        yield from (responsible, phone)
    for name, phone in ContactPerson.objects.filter(draft__case_id=case).values_list("name", "phone"):
        yield from (name, phone)
    yield from OtherMeasure.objects.filter(draft__case_id=case).values_list("name", flat=True)
    for row in PlanVersion.objects.filter(case_id=case):
        yield from _version(row)


def _version(row: PlanVersion) -> Iterator[str]:
    content = load.version_content(row)
    for task in content.interventions:
        yield from (task.responsible, task.phone, task.owner_name if task.unit else "")
    for contact in content.contacts:
        yield from (contact.name, contact.unit_name, contact.phone)
    yield from (other.name for other in content.others)
    if content.main:
        yield from (content.main.name, content.main.unit_name, content.main.principal, content.main.phone)
    if content.child:
        yield from (content.child.health_unit, content.child.dental_unit, content.child.school_unit)
    yield content.follow_up.place


veiling.also(words)
