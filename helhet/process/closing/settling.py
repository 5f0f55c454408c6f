"""The closing's own rows: written once for each ended case, by whatever way it ended."""

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.kit.text import clean_text
from helhet.organisations import door as organisations
from helhet.organisations.rules import UnitKind
from helhet.people import door as people
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.closing.duties import Ended, Party, duties
from helhet.process.closing.models import Closing, ClosingDuty
from helhet.process.need.holding import holding
from helhet.process.need.words import NoticedBy
from helhet.process.need.written import signed
from helhet.process.plan import load
from helhet.rulebook import door as rulebook

_NOTICERS = {
    UnitKind.SCHOOL: NoticedBy.SCHOOL, UnitKind.SOCIAL_SERVICES: NoticedBy.SOCIAL_SERVICES,
    UnitKind.LSS: NoticedBy.SOCIAL_SERVICES, UnitKind.OTHER_MUNICIPAL: NoticedBy.SOCIAL_SERVICES,
    UnitKind.MUNICIPAL_HEALTH_CARE: NoticedBy.MUNICIPAL_HEALTH_CARE,
}


def noticer(unit_kind: str) -> str:
    """Who noticed, as the new SIP's front page names it."""
    return _NOTICERS.get(UnitKind(unit_kind), NoticedBy.REGIONAL_HEALTH_CARE).value


def principal(unit: int | None) -> int | None:
    """The principal a unit works under."""
    found = organisations.units_by_id([unit] if unit else []).get(unit or 0)
    return found.principal_id if found else None


def open_closing(case: Case, *, ground: str, reason: str, need_remained: bool, by: Actor) -> Closing:
    """The row that says why, when and by whom; the one that stands when there is one already."""
    found = Closing.objects.filter(case=case).first()
    return found or Closing.objects.create(
        case=case, ground=ground, reason=clean_text(reason), need_remained=need_remained,
        with_plan=load.newest_version(case.pk) is not None, closed_on=clock.today(), holder_id=holding(case),
        **signed(by),
    )


def settle(closing: Closing, case: Case) -> None:
    """Write what is left to do, once. Runs after the consent has let go: who still reads is who can tick off."""
    if ClosingDuty.objects.filter(closing=closing).exists():
        return
    profile = rulebook.profile(case.profile_version_id)
    found = duties(_ended(closing, case), profile)
    ClosingDuty.objects.bulk_create(
        ClosingDuty(closing=closing, code=d.code, unit_id=d.unit, principal=d.principal, whom=d.whom, name=d.name,
                    position=n)
        for n, d in enumerate(found, 1)
    )


def _ended(closing: Closing, case: Case) -> Ended:
    team = cases.participants(case.pk)
    ids = dict.fromkeys([closing.holder_id, *(p.unit_id for p in team if p.unit_id)])
    now = clock.now()
    reading = {r.unit for r in reach.rows(case.ref) if r.valid_from <= now and (r.valid_to is None or now < r.valid_to)}
    units = organisations.units_by_id(ids)
    # Nobody who must not know is told, whatever they took part in before.
    hidden = {r.id for r in people.relations(case.individual_id, ended=True) if r.must_not_know or r.objected}
    return Ended(
        ground=closing.ground, with_plan=closing.with_plan, holder=closing.holder_id,
        parties=tuple(Party(u, units[u].name, units[u].principal_id, u in reading and units[u].uses_helhet)
                      for u in ids),
        near=tuple(dict.fromkeys(_near(p) for p in team if p.relation_id and p.relation_id not in hidden)),
        others=tuple(dict.fromkeys(p.name for p in team if not p.unit_id and not p.relation_id and p.name)),
    )


def _near(p: cases.ParticipantCard) -> str:
    return f"{p.name}, {p.kind_name.lower()}" if p.name else p.kind_name
