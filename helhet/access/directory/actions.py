"""Takes in a file of the directory: a dry run says what would change, an apply does it, all or nothing."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helhet.access import events
from helhet.access.actor import Actor
from helhet.access.directory.comparing import Changes, Held, KnownPerson, KnownUnit, Present, compare, last_day, until
from helhet.access.directory.reading import read
from helhet.access.directory.roster import CommissionLine, Roster
from helhet.access.models import Assignment, DirectoryRun, User
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import check, gather, refuse
from helhet.organisations import door as organisations

HOUSE = ""  # no rule of the rulebook stands behind these
WHO = "Katalogen"  # who ended or added, where a name stands
_ONE_AT_A_TIME = 5_318_020  # any number; names "somebody takes in the directory"


def look(body: bytes, *, by: Actor) -> Changes:
    """What the file would change, without leaving a trace: to show it once more. Raises NotThere."""
    _may(by)
    return _compared(read(body))


def dry_run(body: bytes, *, by: Actor) -> Changes:
    """What the file would change. Changes nothing, but leaves a row of having been run. Raises NotThere."""
    _may(by)
    with transaction.atomic():
        changes = _compared(read(body))
        _ran(body, changes, by, dry=True)
    return changes


def apply(body: bytes, *, by: Actor, many: bool = False) -> Changes:
    """Take the file in, in one transaction. ``many``: also when a unit loses more than a third of its people.

    Raises Refused when the file has a fault or takes too many away, and when nobody vouches for its people; NotThere.
    """
    _may(by)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        changes = _compared(read(body))
        refuse(gather(
            check(HOUSE, settings.DIRECTORY_ISSUER, _("Säg först vilken inloggning katalogen hör till "
                                                      "(HELHET_DIRECTORY_ISSUER).")),
            check(HOUSE, not changes.faults, _("Filen har fel och lästes inte in. Rätta raderna och läs in den igen."),
                  "file"),
            check(HOUSE, many or not changes.leaves, _(
                "Mer än en tredjedel av dem som arbetar på en enhet skulle sluta. Stämmer det, säg det uttryckligen."),
                "many"),
        ))
        _write(changes, by)
        _ran(body, changes, by, dry=False)
    return changes


def _may(by: Actor) -> None:
    if by.kind != "system" and not by.may(Permission.DIRECTORY_WRITE):
        raise NotThere


def _compared(roster: Roster) -> Changes:
    return compare(roster, _present(roster), clock.today())


def _present(roster: Roster) -> Present:
    """What the house knows of what the file names. Three queries."""
    today = clock.today()
    units = {u.hsa_id: KnownUnit(u.id, u.name) for u in organisations.units_by_hsa(u.hsa_id for u in roster.units)}
    named = Q(subject__in=[p.hsa_id for p in roster.people]) & Q(issuer=settings.DIRECTORY_ISSUER, kind="staff")
    people = {u.subject: KnownPerson(u.pk, u.name, u.title, u.phone) for u in User.objects.filter(named)}
    rows = Assignment.objects.select_related("user").filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), unit_id__in=[u.id for u in units.values()])
    of_id = {u.id: hsa for hsa, u in units.items()}
    return Present(units, people, tuple(_held(r, of_id[r.unit_id]) for r in rows))


def _held(r: Assignment, unit: str) -> Held:
    return Held(r.pk, r.user.subject, r.user.name, unit, r.role, r.purpose, r.valid_from, last_day(r.valid_to),
                r.commission, of_house=r.source == "house")


def _write(changes: Changes, by: Actor) -> None:
    today, made = clock.today(), by.name if by.is_staff else WHO
    for known, line in changes.changed_people:
        User.objects.filter(pk=known.id).update(name=line.name, title=line.title, phone=line.phone or known.phone)
    User.objects.bulk_create(
        User(kind="staff", issuer=settings.DIRECTORY_ISSUER, subject=p.hsa_id, name=p.name, title=p.title,
             phone=p.phone) for p in changes.added_people)
    for held, now in changes.changed:
        first = held.first if held.first <= today and now.first <= today else now.first
        Assignment.objects.filter(pk=held.id).update(
            purpose=now.purpose, valid_from=first, valid_to=until(now.last),
            commission=now.commission or held.commission)
    _end(changes.ended, today, made)
    _add(changes.added, made)


def _end(held: Iterable[Held], today: date, made: str) -> None:
    """No longer from today on; what had not begun never does."""
    for row in Assignment.objects.filter(pk__in=[h.id for h in held]):
        row.valid_to, row.ended_by = max(today, row.valid_from), made
        row.save(update_fields=["valid_to", "ended_by"])


def _add(lines: Iterable[CommissionLine], made: str) -> None:
    rows = tuple(lines)
    units = {u.hsa_id: u.id for u in organisations.units_by_hsa(c.unit for c in rows)}
    users = dict(User.objects.filter(issuer=settings.DIRECTORY_ISSUER, subject__in=[c.person for c in rows])
                 .values_list("subject", "pk"))
    Assignment.objects.bulk_create(
        Assignment(user_id=users[c.person], unit_id=units[c.unit], role=c.role, purpose=c.purpose, valid_from=c.first,
                   valid_to=until(c.last), commission=c.commission, source="directory", added_by=made) for c in rows)


def _ran(body: bytes, changes: Changes, by: Actor, *, dry: bool) -> None:
    checksum = hashlib.sha256(body).hexdigest()
    row = DirectoryRun.objects.create(at=clock.now(), by_name=by.name, checksum=checksum, dry=dry,
                                      counts=changes.counts)
    facts: dict[str, Any] = {"run": str(row.ref), **changes.counts}
    log.record(events.DIRECTORY_TRIED if dry else events.DIRECTORY_READ, by=by, data=facts)
    if not dry:
        _log_each_unit(changes, by)


def _log_each_unit(changes: Changes, by: Actor) -> None:
    """One row for each unit, in its own controller's log too: who came, went and changed, by HSA-id."""
    said: dict[str, dict[str, list[str]]] = {}
    for what, pairs in (("ended", [(h.unit, h.person) for h in changes.ended]),
                        ("added", [(c.unit, c.person) for c in changes.added]),
                        ("changed", [(h.unit, h.person) for h, _line in changes.changed])):
        for unit, person in pairs:
            said.setdefault(unit, {}).setdefault(what, []).append(person)
    for card in organisations.units_by_hsa(said):
        log.record(events.DIRECTORY_CHANGED, by=by, also=[card.controller_id],
                   data={"unit": str(card.ref), **said[card.hsa_id]})
