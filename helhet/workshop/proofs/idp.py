"""Signing in: a real provider lets the right ones in, and forged sign-ins of many kinds let nobody in."""

import tempfile
from pathlib import Path

from helhet.workshop.proofs import Proof, proof


@proof("idp", "sign-in by a real OpenID provider, and kinds of forged sign-in that are refused")
def idp(proof: Proof) -> None:
    from django.conf import settings

    from helhet.workshop.proofs.checks import arriving, real_sign_ins

    settings.OIDC_PATIENCE = 1.0
    arriving.build()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        real_sign_ins.show(proof, folder)
        refused = _one_browser(proof, folder) + _two_of_something(proof, folder)
    proof.figure("kinds of forged sign-in refused, accepted", f"{refused}, {proof.figures.pop('accepted', 0)}")
    proof.expect("at least 25 kinds were tried", refused >= 25)


def _one_browser(proof: Proof, folder: Path) -> int:
    """Each kind alone; before and after them the same provider, unbent, is believed."""
    from helhet.access.oidc import discovery
    from helhet.workshop.idp.hostile import Bend, hostile
    from helhet.workshop.proofs.checks import arriving, forged, loosened
    from helhet.workshop.proofs.checks.browser_in_process import Coming

    identity = {"employeeHsaId": arriving.HSA, "commissionHsaId": arriving.WARD}
    refused = 0
    with hostile(identity=identity, level=arriving.LOA3) as at:
        table = arriving.STAFF.format(code="card", issuer=at.issuer, client=at.client, key=arriving.key_in(folder),
                                      userinfo="signed")
        with arriving.agreed(folder, table):
            proof.expect("unbent, it is believed", Coming(at, "card").tries(Bend()).inside)
            for kind in forged.kinds(at.client):
                discovery.forget()
                came = Coming(at, "card").tries(kind.bend, kind.answer)
                why = came.why if came.why != "not_begun" else kind.why
                proof.expect(f"{kind.name}: let in", not came.inside)
                proof.expect(f"{kind.name}: refused as {why}, not as {kind.why}", why == kind.why)
                proof.figures[kind.name] = why
                print(f"  refused: {kind.name:<44} {why}", flush=True)
                refused += not came.inside
            alone = loosened.try_each(at, "card")
            proof.figure("without the check that refused it: let in, held by another, broke",
                         ", ".join(str(alone[word]) for word in (loosened.IN, loosened.HELD, loosened.BROKE)))
            proof.expect("at least 20 kinds were refused by one check alone", alone[loosened.IN] >= 20)
            discovery.forget()
            proof.expect("unbent again, it is believed", Coming(at, "card").tries(Bend()).inside)
    return refused


def _two_of_something(proof: Proof, folder: Path) -> int:
    """Forgeries that take two browsers, two answers or two providers."""
    from helhet.workshop.idp.hostile import hostile
    from helhet.workshop.proofs.checks import arriving, crossed

    identity = {"employeeHsaId": arriving.HSA, "commissionHsaId": arriving.WARD}
    refused = 0
    with hostile(identity=identity, level=arriving.LOA3) as one, hostile(identity=identity, level=arriving.LOA3) as two:
        key = arriving.key_in(folder, "both")
        tables = [arriving.STAFF.format(code=code, issuer=at.issuer, client=at.client, key=key, userinfo="none")
                  for code, at in (("one", one), ("two", two))]
        person = arriving.PERSON.format(code="person", issuer=one.issuer, client=one.client, key=key, userinfo="none")
        with arriving.agreed(folder, *tables, person):
            for name, why, held in crossed.all_of(one, two):
                proof.expect(f"{name}: {why}", held)
                print(f"  refused: {name:<44} {why}", flush=True)
                refused += held
    return refused
