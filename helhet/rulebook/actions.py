"""Writing versions of profiles: the only place that does."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.kit.text import clean_text
from helhet.rulebook import door, events, profile
from helhet.rulebook.changes import Taken, Wish, applied, differing, may_stand
from helhet.rulebook.models import ProfileVersion
from helhet.rulebook.profile import Values

PROFILE_WRITE = "profile_write"


class Keeper(log.Signer, Protocol):
    """Whoever may keep a region's profile; ``access.Actor`` is one."""

    @property
    def permissions(self) -> frozenset[Any]: ...


@transaction.atomic
def load_profiles() -> tuple[str, ...]:
    """Keep a new version of each profile whose content has changed; returns the codes that got one.

    Raises ProfileError (file, line, key, rule) when a profile cannot be read; then nothing is written.
    """
    changed = []
    for code in profile.CODES:
        values = profile.merged(code)
        profile.build(code, profile.standing(values, clock.today()))
        checksum = profile.checksum(values)
        latest = ProfileVersion.objects.filter(code=code).order_by("-n").first()
        if latest and latest.checksum == checksum:
            continue
        _append(code, latest.n + 1 if latest else 1, profile.base_of(code), values)
        changed.append(code)
    return tuple(changed)


def make(*, base: str, wishes: Mapping[str, Wish], decision: str = "", by: Keeper) -> str:
    """A new region's profile from one of the house's files; returns its code.

    ``wishes``: the values as the keeper wants them; the others stay as in the base. ``decision`` names what stands
    behind the changes. Raises NotThere for whoever does not keep profiles, Refused when the whole cannot stand.
    """
    _may(by)
    with transaction.atomic():
        _one_at_a_time()
        card = door.latest(base)
        if card is None or card.own:
            raise NotThere
        counties = wishes["counties"].value if "counties" in wishes else []
        code = _free_code(counties)
        values = applied(door.values_of(card.id), wishes, code, clean_text(decision))
        refuse(may_stand(code, values, _others()))
        version = _append(code, 1, base, values, by.name, decision)
        log.record(events.MADE, by=by, data={"profile": code, "base": base, "version": version.pk})
        return code


def change(code: str, *, seen: int, wishes: Mapping[str, Wish], decision: str = "", by: Keeper) -> str:
    """A further version of a region's own profile; returns its code. Running cases keep theirs.

    ``seen``: the version the keeper had before them. Raises NotThere (no keeper, no such profile, or one of the
    house's files), Refused when nothing is changed, somebody else was first, or the whole cannot stand.
    """
    _may(by)
    with transaction.atomic():
        _one_at_a_time()
        card = door.latest(code)
        if card is None or not card.own:
            raise NotThere
        if card.n != seen:
            raise Refused(Refusal("", _("Någon annan hann spara en ny version före dig. Gå tillbaka till profilen, läs "
                                        "den och gör din ändring igen.")))
        before = door.values_of(card.id)
        values = applied(before, wishes, code, clean_text(decision))
        keys = differing(before, values)
        if not keys:
            raise Refused(Refusal("", _("Inget är ändrat, så det finns inget att spara.")))
        refuse(may_stand(code, values, _others()))
        version = _append(code, card.n + 1, card.base, values, by.name, decision)
        log.record(events.CHANGED, by=by, data={"profile": code, "version": version.pk, "values": list(keys)})
        return code


def _may(by: Keeper) -> None:
    if PROFILE_WRITE not in by.permissions:
        raise NotThere


def _one_at_a_time() -> None:
    """Two keepers can neither take the same county nor the same number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(12, 0)")


def _others() -> list[Taken]:
    return [Taken(card.code, card.name, card.counties) for card in door.newest()]


def _free_code(counties: list[str]) -> str:
    """A code of its own, after its first county: R13, or R13B when an older profile once had it."""
    stem = f"R{min(counties, default='00')}"
    taken = set(ProfileVersion.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for code in (stem, *(stem + letter for letter in "BCDEFGHIJK")) if code not in taken)


def _append(code: str, n: int, base: str, values: Values, by_name: str = "", note: str = "") -> ProfileVersion:
    return ProfileVersion.objects.create(
        code=code, n=n, base=base, values=values, checksum=profile.checksum(values), created_at=clock.now(),
        by_name=by_name, note=note,
    )
