"""The only place that writes the mapping. What matters to the person comes before everything else (PREP-01)."""

from collections.abc import Mapping as Named
from datetime import date
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Kind, Permission
from helhet.kit import clock, limits, versions
from helhet.kit.refusals import refuse
from helhet.process.case import door as cases
from helhet.process.case.actions import add_participant, end_participants, hold, move, must_see
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent import door as consent
from helhet.process.consent.actions import rewrite_reach
from helhet.process.mapping import door, rules
from helhet.process.mapping.models import Mapping, NetworkPerson, ParticipationChoice, PreMeeting
from helhet.process.mapping.rules import AREA_TEXTS, IMPORTANT, PREPARATION_TEXTS, LifeArea, NamingFacts
from helhet.rulebook import door as rulebook

VERB = "mapping.write"
Seen = Named[str, int | None]


def create_base(case_ref: UUID, *, unit: int, by: Actor) -> None:
    """Name the coordination responsible unit; in Örebro this opens the mapping (PREP-13).

    The one who names is the coordination responsible when it is their own unit. Naming anew replaces.
    Raises Refused (PREP-13, CON-01), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.MAPPING_WRITE)
        must_see(case, by, Kind.MAPPING)
        holder = case.convener_unit_id
        covered = unit == holder or unit in consent.coverage(case.pk, clock.now()).units
        refuse(rules.may_name(NamingFacts(by_holder=by.unit_id == holder, covered=covered)))
        user = by.user_id if unit == by.unit_id else None
        row = _row(case, by)
        row.coordination_unit_id, row.coordination_user = unit, user
        row.save(update_fields=["coordination_unit", "coordination_user"])
        end_participants(case, kinds=[ParticipantKind.COORDINATION], because="replaced")
        add_participant(case, kind=ParticipantKind.COORDINATION, unit=unit, user=user)
        rewrite_reach(case)
        move(case, verb=VERB, by=by, data={"what": "base"})


def say_what_matters(case_ref: UUID, *, words: str, seen: int | None, by: Actor) -> int:
    """Write the person's answer to "Vad är viktigt för dig?", in their own words. Returns its number.

    Raises Refused (PREP-02, PREP-13, PREP-14), Conflict on ``important``, NotThere.
    """
    with transaction.atomic():
        case, row = _open(case_ref, by, first=True)
        n = _write(row, row.ref, IMPORTANT, words, seen, by)
        move(case, verb=VERB, by=by, data={"what": IMPORTANT})
        return n


def write_area(case_ref: UUID, *, area: str, texts: Named[str, str], seen: Seen, by: Actor) -> None:
    """Write one life area: needs, wishes, resources and the profession's view; texts left out stay as they are.

    Raises Refused (PREP-01, PREP-02, PREP-13, PREP-14), Conflict on the field, NotThere.
    """
    code = LifeArea(area)
    with transaction.atomic():
        case, row = _open(case_ref, by)
        at = door.area_row(row.ref, code)
        for name in AREA_TEXTS:
            if name in texts:
                _write(row, at, name, texts[name], seen.get(name), by)
        move(case, verb=VERB, by=by, data={"what": "area", "area": code.value})


def write_preparation(case_ref: UUID, *, texts: Named[str, str], seen: Seen, by: Actor) -> None:
    """Write the preparation: purpose, questions, strengths, what exists … (PREP-03, PREP-04, NEED-19).

    Raises Refused (PREP-01 …), Conflict on the field, NotThere.
    """
    _several(case_ref, "preparation", PREPARATION_TEXTS, texts, seen, by)


def write_day(case_ref: UUID, *, texts: Named[str, str], seen: Seen, by: Actor) -> None:
    """Write an ordinary day: four questions about what one does, where and with whom. Raises as write_area."""
    _several(case_ref, "day", door.day_names(), texts, seen, by)


def add_network_person(
    case_ref: UUID, *, name: str, relation: str, ring: int, sector: str = "", marks: frozenset[str] = frozenset(),
    wanted: bool = False, replaces: UUID | None = None, by: Actor,
) -> UUID:
    """Place somebody on the network map; with ``replaces`` instead of how they stood before (PART-15, CH-03).

    Raises Refused (PREP-01 …, PART-15), NotThere. Returns the ref of the new place.
    """
    with transaction.atomic():
        case, row = _open(case_ref, by)
        if replaces:
            _take_away(row, replaces, by)
        placed = NetworkPerson.objects.filter(mapping=row, removed_at__isnull=True).count()
        refuse(rules.may_place(marks, placed, limits.PARTICIPANTS))
        letters = [m for m in rules.Mark.values if m in marks]
        made = NetworkPerson.objects.create(
            mapping=row, name=name, relation=relation, ring=ring, sector=sector, marks=letters, wanted=wanted,
            added_at=clock.now(), added_by=by.name,
        )
        move(case, verb=VERB, by=by, data={"what": "network"})
        return made.ref


def remove_network_person(case_ref: UUID, *, person: UUID, by: Actor) -> None:
    """Take somebody off the map; the row stays, ended. Raises Refused (PREP-01 …), NotThere."""
    with transaction.atomic():
        case, row = _open(case_ref, by)
        _take_away(row, person, by)
        move(case, verb=VERB, by=by, data={"what": "network"})


def hold_pre_meeting(
    case_ref: UUID, *, held_on: date, with_person: bool, who: str, settled: str, safer: str, by: Actor
) -> None:
    """Note a talk before the meeting (PREP-05, PREP-07). Raises Refused (PREP-01 …, PREP-05), NotThere."""
    with transaction.atomic():
        case, row = _open(case_ref, by)
        refuse(rules.may_note_talk(in_future=held_on > clock.today()))
        PreMeeting.objects.create(
            mapping=row, held_on=held_on, with_person=with_person, who=who, settled=settled, safer=safer,
            at=clock.now(), by=by.user_id, by_name=by.name,
        )
        move(case, verb=VERB, by=by, data={"what": "pre_meeting"})


def settle_participation(
    case_ref: UUID, *, how: str, letter: str = "", support_person: str = "", adaptations: str = "",
    own_words: str = "", kin: str = "", why_not: str = "", by: Actor,
) -> None:
    """Note how the person wants to take part; the newest note holds (PART-02, PART-05..07, PART-12).

    Raises Refused (PREP-01 …, PART-02), NotThere.
    """
    with transaction.atomic():
        case, row = _open(case_ref, by)
        refuse(rules.may_settle(how, why_not))
        ParticipationChoice.objects.create(
            mapping=row, how=how, letter=letter, support_person=support_person, adaptations=adaptations,
            own_words=own_words, kin=kin, why_not=why_not, at=clock.now(), by=by.user_id, by_name=by.name,
        )
        move(case, verb=VERB, by=by, data={"what": "participation", "how": how})


def _open(case_ref: UUID, by: Actor, *, first: bool = False) -> tuple[Case, Mapping]:
    """Lock the case and its mapping for writing, or refuse. The base is made here where nobody must be named."""
    case = hold(case_ref, by=by, needs=Permission.MAPPING_WRITE)
    must_see(case, by, Kind.MAPPING)
    profile = rulebook.profile(case.profile_version_id)
    row = Mapping.objects.filter(case=case).first()
    facts = rules.WritingFacts(
        base=bool(row and row.coordination_unit_id),
        important=door.important_text(case.pk),
        writer=door.writer(row, cases.participants(case.pk), by),
    )
    refuse(rules.may_write(facts, profile, first=first))
    return case, row or _row(case, by)


def _row(case: Case, by: Actor) -> Mapping:
    row, _new = Mapping.objects.get_or_create(
        case=case, defaults={"created_at": clock.now(), "created_by": by.name}
    )
    return row


def _several(
    case_ref: UUID, what: str, names: tuple[str, ...], texts: Named[str, str], seen: Seen, by: Actor
) -> None:
    with transaction.atomic():
        case, row = _open(case_ref, by)
        for name in names:
            if name in texts:
                _write(row, row.ref, name, texts[name], seen.get(name), by)
        move(case, verb=VERB, by=by, data={"what": what})


def _write(row: Mapping, at: UUID, field: str, text: str, seen: int | None, by: Actor) -> int:
    return versions.write(subject=row.ref, row=at, field=field, text=text, seen=seen, by=by)


def _take_away(row: Mapping, person: UUID, by: Actor) -> None:
    NetworkPerson.objects.filter(mapping=row, ref=person, removed_at__isnull=True).update(
        removed_at=clock.now(), removed_by=by.name
    )
