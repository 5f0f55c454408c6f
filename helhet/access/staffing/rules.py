"""Who may be added and ended by whom, and when the list is to be confirmed. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from helhet.access.rules import ROLES, Permission
from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # no rule of the rulebook stands behind these
# What a unit's administrator may give. Who keeps profiles, archives and the directory is appointed above the unit.
GIVEN_BY_UNIT = ("staff", "coordinator", "care_contact", "reception", "trusted", "manager", "log_reviewer")
DAYS = 30  # house value: within so many days of a quarter's beginning the list is confirmed


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def last_day(quarter: str) -> date:
    """The last day to confirm a quarter's list."""
    return date(int(quarter[:4]), 3 * int(quarter[5]) - 2, 1) + timedelta(days=DAYS - 1)


def administers(role: str) -> bool:
    return role in ROLES and Permission.UNIT_ADMINISTER in ROLES[role].permissions


def may_add(
    *, role: str, known: bool, oneself: bool, my_roles: Collection[str], has_already: bool, first: date,
    last: date | None, today: date,
) -> tuple[Refusal, ...]:
    """Whether somebody may be added to one's own unit in a role.

    ``my_roles``: the roles the administrator holds at the unit; nobody gives themself one they lack.
    """
    return gather(
        check(HOUSE, known, _("Ingen med det HSA-id:t finns i katalogen. Kontrollera det, eller be den som sköter "
                              "katalogen att lägga till personen."), "hsa_id"),
        check(HOUSE, role in GIVEN_BY_UNIT, _("Den rollen ges inte här. Välj en av rollerna i listan."), "role"),
        check(HOUSE, not oneself or role in my_roles, _(
            "Du kan inte ge dig själv en ny roll. Be en annan chef eller den som sköter katalogen."), "role"),
        check(HOUSE, not has_already, _("Personen har redan den rollen här. Avsluta den först om dagarna ska ändras."),
              "role"),
        check(HOUSE, first >= today, _("Den första dagen kan inte ha varit. Skriv i dag eller en dag som kommer."),
              "first"),
        check(HOUSE, last is None or last >= first, _("Den sista dagen är före den första."), "last"),
    )


def may_end(*, ended: bool, last: date | None, today: date, leaves_unit_without: bool) -> tuple[Refusal, ...]:
    """Whether an assignment may end with a last day; ``last`` before today: it ends at once.

    ``leaves_unit_without``: it is one's own, and the last that administers the unit.
    """
    return gather(
        check(HOUSE, not ended, _("Uppdraget är redan avslutat.")),
        check(HOUSE, last is None or last >= today - timedelta(days=1),
              _("Den sista dagen kan inte ligga så långt bak. Avsluta nu i stället."), "last"),
        check(HOUSE, not leaves_unit_without, _(
            "Du är den enda som sköter listan på enheten. Utse någon annan först, så att enheten inte blir utan.")),
    )


def may_confirm(*, already: bool, undecided: int, unknown: int) -> tuple[Refusal, ...]:
    """Whether the quarter's list is confirmed: once, and with an answer for everybody who works there."""
    return gather(
        check(HOUSE, not already, _("Listan är redan bekräftad det här kvartalet.")),
        check(HOUSE, not undecided, _("Svara för alla: stämmer det, eller ska uppdraget avslutas?")),
        check(HOUSE, not unknown, _("Listan har ändrats sedan du öppnade den. Gå igenom den igen.")),
    )
