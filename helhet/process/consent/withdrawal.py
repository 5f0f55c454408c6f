"""A no, and a yes taken back. Never refused for their own sake; sharing stops in the same transaction."""

from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.text import clean_text
from helhet.process.case.actions import hold, move, must_be_with
from helhet.process.case.rules import WITH_PLAN, State
from helhet.process.consent import facts, rules
from helhet.process.consent.coverage import in_force
from helhet.process.consent.models import Decline, Withdrawal
from helhet.process.consent.reaching import rewrite_reach
from helhet.process.consent.speaking import must_be_theirs
from helhet.process.need.written import signed


def decline(
    case_ref: UUID, *, informed: str, reason: str = "", giver: str = "individual", relation_id: int | None = None,
    by: Actor,
) -> int:
    """Register a no to the SIP, before there is a plan. Nothing is asked in return (CON-20). Raises NotThere.

    With a plan the table has no such move: then it is ``withdraw``.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CONSENT_RECORD)
        must_be_with(case, by)
        must_be_theirs(by, giver, relation_id)
        row = Decline.objects.create(case=case, informed=informed, reason=clean_text(reason), giver=giver,
                                     relation_id=relation_id, **signed(by))
        move(case, verb="consent.decline", to=State.DECLINED, by=by, data={"informed": informed, "giver": giver})
        return row.pk


def withdraw(
    case_ref: UUID, *, scope: str, unit: int | None = None, name: str = "", kind: str = "",
    giver: str = "individual", relation_id: int | None = None, words: str = "", by: Actor,
) -> int:
    """Take back all, part b, one recipient (``unit`` or ``name``) or one kind; what it covered is shut at once.

    All or part b: before a plan the person has declined, with a plan the SIP is closed (CON-25). Next of kin take
    back what they gave for themselves, and close nothing. Raises NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CONSENT_RECORD)
        must_be_with(case, by)
        must_be_theirs(by, giver, relation_id)
        row = Withdrawal.objects.create(
            case=case, scope=scope, recipient_id=unit, recipient_name=clean_text(name), kind=kind, giver=giver,
            relation_id=relation_id, words=clean_text(words), **signed(by),
        )
        rewrite_reach(case)
        after = in_force(facts.load(case.pk), clock.now())
        to = rules.after_withdrawal(scope, giver, after, State(case.state) in WITH_PLAN)
        move(case, verb="consent.withdraw", to=to, by=by, data={
            "scope": scope, "giver": giver, "ground": "withdrawal", "withdrawal": str(row.ref), "kind": kind,
        })
        return row.pk
