"""Where an answer leads, and what it makes wait."""

from datetime import date

from helhet.clock.rules import Due
from helhet.process.consent.coverage import Coverage
from helhet.process.consent.words import Giver, Scope
from helhet.rulebook.profile import Profile


def reaches_preparing(state_started: bool, after: Coverage) -> bool:
    """CON-03: a started SIP goes on only with consent or a route in force for at least one recipient."""
    return state_started and bool(after.units or after.names or after.route)


def after_withdrawal(scope: str, giver: str, after: Coverage, with_plan: bool) -> str | None:
    """Where a withdrawal leads: None (stays), declined or closed (CON-25). Next of kin never close anything."""
    if giver == Giver.NEXT_OF_KIN or scope not in (Scope.ALL, Scope.PART_B):
        return None
    still = after.part_b if scope == Scope.PART_B else after.part_a or after.part_b
    if still and giver != Giver.INDIVIDUAL:
        return None  # it was not theirs to take back
    return "closed" if with_plan else "declined"


def ask_due(informed_on: date | None, holder: int, profile: Profile) -> tuple[Due, ...]:
    """A SIP is offered and nobody has said yes or no: the person is asked, without delay (LAW-11)."""
    if informed_on is None:
        return ()
    return (Due("consent-ask", holder, "LAW-11", informed_on, profile.last_day("start_days", informed_on)),)


def renew_due(until: date | None, holder: int, profile: Profile) -> tuple[Due, ...]:
    """Consent is renewed, or the SIP closed, before the first yes runs out (CON-12)."""
    if until is None:
        return ()
    since = profile.first_day_before("consent_renew_days_before", until)
    return (Due("consent-renew", holder, "CON-12", since, until),)


def route_due(
    last_day: date | None, met_on: date | None, holder: int, profile: Profile
) -> tuple[Due, ...]:
    """A route is tried again before the next meeting, and before it ends (CON-18)."""
    if last_day is None:
        return ()
    since = met_on or profile.first_day_before("consent_renew_days_before", last_day)
    return (Due("consent-route-again", holder, "CON-18", since, last_day),)


def trial_due(tried: frozenset[int], called: frozenset[int], since: date) -> tuple[Due, ...]:
    """Where the case goes by trial of harm, each called unit tries it for its own information (CON-18)."""
    return tuple(Due("consent-own-trial", unit, "CON-18", since) for unit in sorted(called - tried)) if tried else ()
