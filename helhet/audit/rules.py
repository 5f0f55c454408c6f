"""How long the log is kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather

YEARS = 5  # HSLF-FS 2016:40 4 kap. 9 §: five years at least
HOUSE = ""  # no rule of the rulebook stands behind it


def may_cull(older: datetime, now: datetime) -> tuple[Refusal, ...]:
    """Only what is older than five years may go."""
    return gather(check(HOUSE, older <= years_before(now), _(
        "Loggen ska finnas kvar i minst fem år. Välj en tidigare dag."), "older"))


def years_before(now: datetime) -> datetime:
    """The same day five years earlier; of a leap day, the day before."""
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year - YEARS, day=day)
