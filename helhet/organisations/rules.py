"""Words and pure decisions about organisations: who is of which kind, and what that kind may do."""

import re
from collections.abc import Container

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ControllerKind(TextChoices):
    BOARD = "board", _("Nämnd")
    CARE_PROVIDER = "care_provider", _("Vårdgivare")
    SOCIAL_PROVIDER = "social_provider", _("Omsorgsgivare")
    INDEPENDENT_SCHOOL = "independent_school", _("Fristående skola")
    STATE_AGENCY = "state_agency", _("Statlig myndighet")
    HVB = "hvb", _("HVB-hem")
    USER_ORGANISATION = "user_organisation", _("Brukarorganisation")


class UnitKind(TextChoices):
    """Every actor AC-01..AC-14 of the sources."""

    SOCIAL_SERVICES = "social_services", _("Socialtjänst")  # AC-01
    MUNICIPAL_HEALTH_CARE = "municipal_health_care", _("Kommunal hälso- och sjukvård")  # AC-02
    SCHOOL = "school", _("Skola och elevhälsa")  # AC-03
    INPATIENT_CARE = "inpatient_care", _("Sjukhus, slutenvård")  # AC-04
    OUTPATIENT_CARE = "outpatient_care", _("Regionens öppenvård")  # AC-05
    HEALTH_CENTRE = "health_centre", _("Vårdcentral")  # AC-05, default receiver
    CHILD_HEALTH = "child_health", _("BVC och barnmedicin")  # AC-06
    LSS = "lss", _("LSS")  # AC-07
    ADULT_PSYCHIATRY = "adult_psychiatry", _("Vuxenpsykiatri")  # AC-07
    SOCIAL_INSURANCE = "social_insurance", _("Försäkringskassan")  # AC-08
    EMPLOYMENT_SERVICE = "employment_service", _("Arbetsförmedlingen")  # AC-09
    PROBATION = "probation", _("Kriminalvården")  # AC-10
    DENTAL_CARE = "dental_care", _("Tandvård")  # AC-11
    HVB = "hvb", _("HVB-hem")  # AC-12
    CONTRACTED_CARE = "contracted_care", _("Privat vårdgivare med avtal")  # AC-13
    USER_ORGANISATION = "user_organisation", _("Brukarorganisation")  # AC-14
    OTHER_MUNICIPAL = "other_municipal", _("Annan kommunal enhet")  # NEED-02


class Side(TextChoices):
    """On whose behalf a unit stands at the table. Law asks for one of each of the first two (LAW-02)."""

    MUNICIPALITY = "municipality", _("Kommunen")
    REGION = "region", _("Regionen")
    OTHER = "other", _("Annan")


_MUNICIPAL = {
    UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_HEALTH_CARE, UnitKind.SCHOOL, UnitKind.LSS, UnitKind.OTHER_MUNICIPAL,
}
_REGIONAL = {
    UnitKind.INPATIENT_CARE, UnitKind.OUTPATIENT_CARE, UnitKind.HEALTH_CENTRE, UnitKind.CHILD_HEALTH,
    UnitKind.ADULT_PSYCHIATRY, UnitKind.CONTRACTED_CARE,
}


def side(kind: str, *, is_region: bool = True, is_municipality: bool = True) -> Side:
    """The side a unit of this kind speaks for, given what its principal is.

    The kind decides, so that Gotland, which is both, has two sides at the table. Where the principal is only the
    other of the two (home care run by a region, a school of a region) the principal decides. State agencies, HVB
    and whoever works for no principal speak for neither.
    """
    if kind not in _MUNICIPAL | _REGIONAL or not (is_region or is_municipality):
        return Side.OTHER
    if kind in _MUNICIPAL:
        return Side.MUNICIPALITY if is_municipality else Side.REGION
    return Side.REGION if is_region else Side.MUNICIPALITY


class Party(TextChoices):
    """ATT-11: those who carry responsibility by law or agreement, and those who matter to the person."""

    DUTY = "duty", _("Kallas, med skyldighet att komma")
    INVITED = "invited", _("Bjuds in, utan skyldighet")


def party(kind: str, may_be_called: Container[str]) -> Party:
    """Whether a unit of this kind is called or invited (CALL-05, CALL-06); the profile says who may be called."""
    return Party.DUTY if kind in may_be_called else Party.INVITED


_POINTS_OUT = {
    UnitKind.OTHER_MUNICIPAL, UnitKind.PROBATION, UnitKind.DENTAL_CARE, UnitKind.SOCIAL_INSURANCE,
    UnitKind.EMPLOYMENT_SERVICE, UnitKind.HVB,
}


def may_point_out(kind: str) -> bool:
    """Who may say that there is a need without starting the process (NEED-02, whose list is open: "så som")."""
    return kind in _POINTS_OUT


_HSA = re.compile(r"SE\d{10}-[A-Z0-9]{1,18}")


def hsa_id_problem(text: str) -> str | Promise | None:
    """What is wrong with an HSA-id, in a sentence, or None. Empty is no problem: not everybody has one."""
    if not text or _HSA.fullmatch(text):
        return None
    return _("HSA-id ska börja med SE och tio siffror, sedan bindestreck och bokstäver A–Z eller siffror, "
             "till exempel SE0000000000-ABCD.")
