"""Sessions against chapter V7 of OWASP ASVS 5.0: one claim or more for each requirement of level 1 and 2."""

import tempfile
from pathlib import Path

from helhet.workshop.proofs import Proof, proof

LEVEL_3 = "7.5.3"


@proof("session", "sessions: each requirement of ASVS 5.0 chapter V7, level 1 and 2")
def session(proof: Proof) -> None:
    from helhet.workshop.idp.hostile import hostile
    from helhet.workshop.proofs.checks import arriving, sitting_still, sitting_written, sittings

    scene = arriving.build()
    with tempfile.TemporaryDirectory() as name, hostile(level=arriving.LOA3) as at:
        folder = Path(name)
        said = {"issuer": at.issuer, "client": at.client, "key": arriving.key_in(folder), "userinfo": "none"}
        with arriving.agreed(folder, arriving.STAFF.format(code="card", **said),
                             arriving.PERSON.format(code="bank", **said)):
            door = sittings.Door(at, scene)
            held: dict[str, list[tuple[str, bool]]] = {}
            for checks in (sitting_written.CHECKS, sittings.CHECKS, sitting_still.CHECKS):
                for requirement, check in checks.items():
                    held[requirement] = list(check(door))
    for requirement, claims in sorted(held.items()):
        for words, holds in claims:
            proof.expect(f"V{requirement}: {words}", holds)
        print(f"  V{requirement:<8} {'; '.join(words for words, _holds in claims)}", flush=True)
    proof.figure("requirements of level 1 and 2, met", f"{sum(all(h for _w, h in c) for c in held.values())} of 18")
    proof.figure("level 3", f"{LEVEL_3} only for ending sessions: see docs/sign-in.md")
    proof.expect("all 18 are there", len(held) == 18)
