"""The demo world's organisations and those who work there: invented, or named in the sources. No real person."""

from dataclasses import dataclass

from helhet.organisations.rules import ControllerKind, UnitKind

K, C = UnitKind, ControllerKind


@dataclass(frozen=True)
class Place:
    """A unit: key, name, kind, its controller (name, kind), the principal's code (county, municipality or none)."""

    key: str
    name: str
    kind: str
    controller: str
    controller_kind: str
    principal: str
    phone: str
    address: str = ""
    default_receiver: bool = False
    uses_helhet: bool = True


@dataclass(frozen=True)
class Worker:
    """Somebody who works at one or more units (place keys), in a role and with a title."""

    key: str
    name: str
    title: str
    places: tuple[str, ...]
    role: str = "staff"


_SU, _NH = "Sahlgrenska universitetssjukhuset", "Närhälsan"
_KU_S, _KU_U, _KU_O = "Socialnämnden i Kungälv", "Utbildningsnämnden i Kungälv", "Omsorgsnämnden i Kungälv"
_VE_S, _VE_U, _VE_O = "Socialnämnden i Vetlanda", "Barn- och utbildningsnämnden i Vetlanda", "Vård- och omsorgsnämnden"

PLACES = (
    Place("psychiatry", "Psykiatriska mottagningen", K.ADULT_PSYCHIATRY, _SU, C.CARE_PROVIDER, "14", "031-555 01 10",
          "Lillhagsvägen 2, Göteborg"),
    Place("youth", "Barn- och ungdomspsykiatrin", K.OUTPATIENT_CARE, _SU, C.CARE_PROVIDER, "14", "031-555 01 20",
          "Vita stråket 1, Göteborg"),
    Place("paediatrics", "Barnmedicin", K.CHILD_HEALTH, _SU, C.CARE_PROVIDER, "14", "031-555 01 30"),
    Place("ward", "KS avdelning 6", K.INPATIENT_CARE, _SU, C.CARE_PROVIDER, "14", "0303-555 06 00"),
    Place("solgarde", "Närhälsan Solgärde vårdcentral", K.HEALTH_CENTRE, _NH, C.CARE_PROVIDER, "14", "0303-555 02 00",
          "Solgärdesgatan 3, Kungälv", default_receiver=True),
    Place("rehab", "Närhälsan Solgärde rehabmottagning", K.OUTPATIENT_CARE, _NH, C.CARE_PROVIDER, "14",
          "0303-555 02 40"),
    Place("bvc", "BVC Solgärde", K.CHILD_HEALTH, _NH, C.CARE_PROVIDER, "14", "0303-555 02 60"),
    Place("intake", "Mottagningsenheten", K.SOCIAL_SERVICES, _KU_S, C.BOARD, "1482", "0303-555 10 00",
          "Stadshuset, Kungälv", default_receiver=True),
    Place("assessment", "Biståndsenheten", K.SOCIAL_SERVICES, _KU_O, C.BOARD, "1482", "0303-555 10 20"),
    Place("misuse", "Missbruksenheten", K.SOCIAL_SERVICES, _KU_S, C.BOARD, "1482", "0303-555 10 40"),
    Place("home_care", "Hemsjukvården", K.MUNICIPAL_HEALTH_CARE, _KU_O, C.BOARD, "1482", "0303-555 10 60"),
    Place("lss", "LSS-enheten", K.LSS, _KU_O, C.BOARD, "1482", "0303-555 10 80"),
    Place("school", "Ytterbyskolans elevhälsa", K.SCHOOL, _KU_U, C.BOARD, "1482", "0303-555 11 00",
          "Skolvägen 4, Ytterby"),
    Place("preschool", "Förskolan Kometen", K.SCHOOL, _KU_U, C.BOARD, "1482", "0303-555 11 20"),
    Place("free_school", "Fria Läroverket", K.SCHOOL, "Fria Läroverket i Göteborg AB", C.INDEPENDENT_SCHOOL, "1480",
          "031-555 12 00", uses_helhet=False),
    Place("private_care", "Havsvikens läkarhus", K.CONTRACTED_CARE, "Havsvikens läkarhus AB", C.CARE_PROVIDER, "14",
          "031-555 13 00"),
    Place("region_office", "Koncernkontoret, SIP-frågor", K.OUTPATIENT_CARE, "Regionstyrelsen i Västra Götaland",
          C.CARE_PROVIDER, "14", "031-555 20 00"),
    Place("fk", "Försäkringskassan", K.SOCIAL_INSURANCE, "Försäkringskassan", C.STATE_AGENCY, "", "0771-555 14 00"),
    Place("af", "Arbetsförmedlingen", K.EMPLOYMENT_SERVICE, "Arbetsförmedlingen", C.STATE_AGENCY, "", "0771-555 15 00"),
    Place("probation", "Frivården", K.PROBATION, "Kriminalvården", C.STATE_AGENCY, "", "010-555 16 00",
          uses_helhet=False),
    Place("dental", "Folktandvården Kungälv", K.DENTAL_CARE, "Folktandvården", C.CARE_PROVIDER, "14", "0303-555 17 00",
          uses_helhet=False),
    Place("hvb", "HVB Björkbacken", K.HVB, "Björkbacken Omsorg AB", C.HVB, "", "0303-555 18 00", uses_helhet=False),
    Place("nsph", "NSPH Västra Götaland", K.USER_ORGANISATION, "NSPH Västra Götaland", C.USER_ORGANISATION, "",
          "031-555 19 00", uses_helhet=False),
    Place("vetlanda_clinic", "Psykiatriska kliniken i Vetlanda", K.ADULT_PSYCHIATRY, "Region Jönköpings län",
          C.CARE_PROVIDER, "06", "0383-555 01 00"),
    Place("vetlanda_centre", "Vårdcentralen Aspeberget", K.HEALTH_CENTRE, "Region Jönköpings län",
          C.CARE_PROVIDER, "06", "0383-555 02 00", default_receiver=True),
    Place("vetlanda_social", "Socialförvaltningen", K.SOCIAL_SERVICES, _VE_S, C.BOARD, "0685", "0383-555 10 00",
          default_receiver=True),
    Place("vetlanda_care", "Vård- och omsorgsförvaltningen", K.MUNICIPAL_HEALTH_CARE, _VE_O, C.BOARD, "0685",
          "0383-555 10 20"),
    Place("vetlanda_school", "Barn- och utbildningsförvaltningen", K.SCHOOL, _VE_U, C.BOARD, "0685", "0383-555 10 40"),
    Place("orebro_aid", "Biståndsenheten Örebro", K.SOCIAL_SERVICES, "Socialnämnden i Örebro", C.BOARD, "1880",
          "019-555 10 00", default_receiver=True),
    Place("orebro_centre", "Tybble vårdcentral", K.HEALTH_CENTRE, "Region Örebro län", C.CARE_PROVIDER, "18",
          "019-555 01 00", default_receiver=True),
    Place("orebro_home", "Hemsjukvården Örebro", K.MUNICIPAL_HEALTH_CARE, "Vård- och omsorgsnämnden i Örebro", C.BOARD,
          "1880", "019-555 10 20"),
)

# One hospital has turned on emergency opening; everybody else has not.
EMERGENCY = frozenset({_SU})

WORKERS = (
    Worker("jonas", "Jonas Lind", "sjuksköterska och fast vårdkontakt, psykiatrin", ("psychiatry",), "care_contact"),
    Worker("mira", "Mira Sand", "kurator, barn- och ungdomspsykiatrin", ("youth",)),
    Worker("hanna", "Hanna Öst", "barnläkare", ("paediatrics",)),
    Worker("olle", "Olle Brink", "sjuksköterska, avdelning 6", ("ward",)),
    Worker("karin", "Karin Ek", "distriktssköterska och fast vårdkontakt", ("solgarde",), "care_contact"),
    Worker("ali", "Ali Rahimi", "arbetsterapeut", ("rehab",)),
    Worker("birgit", "Birgit Sjö", "BVC-sjuksköterska", ("bvc",)),
    Worker("amina", "Amina Berg", "socialsekreterare, mottagningen", ("intake", "misuse")),
    Worker("sara", "Sara Holm", "biståndshandläggare", ("assessment",)),
    Worker("peter", "Peter Nyström", "alkohol- och drogterapeut", ("misuse",)),
    Worker("lena", "Lena Forss", "sjuksköterska, hemsjukvården", ("home_care",)),
    Worker("david", "David Åker", "LSS-handläggare", ("lss",)),
    Worker("eva", "Eva Dahl", "skolsköterska", ("school",)),
    Worker("rut", "Rut Alm", "specialpedagog, förskolan", ("preschool",)),
    Worker("nils", "Nils Hav", "läkare, Havsviken", ("private_care",)),
    Worker("fredrik", "Fredrik Kant", "utredare, Försäkringskassan", ("fk",)),
    Worker("ylva", "Ylva Torn", "handläggare, Arbetsförmedlingen", ("af",)),
    Worker("gunnar", "Gunnar Vide", "enhetschef", ("intake",), "manager"),
    Worker("tove", "Tove Lilja", "administratör", ("solgarde",), "reception"),
    Worker("vera", "Vera Lund", "logggranskare, Närhälsan", ("solgarde",), "log_reviewer"),
    Worker("arvid", "Arvid Gran", "arkivarie, socialnämnden", ("intake",), "archivist"),
    Worker("kaj", "Kaj Sten", "katalogansvarig, Västra Götalandsregionen", ("region_office",), "directory_keeper"),
    Worker("rakel", "Rakel Rav", "regelansvarig, Västra Götalandsregionen", ("region_office",), "profile_keeper"),
    Worker("alva", "Alva Frid", "läkare, avdelning 6", ("ward",), "care_contact"),
    Worker("hugo", "Hugo Berg", "logggranskare, Sahlgrenska", ("psychiatry",), "log_reviewer"),
    Worker("tyra", "Tyra Sund", "socialsekreterare, utsedd för skyddade uppgifter", ("misuse",), "trusted"),
    Worker("ruth", "Ruth Vall", "kurator, utsedd för skyddade uppgifter", ("vetlanda_clinic",), "trusted"),
    Worker("stig", "Stig Gren", "sjuksköterska, psykiatriska kliniken", ("vetlanda_clinic",)),
    Worker("maja", "Maja Storm", "socialsekreterare, Vetlanda", ("vetlanda_social",)),
    Worker("per", "Per Udd", "sjuksköterska, Vetlanda", ("vetlanda_care",)),
    Worker("ines", "Ines Mo", "distriktssköterska, Aspeberget", ("vetlanda_centre",)),
    Worker("siv", "Siv Älv", "samordningsansvarig, Örebro", ("orebro_aid",), "coordinator"),
    Worker("tom", "Tom Rask", "distriktssköterska, Tybble", ("orebro_centre",)),
    Worker("asta", "Asta Kull", "sjuksköterska, hemsjukvården Örebro", ("orebro_home",)),
)
