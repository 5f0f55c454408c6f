"""`helhet audit`: go through the log, make checkpoints, look a code up. As the owner, who sees every row."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from helhet.workshop.database import AS_OWNER, Urls
from helhet.workshop.supervise import Trouble, say


def main(argv: Sequence[str]) -> int:
    """Run one of its commands; 1 when a fault was found."""
    known = _parser().parse_args(argv)
    from helhet.workshop.serve import database

    with database() as urls:
        os.environ.update(urls.env() | {"DATABASE_URL": urls.owner, "PGOPTIONS": AS_OWNER})
        import django

        django.setup()
        if known.command == "checkpoint":
            return _checkpoint(known.save)
        return _code(known.code) if known.code else _verify(urls, known)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helhet audit", description="Look after the log.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="go through every row, and say where something is wrong")
    verify.add_argument("--controller", type=int, metavar="N", help="one controller's log only")
    verify.add_argument("--from-url", metavar="URL", help="another database, such as a restored copy")
    verify.add_argument("--against", metavar="FILE", help="checkpoints that were saved elsewhere")
    verify.add_argument("--code", help="a code from a printed plan: does the log still hold it?")
    point = commands.add_parser("checkpoint", help="make a checkpoint of each chain now")
    point.add_argument("--save", metavar="FILE", help="write all checkpoints to a file, to be kept elsewhere")
    return parser


def _verify(urls: Urls, known: argparse.Namespace) -> int:
    from helhet.audit import verify, watch
    from helhet.kit import clock

    began = time.monotonic()
    elsewhere = _read(known.against) if known.against else []
    with psycopg.connect(known.from_url or urls.owner, options=AS_OWNER, autocommit=True) as db:
        report = verify.verify(db, controller=known.controller, elsewhere=elsewhere,
                               seen_before=clock.now() - watch.PATIENCE)
    for fault in report.faults:
        print(fault)
    say(f"{report.rows} rows in {report.chains} logs against {report.points} checkpoints and witnesses"
        f" in {time.monotonic() - began:.1f} s: {len(report.faults)} faults.")
    return 1 if report.faults else 0


def _code(code: str) -> int:
    from helhet.audit import checkpoints

    point = checkpoints.look_up(code)
    if point is None:
        say("No checkpoint has that code. Either it is misread, or the log that it was printed from is not this one.")
    elif point.holds:
        say(f"The log of controller {point.controller} still holds what it held {point.at:%Y-%m-%d %H:%M} UTC.")
    else:
        say(f"The log of controller {point.controller} is NOT what it was {point.at:%Y-%m-%d %H:%M} UTC.")
    return 0 if point and point.holds else 1


def _checkpoint(save: str | None) -> int:
    from helhet.audit import checkpoints

    say(f"{checkpoints.take()} new checkpoints.")
    if save:
        with Path(save).open("w") as file:
            for one in checkpoints.saved():
                file.write(json.dumps(one) + "\n")
    return 0


def _read(path: str) -> list[dict[str, object]]:
    try:
        return [json.loads(line) for line in Path(path).read_text().splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise Trouble(f"The checkpoints in {path} cannot be read: {error}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
