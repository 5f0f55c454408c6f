"""The only place that keeps a file."""

import hashlib
from dataclasses import dataclass

from django.db import connection

from helhet.documents.rules import Looked, look
from helhet.kit import clock
from helhet.kit.refusals import Refusal


@dataclass(frozen=True)
class Kept:
    """A file that is kept: where, and under which cleaned words of the sender's."""

    id: int
    sha256: str
    size: int
    media_type: str


def keep(body: bytes, declared_name: str = "") -> Kept | Refusal:
    """Look a file through and keep it, the same bytes once, in the caller's transaction. Returns why not instead.

    The refusal is handed back and not raised, so that somebody who sends several files mends them in one go.
    """
    found = look(body, declared_name)
    return found if isinstance(found, Refusal) else lay_in(found)


def lay_in(found: Looked) -> Kept:
    """Keep what has been looked through."""
    checksum = hashlib.sha256(found.body).hexdigest()
    with connection.cursor() as cursor:
        # Whether somebody else has kept the same bytes before is nobody's to learn: one function finds or keeps them.
        cursor.execute("SELECT documents_keep(%s, %s, %s, %s, %s)",
                       [checksum, len(found.body), found.media_type, found.body, clock.now()])
        kept = cursor.fetchone()[0]
    return Kept(kept, checksum, len(found.body), found.media_type)
