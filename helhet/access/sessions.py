"""Where sessions lie: under a hash of the key, fetched together with when the one who sits here signed in.

The key itself is only in the browser's cookie: whoever reads the table cannot become anybody. What a page needs to know
of the session (is it ended, how long was it still) comes with the same query that fetches the session.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from helhet.access.models import SignedIn, User
from helhet.access.sitting import Sitting
from helhet.kit import clock

USER, ASSIGNMENT, RELATION = "user", "assignment", "relation"
PENDING = "signing_in"  # sign-ins begun and not yet answered, one for each tab
_STORED = 40


def hashed(key: str) -> str:
    """What the tables know a session by."""
    return hashlib.sha256(f"helhet.session:{key}".encode()).hexdigest()


class SessionStore(DatabaseStore):
    """Django's sessions in the database, found by the hash of their key. ``sitting`` is None before sign-in."""

    sitting: Sitting | None = None

    def _get_session_from_db(self) -> Any:
        key = hashed(self.session_key or "")
        row = self.model.objects.filter(session_key=key[:_STORED], expire_date__gt=timezone.now()).annotate(
            sitting=Subquery(_sitting(key))
        ).first()
        if row is None:
            self._session_key: str | None = None
            return None
        self.sitting = _read(row.sitting)
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key)[:_STORED])

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.session_key = hashed(row.session_key)[:_STORED]
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=hashed(key)[:_STORED]).delete()

    def flush(self) -> None:
        super().flush()
        self.sitting = None


def _sitting(key: str) -> Any:
    return SignedIn.objects.filter(key_hash=key).values(
        facts=JSONObject(
            id="id", user_id="user_id", user="user__ref", kind="user__kind", active="user__is_active",
            user_ended="user__ended_at", provider="provider", sid="provider_session", acr="acr", auth_time="auth_time",
            started="started_at", seen="last_seen_at", ends="ends_at", ended="ended_at",
        )
    )[:1]


def _read(facts: dict[str, Any] | None) -> Sitting | None:
    if facts is None:
        return None
    moment = {name: datetime.fromisoformat(facts[name]) if facts[name] else None
              for name in ("user_ended", "auth_time", "started", "seen", "ends", "ended")}
    return Sitting(
        id=facts["id"], user_id=facts["user_id"], user=UUID(facts["user"]), kind=facts["kind"], active=facts["active"],
        provider=facts["provider"], provider_session=facts["sid"], acr=facts["acr"], **moment,  # type: ignore[arg-type]
    )


@dataclass(frozen=True)
class Vouched:
    """How an identity provider vouched for somebody: what the session remembers of it. No token is kept."""

    provider: str = ""
    provider_session: str = ""
    acr: str = ""
    auth_time: datetime | None = None


def begin(
    session: SessionBase, *, user: UUID, assignment: UUID | None = None, relation: UUID | None = None,
    vouched: Vouched | None = None, ends: datetime | None = None,
) -> Sitting:
    """A new key and a new row for this user: nothing of what the session held before is left but sign-ins under way.

    ``ends``: when a session that this one takes over from would have ended whatever was done. The caller has made
    sure that the user may sit here.
    """
    found, now, how = User.objects.get(ref=user), clock.now(), vouched or Vouched()
    under_way = session.get(PENDING)
    session.flush()
    for name, value in ((USER, user), (ASSIGNMENT, assignment), (RELATION, relation)):
        if value:
            session[name] = str(value)
    if under_way:
        session[PENDING] = under_way
    session.create()
    whole = now + timedelta(seconds=settings.SESSION_WHOLE)
    row = SignedIn.objects.create(
        key_hash=hashed(session.session_key or ""), user=found, provider=how.provider,
        provider_session=how.provider_session, acr=how.acr, auth_time=how.auth_time, started_at=now, last_seen_at=now,
        ends_at=min(ends, whole) if ends else whole,
    )
    sitting = Sitting(
        id=row.pk, user_id=found.pk, user=user, kind=found.kind, active=found.is_active, user_ended=None,
        provider=how.provider, provider_session=how.provider_session, acr=how.acr, auth_time=how.auth_time,
        started=now, seen=now, ends=row.ends_at, ended=None,
    )
    session.sitting = sitting  # type: ignore[attr-defined]
    return sitting


def sitting_of(session: SessionBase) -> Sitting | None:
    """Who sits here, whether or not it is over. None before sign-in."""
    session.get(USER)  # fetches the session, once
    return getattr(session, "sitting", None)
