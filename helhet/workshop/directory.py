"""`helhet directory FILE [--apply] [--yes-many]`: who works where, from a file. Without --apply it only says."""

import sys
from pathlib import Path

from helhet.access.actor import system
from helhet.access.directory import actions
from helhet.access.directory.comparing import Changes
from helhet.access.rules import ROLES
from helhet.kit.refusals import Refused

BY = system("directory")
MOST_SHOWN = 200


def take_in(file: str, *, apply: bool = False, many: bool = False) -> int:
    """Say what the file would change and, when asked, change it; the exit status is 1 when it could not."""
    try:
        body = Path(file).read_bytes()
    except OSError as error:
        print(f"Cannot read {file}: {error.strerror}.", file=sys.stderr)
        return 1
    changes = actions.dry_run(body, by=BY)
    for line in lines(changes)[:MOST_SHOWN]:
        print(line)
    print(_sum(changes))
    if not apply:
        return 1 if changes.faults else 0
    try:
        actions.apply(body, by=BY, many=many)
    except Refused as refused:
        for refusal in refused.refusals:
            print(f"NOT DONE: {refusal.sentence}", file=sys.stderr)
        return 1
    print("Done.")
    return 0


def lines(changes: Changes) -> list[str]:
    """Every difference as a line."""
    unit, name = changes.units, changes.names
    return [
        *(f"line {f.line}: {f.sentence}" for f in changes.faults),
        *(f"new person   {p.name}, {p.title} ({p.hsa_id})" for p in changes.added_people),
        *(f"renamed      {k.name}, {k.title} -> {p.name}, {p.title} ({p.hsa_id})" for k, p in changes.changed_people),
        *(f"begins       {name[c.person]} at {unit.get(c.unit, c.unit)}, {ROLES[c.role].name}, from {c.first}"
          for c in changes.added),
        *(f"changes      {h.name} at {unit.get(h.unit, h.unit)}: until {h.last or '-'} -> {c.last or '-'}"
          for h, c in changes.changed),
        *(f"ends         {h.name} at {unit.get(h.unit, h.unit)}, {ROLES[h.role].name}" for h in changes.ended),
        *(f"left alone   {name[c.person]} at {unit.get(c.unit, c.unit)}: added by the unit" for c in changes.kept),
        *(f"MANY         {leaves.unit} would lose {leaves.ended} of {leaves.of}: --yes-many if it is right"
          for leaves in changes.leaves),
    ]


def _sum(changes: Changes) -> str:
    n = changes.counts
    return (f"{n['people_added']} new people, {n['people_changed']} renamed; assignments: {n['added']} begin, "
            f"{n['changed']} change, {n['ended']} end; {n['faults']} faults")
