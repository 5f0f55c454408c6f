"""The way in to the rulebook. Rules and profiles hold nothing about a person, so nothing is logged."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from helhet.kit import clock
from helhet.rulebook import catalogue
from helhet.rulebook import profile as profiles
from helhet.rulebook.catalogue import RuleRow, RuleText
from helhet.rulebook.models import ProfileVersion
from helhet.rulebook.profile import Profile

__all__ = [
    "Profile", "RuleRow", "RuleText", "VersionCard", "county_profile", "current", "for_county", "latest", "newest",
    "profile", "rule", "rules", "values_of", "versions",
]
NATION = "NAT"


@dataclass(frozen=True)
class VersionCard:
    """One version of one profile. ``own``: made here by a profile keeper, and not one of the house's files."""

    id: int
    code: str
    n: int
    base: str
    name: str
    counties: tuple[str, ...]
    created_at: datetime
    by_name: str
    note: str
    own: bool


@dataclass(frozen=True)
class _Kept:
    """A version as it was kept, and the national law that comes into force after it. ``days``: when, in order."""

    code: str
    values: profiles.Values
    laws: profiles.Values
    days: tuple[str, ...]


def profile(version_id: int, on: date | None = None) -> Profile:
    """The profile a case was started under, with the national law that holds on the day (today if none is named).

    Raises ProfileVersion.DoesNotExist. A version never changes, so it is asked for once in the life of a process.
    """
    kept = _kept(version_id)
    if not kept.days:
        return _standing(version_id, ())
    day = (on or clock.today()).isoformat()
    return _standing(version_id, tuple(d for d in kept.days if d <= day))


@cache
def _kept(version_id: int) -> _Kept:
    version = ProfileVersion.objects.get(pk=version_id)
    file = _file_of(version.code, version.base)
    # What a version did not know when it was made comes from the files of today.
    values = {**profiles.merged(file), **version.values}
    # A region's own number stays as it is; national law is only what the files give a day.
    own = version.code if version.code not in profiles.CODES else None
    laws = {key: entry for key, entry in profiles.law(file).items() if values[key]["profile"] != own}
    days = {entry["law_from"] for entry in (*laws.values(), *values.values()) if "law_from" in entry}
    return _Kept(version.code, values, laws, tuple(sorted(days)))


@lru_cache(maxsize=1024)
def _standing(version_id: int, passed: tuple[str, ...]) -> Profile:
    """The version once the laws of these days are in force. Old versions are read, never judged anew."""
    kept = _kept(version_id)
    values = {**kept.values, **{key: e for key, e in kept.laws.items() if e["law_from"] in passed}}
    return profiles.assemble(kept.code, {
        key: {**e, "value": e["before"]} if "law_from" in e and e["law_from"] not in passed else e
        for key, e in values.items()
    })


def _file_of(code: str, base: str) -> str:
    return code if code in profiles.CODES else base or NATION


def current(code: str) -> tuple[int, Profile]:
    """The newest version of a profile (NAT, VGR, JKPG, ORE, or a region's own) and its id."""
    version_id = ProfileVersion.objects.filter(code=code).order_by("-n").values_list("pk", flat=True)[0]
    return version_id, profile(version_id)


def for_county(county_code: str) -> tuple[int, Profile]:
    """What a case started by a unit in this county runs under: the profile that names it, else the country's."""
    newest_ones = newest()
    card = next((c for c in newest_ones if county_code in c.counties), None)
    card = card or next(c for c in newest_ones if c.code == NATION)
    return card.id, profile(card.id)


def county_profile(county_code: str) -> str:
    """The code of the profile a county's units run under."""
    return for_county(county_code)[1].code


def newest() -> tuple[VersionCard, ...]:
    """The newest version of every profile: the house's files first, then the regions' own. One query."""
    rows = ProfileVersion.objects.order_by("code", "-n").distinct("code")
    cards = [_card(row) for row in rows]
    order = {code: n for n, code in enumerate(profiles.CODES)}
    return tuple(sorted(cards, key=lambda c: (order.get(c.code, len(order)), c.name)))


def latest(code: str) -> VersionCard | None:
    """The newest version of a profile by its code, or None when there is no such profile."""
    row = ProfileVersion.objects.filter(code=code).order_by("-n").first()
    return _card(row) if row else None


def versions(code: str) -> tuple[VersionCard, ...]:
    """Every version of a profile, newest first."""
    return tuple(_card(row) for row in ProfileVersion.objects.filter(code=code).order_by("-n"))


def values_of(version_id: int) -> profiles.Values:
    """The version's values with their origins, as they are kept: what a new version is made from."""
    return {key: dict(entry) for key, entry in _kept(version_id).values.items()}


def _card(row: ProfileVersion) -> VersionCard:
    name, counties = row.values["name"]["value"], row.values.get("counties", {}).get("value", [])
    return VersionCard(row.pk, row.code, row.n, row.base, name, tuple(counties), row.created_at, row.by_name, row.note,
                       row.code not in profiles.CODES)


def rule(rule_id: str) -> RuleText:
    """The rule as a page shows it. Raises KeyError for an id that is not in the rulebook."""
    return catalogue.text_of(rule_id)


def rules() -> tuple[RuleRow, ...]:
    """All rules, in the order of the rulebook."""
    return tuple(catalogue.rules().values())
