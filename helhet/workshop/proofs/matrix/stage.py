"""The stage all of these proofs share: the small world built, everybody signed in, every address known."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from helhet.workshop import testbed
from helhet.workshop.database import AS_OWNER, Urls
from helhet.workshop.proofs.matrix import addresses, scene
from helhet.workshop.proofs.matrix.addresses import Facts, Route
from helhet.workshop.proofs.matrix.asking import Asker, quiet
from helhet.workshop.proofs.matrix.identities import identities, sign_in
from helhet.workshop.proofs.matrix.judging import Cell, Judge
from helhet.workshop.proofs.matrix.table import NOBODYS, Row, allowed
from helhet.workshop.proofs.matrix.truth import Truth, truth
from helhet.workshop.supervise import Trouble, die_with_parent


@dataclass
class Stage:
    """What a question needs: the truth, who asks, about whom, and where."""

    truth: Truth
    refs: dict[str, UUID]
    askers: dict[str, Asker]
    facts: dict[str, Facts]
    routes: dict[str, Route] = field(default_factory=dict)

    def judge(self) -> Judge:
        return Judge(self.truth, self.askers, self.refs, allowed())

    def cells(self, row: Row, methods: tuple[str, ...] = ()) -> Iterator[Cell]:
        """Every cell of a line; ``methods`` narrows to these. Raises LookupError where a route has no address."""
        case = scene.VERA if row.case == NOBODYS else row.case
        for name in row.routes:
            path = self.facts[case].address(self.routes[name])
            if path is None:
                raise LookupError(f"{name} has no address in the case of {case}; move it to another line")
            for method in row.methods:
                if not methods or method in methods:
                    for who, word in row.cells.items():
                        yield Cell(who, method, name, path, case, word)


@contextmanager
def staged(urls: Urls) -> Iterator[Stage]:
    """Build the world in the proof's own database and sign everybody in."""
    refs = _built(urls)
    with truth(urls.owner) as seen, quiet():
        yield Stage(
            seen, refs, {one.key: sign_in(one, seen) for one in identities()},
            {key: addresses.facts(seen, ref) for key, ref in refs.items()},
            {route.name: route for route in addresses.routes()},
        )


def _built(urls: Urls) -> dict[str, UUID]:
    """Build the world in a process of its own, as the owner; gives which case is whose."""
    program = "import django; django.setup(); from helhet.workshop.proofs.matrix import scene; scene.main()"
    environment = {**os.environ, **urls.env(), "DATABASE_URL": urls.owner, "PGOPTIONS": AS_OWNER,
                   "DJANGO_SETTINGS_MODULE": testbed.TEST_SETTINGS}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], env=environment, stdout=subprocess.PIPE,
                          text=True, preexec_fn=die_with_parent())
    if done.returncode:
        raise Trouble("The matrix's world could not be built; why is said above.")
    return {key: UUID(ref) for key, ref in json.loads(done.stdout.splitlines()[-1]).items()}
