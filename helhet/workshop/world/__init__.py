"""The demo world: invented people in invented or source-named units, each case at a different step.

Demo cases are made by the verbs only, so that they obey every rule. Dates are relative to the day it is built.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date

MARK = "world"


def build_demo(today: date | None = None, say: Callable[[str], None] = print) -> bool:
    """Build the demo world in the present database; False when it is already there. Shows what it is doing."""
    from helhet.audit import checkpoints
    from helhet.kit import clock
    from helhet.kit.models import DatabaseMark
    from helhet.workshop.world.ground import build_ground
    from helhet.workshop.world.looking import look_around
    from helhet.workshop.world.stories import STORIES
    from helhet.workshop.world.telling import tell_all

    if DatabaseMark.objects.filter(what=MARK).exists():
        return False
    world = build_ground(today or clock.today())
    say(f"  {len(world.units)} units and {len(world.workers)} assignments")
    tell_all(world, STORIES, say)
    look_around(world)
    checkpoints.take()
    DatabaseMark.objects.create(what=MARK, built_on=world.today, at=clock.now())
    return True


def sign_in_hints() -> tuple[str, ...]:
    """Who to sign in as, for the terminal."""
    return (
        "Sign in as Jonas Lind (psychiatric nurse), Amina Berg (social worker) or Eva Dahl (school nurse),",
        "or as Alex Hittepå (15, his own plan) or Petra Hittepå (his mother). All of them are invented.",
    )


def main(argv: Sequence[str] | None = None) -> int:
    """``helhet world``: build the demo world, or with ``--plans N`` a synthetic one of N plans by COPY."""
    from helhet.workshop.world.command import run

    return run(list(sys.argv[2:] if argv is None else argv))
