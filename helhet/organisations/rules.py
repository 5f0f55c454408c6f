"""Words and pure decisions about organisations: who is of which kind, and what that kind may do."""

from django.db.models import TextChoices
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


def side(kind: str) -> Side:
    """The principal's side a unit of this kind speaks for; state agencies and HVB speak for neither."""
    if kind in _MUNICIPAL:
        return Side.MUNICIPALITY
    return Side.REGION if kind in _REGIONAL else Side.OTHER
