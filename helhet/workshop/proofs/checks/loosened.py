"""The control of the forged sign-ins: with the very check that refused a kind taken away, is it let in?"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from helhet.access.oidc import discovery, flow, tokens, wire
from helhet.access.oidc.refused import believe
from helhet.workshop.idp.hostile import Hostile
from helhet.workshop.proofs.checks import forged
from helhet.workshop.proofs.checks.browser_in_process import Coming

ASKED = (discovery, flow, tokens, wire)
IN, HELD, BROKE = "let in", "held by another check", "broke"


@contextmanager
def without(why: str) -> Iterator[None]:
    """One check believes everything until the block ends."""

    def loose(word: str, holds: bool) -> None:
        if word != why:
            believe(word, holds)

    with ExitStack() as stack:
        for module in ASKED:
            stack.enter_context(mock.patch.object(module, "believe", loose))
        yield


def try_each(at: Hostile, code: str) -> Counter[str]:
    """How many kinds get in, are held by another check, or break on the way, each without the check that refused it."""
    logging.disable(logging.CRITICAL)  # what breaks is counted
    try:
        return _tried(at, code)
    finally:
        logging.disable(logging.NOTSET)


def _tried(at: Hostile, code: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for kind in forged.kinds(at.client):
        discovery.forget()
        with without(kind.why):
            try:
                came = Coming(at, code).tries(kind.bend, kind.answer)
            except Exception:  # noqa: BLE001 - what comes after the check is not made for what it let by
                found[BROKE] += 1
                continue
        found[IN if came.inside else HELD] += 1
    return found
