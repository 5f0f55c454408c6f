"""The words of an ending: why, what is left to do, and what it means in plain sentences."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.process.case.rules import StopGround


class Ground(TextChoices):
    """Why a SIP with a plan ends. The profile says which are grounds in the region."""

    GOALS_MET = "goals_met", _("Personens mål är nådda")
    NO_COORDINATION = "no_coordination", _("Hjälpen behöver inte samordnas längre")
    NO_NEED_FROM_BOTH = "no_need_from_both", _("Målet kan nås utan hjälp från båda huvudmännen")
    NO_NEW_NEED = "no_new_need", _("Inga nya behov från båda väntas den närmaste tiden")
    OUTDATED = "outdated", _("Planen stämmer inte längre och används inte")
    WITHDRAWAL = "withdrawal", _("Personen tar tillbaka sitt samtycke")
    DEATH = "death", _("Personen har avlidit")
    MOVED = "moved", _("Personen har flyttat")
    RESTART = "restart", _("Planen avslutas och en ny SIP görs")
    OTHER_PLAN = "other_plan", _("En plan enligt LPT eller LRV görs i stället")


# FU-06 stops only these, and they come after a follow-up (FU-01).
OF_NEED = frozenset({Ground.GOALS_MET, Ground.NO_COORDINATION, Ground.NO_NEED_FROM_BOTH, Ground.NO_NEW_NEED})
# These lead by another way: the withdrawal through consent, the restart through its own page.
BY_ANOTHER_WAY = frozenset({Ground.WITHDRAWAL, Ground.RESTART})

HELP: dict[str, str | Promise] = {
    Ground.GOALS_MET: _("Gå igenom delmålen i en uppföljning först. Är personen själv nöjd?"),
    Ground.NO_COORDINATION: _("Var och en kan fortsätta med sitt, utan att någon behöver hålla ihop det."),
    Ground.NO_NEED_FROM_BOTH: _("Det räcker med kommunen eller regionen för att nå det långsiktiga målet."),
    Ground.NO_NEW_NEED: _("Det lugna läget väntas hålla i sig."),
    Ground.OUTDATED: _("Ingen arbetar efter planen. Fråga personen innan ni avslutar."),
    Ground.DEATH: _("Berätta själva för de närstående. Inga brev går ut och möten ställs in."),
    Ground.MOVED: _("Vill personen ha en SIP där hen bor nu frågar ni om samtycke innan något lämnas över."),
    Ground.OTHER_PLAN: _("Personen vårdas med tvång och får en annan plan."),
}

# What the letter says, to the person, in one sentence.
TO_PERSON: dict[str, str | Promise] = {
    Ground.GOALS_MET: _("Du har nått målen i din plan."),
    Ground.NO_COORDINATION: _("Det som görs för dig behöver inte samordnas längre."),
    Ground.NO_NEED_FROM_BOTH: _("Du kan nå ditt mål utan hjälp från både kommunen och regionen."),
    Ground.NO_NEW_NEED: _("Just nu väntas inget nytt där både kommunen och regionen behövs."),
    Ground.OUTDATED: _("Planen stämde inte längre med hur du har det."),
    Ground.WITHDRAWAL: _("Du har tagit tillbaka ditt samtycke."),
    Ground.DEATH: _("Planen gäller inte längre."),
    Ground.MOVED: _("Du har flyttat."),
    Ground.RESTART: _("Vi gör en ny plan tillsammans med dig, för att mycket har ändrats."),
    Ground.OTHER_PLAN: _("Du får en annan plan för din vård."),
    StopGround.NEED_ENDED: _("Du behöver ingen plan just nu."),
    StopGround.MET_OTHERWISE: _("Du får det du behöver på ett annat sätt."),
    StopGround.REQUEST_WITHDRAWN: _("Du vill inte längre ha en SIP."),
    StopGround.CONSENT_WITHDRAWN: _("Du har tagit tillbaka ditt samtycke."),
    StopGround.DECEASED: _("Arbetet med planen är avslutat."),
    StopGround.MOVED: _("Du har flyttat."),
    StopGround.COMPULSORY_CARE_PLAN: _("Du får en annan plan för din vård."),
}


class DutyCode(TextChoices):
    """What may stand open on a closed case, and only this."""

    TOLD = "told", _("Berätta att SIP:en är avslutad")
    WHERE_TO_TURN = "where_to_turn", _("Säg vart personen vänder sig nu")
    OWN_RECORD = "own_record", _("Anteckna avslutet i er egen dokumentation")
    EXPERIENCE = "experience", _("Fråga hur det har varit")


class Whom(TextChoices):
    """Whom somebody is to tell."""

    INDIVIDUAL = "individual", _("Personen själv")
    RELATION = "relation", _("Någon som står personen nära")
    UNIT = "unit", _("En enhet")
    OTHER = "other", _("Någon annan")


def ground_name(ground: str) -> str:
    """The ground in words, of a plan's ending or of the work before it."""
    known = {**dict(StopGround.choices), **dict(Ground.choices)}
    return str(known.get(ground, ground))
