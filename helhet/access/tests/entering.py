"""Lets a test's browser sit in a session without going through signing in."""

from uuid import UUID

from django.conf import settings
from django.test import Client

from helhet.access import sessions
from helhet.access.sessions import Vouched


def enter(
    client: Client, user: UUID, relation: UUID | None = None, *, assignment: UUID | None = None,
    vouched: Vouched | None = None,
) -> None:
    """From now on the browser belongs to this user. Nobody asks whether they may, and nothing is logged."""
    session = client.session
    sessions.begin(session, user=user, assignment=assignment, relation=relation, vouched=vouched)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
