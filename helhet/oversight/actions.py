"""Judge a line, sign a round; keep and take in a file of the directory."""

from uuid import UUID

from django.db import connection, transaction

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.directory import actions as directory
from helhet.access.directory.comparing import Changes
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.oversight import events, rules
from helhet.oversight.door import directory_file, enter
from helhet.oversight.models import DirectoryFile, Round, Sample, Signature, Verdict


def judge(*, sample: UUID, reasonable: bool | None, words: str = "", by: Actor) -> UUID:
    """Say of a line that it is reasonable or needs looking into. Gives the round's ref. Raises Refused, NotThere."""
    with transaction.atomic():
        controller = enter(by)
        row = Sample.objects.select_related("round").filter(ref=sample, round__controller=controller).first()
        if row is None:
            raise NotThere
        _hold(row.round)
        refuse(rules.may_judge(own=row.reader == by.user_ref, signed=_signed(row.round), reasonable=reasonable,
                               words=words))
        Verdict.objects.create(sample=row, at=clock.now(), by_user=by.user_id or 0, by_name=by.name,
                               reasonable=bool(reasonable), words=words)
        log.record(events.JUDGED, by=by, individuals=[row.individual],
                   data={"sample": str(sample), "reasonable": bool(reasonable)})
        return row.round.ref


def sign(*, ref: UUID, words: str = "", by: Actor) -> None:
    """Sign a round whose every line has been judged. Raises Refused, NotThere."""
    with transaction.atomic():
        controller = enter(by)
        row = Round.objects.filter(ref=ref, controller=controller).first()
        if row is None:
            raise NotThere
        _hold(row)
        left = Sample.objects.filter(round=row, verdicts__isnull=True).count()
        refuse(rules.may_sign(signed=_signed(row), left=left))
        Signature.objects.create(round=row, at=clock.now(), by_user=by.user_id or 0, by_name=by.name, words=words)
        log.record(events.SIGNED, by=by, data={"round": str(ref)})


def _hold(row: Round) -> None:
    """A row that is never changed is held by its number, so that no verdict slips in behind a signature."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(13, %s)", [row.pk % 2**31])


def _signed(row: Round) -> bool:
    return Signature.objects.filter(round=row).exists()


def keep_file(*, name: str, body: bytes, by: Actor) -> UUID:
    """Keep a file of the directory until one has seen what it changes; the one before is dropped. Gives its ref."""
    if not by.may(Permission.DIRECTORY_WRITE):
        raise NotThere
    with transaction.atomic():
        set_context(by)
        DirectoryFile.objects.filter(by_user=by.user_id or 0).delete()
        directory.dry_run(body, by=by)
        return DirectoryFile.objects.create(by_user=by.user_id or 0, name=name[:200], at=clock.now(), body=body).ref


def take_in(*, ref: UUID, many: bool, by: Actor) -> Changes:
    """Take in the file one has looked at. Raises Refused, NotThere."""
    with transaction.atomic():
        body = directory_file(by, ref)
        changes = directory.apply(body, by=by, many=many)
        set_context(by)
        DirectoryFile.objects.filter(by_user=by.user_id or 0).delete()
    return changes
