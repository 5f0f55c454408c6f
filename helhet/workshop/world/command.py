"""``helhet world``: the demo world, or with ``--plans N`` a synthetic one of N plans."""

import argparse
import time
from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Build what was asked for in the present database; gives the exit status."""
    asked = _parser().parse_args(argv)
    if asked.plans is not None:
        from helhet.workshop.world.synthetic import build

        build(asked.plans)
        return 0
    from helhet.workshop.world import build_demo, sign_in_hints

    began = time.monotonic()
    if not build_demo():
        print("The demo world is already here.")
        return 0
    print(f"The demo world was built in {time.monotonic() - began:.0f} s.")
    for line in sign_in_hints():
        print(f"  {line}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helhet world", description="Build the demo world, or a synthetic one.")
    parser.add_argument("--plans", type=_count, metavar="N", help="a synthetic world of N plans, by COPY")
    return parser


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("write a whole number from 1 and up")
    return int(text)
