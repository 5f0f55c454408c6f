"""Everybody who could ask, each with a session of their own, named as in the table."""

import csv
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from helhet.workshop.proofs.matrix.asking import Asker
from helhet.workshop.proofs.matrix.truth import Truth

FILE = Path(__file__).with_name("identities.csv")


@dataclass(frozen=True)
class Identity:
    """One who could ask: the key in the table, a name and a sentence for the reader, and the sign-in."""

    key: str
    name: str
    means: str
    subject: str  # the demo provider's name of the user; empty for nobody
    unit: str = ""  # for those who work at several


def identities() -> list[Identity]:
    """The identities in the order of the table's columns."""
    with FILE.open(encoding="utf-8") as lines:
        return [Identity(**row) for row in csv.DictReader(lines)]


def sign_in(one: Identity, truth: Truth) -> Asker:
    """A session for this identity; one whose work has ended signed in while it had not."""
    if not one.subject:
        return Asker(None)
    user = truth.one("SELECT ref FROM access_user WHERE issuer = 'demo' AND subject = %s", one.subject)
    work = truth.rows(
        "SELECT a.ref, a.valid_to FROM access_assignment a JOIN organisations_unit u ON u.id = a.unit_id"
        " JOIN access_user p ON p.id = a.user_id WHERE p.ref = %s AND (%s = '' OR u.name = %s) ORDER BY a.id",
        user, one.unit, one.unit)
    beside = truth.one(
        "SELECT r.ref FROM people_signin s JOIN people_relation r ON r.id = s.relation_id"
        " JOIN access_user p ON p.id = s.user_id WHERE p.ref = %s", user)
    return Asker(_session(user, work[0] if work else None, beside))


def _session(user: UUID, work: tuple[UUID, object] | None, beside: UUID | None) -> str:
    from helhet.access import actions, sessions
    from helhet.access.sessions import SessionStore
    from helhet.kit import clock

    session = SessionStore()
    try:
        with clock.travel(clock.now() - timedelta(days=1 if work and work[1] else 0)):
            actions.sign_in(session, user=user, assignment=work[0] if work else None, relation=beside)
    except LookupError:  # somebody who must not know cannot even sign in; a session from before is what is left
        session = SessionStore()
        sessions.begin(session, user=user, relation=beside)
    session.save()
    return str(session.session_key)
