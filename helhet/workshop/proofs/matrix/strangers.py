"""Every case of the demo world as everybody in it who has no ground at all: the database's own reach is the judge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from helhet.workshop.database import Urls
from helhet.workshop.proofs.matrix import addresses
from helhet.workshop.proofs.matrix.asking import Asker, quiet
from helhet.workshop.proofs.matrix.identities import Identity, sign_in
from helhet.workshop.proofs.matrix.judging import NOWHERE
from helhet.workshop.proofs.matrix.truth import Truth, truth

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.asking import Seen

NOT_ALLOWED, PASSED_ON = 405, "/kallelse/mottagen/"
# Pages whose way in is not the case's reach alone: a report, a message, somebody's own list.
CASE = ("sip/<uuid:ref>/", "person/<uuid:ref>/", "min-sip/<uuid:ref>/")


def let_in(urls: Urls, most: int) -> tuple[int, list[str]]:
    """Ask up to ``most`` pages of the demo world as strangers; gives how many were asked, and what was let in."""
    from helhet.workshop.proofs.checks.database import look_at

    look_at(urls)
    asked, wrong = 0, []
    with truth(urls.owner) as seen, quiet():
        for who, asker, paths in _pairs(seen):
            blank = asker.ask("GET", NOWHERE)
            for path in paths:
                answer: Seen = asker.ask("GET", path)
                asked += 1
                # 405 is said of the address alone, before anybody looks for the record: the same for all.
                if not answer.same_as(blank) and not answer.signed_out and answer.status != NOT_ALLOWED:
                    wrong.append(f"{who}: GET {path}: {answer.status}")
            if asked >= most:
                return asked, wrong
    return asked, wrong


class _Case:
    """One case of the world: who has any ground in it, and every page of it."""

    def __init__(self, seen: Truth, ref: UUID) -> None:
        self.units = {u for (u,) in seen.rows("SELECT DISTINCT unit_id FROM access_reach WHERE case_ref = %s", ref)}
        self.person = seen.one("SELECT individual_id FROM process_case WHERE ref = %s", ref)
        self.units |= {u for (u,) in seen.rows(
            "SELECT DISTINCT unit_id FROM access_reach WHERE individual = %s", self.person)}
        self.units |= {u for (u,) in seen.rows(
            "SELECT a.unit_id FROM process_timeasked a JOIN process_timepoll p ON p.id = a.poll_id"
            " JOIN process_case c ON c.id = p.case_id WHERE c.ref = %s AND a.unit_id IS NOT NULL", ref)}
        # Whom a call has been passed on to may say so, on a page that names nobody (ATT-05); the rest is shut.
        self.passed_to = {u for (u,) in seen.rows(
            "SELECT f.to_unit_id FROM process_forward f JOIN process_receiver r ON r.id = f.receiver_id"
            " JOIN process_call k ON k.id = r.call_id JOIN process_case c ON c.id = k.case_id WHERE c.ref = %s", ref)}
        found = addresses.facts(seen, ref)
        paths = [found.address(r) for r in addresses.routes() if r.pattern.startswith(CASE)]
        self.paths = [path for path in paths if path]

    def shut_to(self, unit: int) -> list[str]:
        """The pages that somebody who works there must not see."""
        if unit in self.units:
            return []
        return [path for path in self.paths if not (unit in self.passed_to and path.endswith(PASSED_ON))]


def _pairs(seen: Truth) -> Iterator[tuple[str, Asker, list[str]]]:
    cases = [_Case(seen, ref) for (ref,) in seen.rows("SELECT ref FROM process_case ORDER BY id")]
    staff = seen.rows(
        "SELECT DISTINCT ON (p.id) p.subject, a.unit_id, u.name FROM access_assignment a"
        " JOIN access_user p ON p.id = a.user_id JOIN organisations_unit u ON u.id = a.unit_id"
        " WHERE p.issuer = 'demo' AND p.is_active AND a.valid_to IS NULL ORDER BY p.id, a.id")
    for subject, unit, name in staff:
        asker = sign_in(Identity(subject, "", "", subject, name), seen)
        for case in cases:
            yield subject, asker, case.shut_to(unit)
    for subject, person in seen.rows(
        "SELECT p.subject, s.individual_id FROM people_signin s JOIN access_user p ON p.id = s.user_id"
        " WHERE p.issuer = 'demo' ORDER BY s.id"
    ):
        asker = sign_in(Identity(subject, "", "", subject), seen)
        for case in cases:
            if person != case.person:
                yield subject, asker, case.paths
