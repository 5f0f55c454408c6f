"""On which section of the secrecy act a unit may hand over without consent: one row per direction, as data.

The rows differ by who hands over and who receives: health care may hand over when the person cannot consent
(25:13), social services have no such row of their own. Sections are those of offentlighets- och sekretesslagen.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.organisations.rules import UnitKind as K

HEALTH, SOCIAL, SCHOOL, OTHER = "health", "social", "school", "other"
_DOMAIN = {
    HEALTH: {K.MUNICIPAL_HEALTH_CARE, K.INPATIENT_CARE, K.OUTPATIENT_CARE, K.HEALTH_CENTRE, K.CHILD_HEALTH,
             K.ADULT_PSYCHIATRY, K.CONTRACTED_CARE, K.DENTAL_CARE},
    SOCIAL: {K.SOCIAL_SERVICES, K.LSS},
    SCHOOL: {K.SCHOOL},
}
ANY = frozenset({HEALTH, SOCIAL, SCHOOL, OTHER})


@dataclass(frozen=True)
class Ground:
    """One section: whose secrecy it opens, towards whom, and what must be so."""

    code: str
    section: str
    sender: str
    receivers: frozenset[str]
    when: str | Promise


GROUNDS: dict[str, Ground] = {
    g.code: g
    for g in (
        Ground("osl-25-13", "25 kap. 13 §", HEALTH, frozenset({HEALTH, SOCIAL}), _(
            "Personen kan inte samtycka på grund av sitt hälsotillstånd eller av andra skäl, och uppgiften behövs för "
            "nödvändig vård, omsorg eller stöd.")),
        Ground("osl-25-12", "25 kap. 12 §", HEALTH, frozenset({HEALTH, SOCIAL}), _(
            "Uppgiften behövs för nödvändig vård eller nödvändigt stöd. Dessutom är personen under 18 år, eller har "
            "ett fortgående missbruk, eller vårdas enligt LPT eller LRV, eller så gäller det ett väntat barn.")),
        Ground("osl-25-1", "25 kap. 1 §", HEALTH, ANY, _(
            "Det står klart att uppgiften kan lämnas utan att personen eller någon närstående lider men.")),
        Ground("osl-26-9", "26 kap. 9 §", SOCIAL, frozenset({HEALTH, SOCIAL}), _(
            "Uppgiften behövs för nödvändig vård eller nödvändigt stöd. Dessutom är personen under 18 år, eller har "
            "ett fortgående missbruk, eller vårdas enligt LPT eller LRV, eller så gäller det ett väntat barn.")),
        Ground("osl-26-1", "26 kap. 1 §", SOCIAL, ANY, _(
            "Det står klart att uppgiften kan lämnas utan att personen eller någon närstående lider men.")),
        Ground("osl-23-2", "23 kap. 2 §", SCHOOL, ANY, _(
            "Det står klart att uppgiften kan lämnas utan att eleven eller någon närstående lider men.")),
    )
}


def domain(unit_kind: str) -> str:
    """Which secrecy a unit of this kind works under."""
    return next((name for name, kinds in _DOMAIN.items() if unit_kind in kinds), OTHER)


def open_to(unit_kind: str) -> tuple[Ground, ...]:
    """The grounds a unit of this kind can try for its own information."""
    return tuple(g for g in GROUNDS.values() if g.sender == domain(unit_kind))


def opens(code: str, sender_kind: str, receiver_kinds: frozenset[str]) -> bool:
    """Whether the section leads from this kind of unit to every one of the receivers."""
    ground = GROUNDS.get(code)
    return bool(ground and ground.sender == domain(sender_kind)
                and all(domain(kind) in ground.receivers for kind in receiver_kinds))
