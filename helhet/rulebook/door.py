"""The way in to the rulebook. Rules and profiles hold nothing about a person, so nothing is logged."""

from functools import cache

from helhet.rulebook import catalogue
from helhet.rulebook import profile as profiles
from helhet.rulebook.catalogue import RuleRow, RuleText
from helhet.rulebook.models import ProfileVersion
from helhet.rulebook.profile import Profile, county_profile

__all__ = ["Profile", "RuleRow", "RuleText", "county_profile", "current", "for_county", "profile", "rule", "rules"]


@cache
def profile(version_id: int) -> Profile:
    """The profile a case was started under. Raises ProfileVersion.DoesNotExist. A version never changes: kept."""
    version = ProfileVersion.objects.get(pk=version_id)
    return profiles.build(version.code, version.values)


def current(code: str) -> tuple[int, Profile]:
    """The newest version of a profile (NAT, VGR, JKPG, ORE) and its id."""
    version_id = ProfileVersion.objects.filter(code=code).order_by("-n").values_list("pk", flat=True)[0]
    return version_id, profile(version_id)


def for_county(county_code: str) -> tuple[int, Profile]:
    """What a case started by a unit in this county runs under."""
    return current(county_profile(county_code))


def rule(rule_id: str) -> RuleText:
    """The rule as a page shows it. Raises KeyError for an id that is not in the rulebook."""
    return catalogue.text_of(rule_id)


def rules() -> tuple[RuleRow, ...]:
    """All rules, in the order of the rulebook."""
    return tuple(catalogue.rules().values())
