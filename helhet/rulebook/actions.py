"""Writing versions of profiles: the only place that does."""

from django.db import transaction

from helhet.kit import clock
from helhet.rulebook import profile
from helhet.rulebook.models import ProfileVersion


@transaction.atomic
def load_profiles() -> tuple[str, ...]:
    """Keep a new version of each profile whose content has changed; returns the codes that got one.

    Raises ProfileError (file, key, rule) when a profile cannot be read; then nothing is written.
    """
    changed = []
    for code in profile.CODES:
        values = profile.merged(code)
        checksum = profile.checksum(values)
        latest = ProfileVersion.objects.filter(code=code).order_by("-n").first()
        if latest and latest.checksum == checksum:
            continue
        ProfileVersion.objects.create(
            code=code,
            n=latest.n + 1 if latest else 1,
            base=profile.base_of(code),
            values=values,
            checksum=checksum,
            created_at=clock.now(),
        )
        changed.append(code)
    return tuple(changed)
