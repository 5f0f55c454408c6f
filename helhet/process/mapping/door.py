"""What leaves the mapping: the answer to what matters to whoever may know the goals, the rest to whom it is open."""

from uuid import UUID, uuid5

from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.kit import versions
from helhet.kit.versions import Text
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.door import Visit
from helhet.process.case.rules import ParticipantKind
from helhet.process.mapping.cards import AreaCard, MappingCard, NetworkCard, ParticipationCard, Prepared, TalkCard
from helhet.process.mapping.models import Mapping, NetworkPerson, ParticipationChoice, PreMeeting
from helhet.process.mapping.rules import (
    AREA_HINTS,
    AREA_TEXTS,
    DAY_COLUMNS,
    DAY_ROWS,
    IMPORTANT,
    PREPARATION_TEXTS,
    LifeArea,
    Mark,
    Participation,
    Ring,
    Sector,
    Writer,
    WritingFacts,
)

__all__ = ["MappingCard", "NetworkCard", "ParticipationCard", "Prepared"]
Texts = dict[tuple[UUID, str], Text]
HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)


def area_row(mapping: UUID, area: str) -> UUID:
    """The row under which an area's texts are kept; the same name always gives the same row."""
    return uuid5(mapping, area)


def mapping(v: Visit) -> MappingCard | None:
    """The mapping; None when this reader may not see it. Five queries."""
    if not v.take(Kind.MAPPING):
        return None
    row = Mapping.objects.select_related("coordination_unit").filter(case_id=v.case.id).first()
    texts = versions.read(row.ref) if row else {}
    important = _text(row, texts, IMPORTANT)
    base = bool(row and row.coordination_unit_id)
    return MappingCard(
        important=important,
        areas=tuple(_area(row, texts, area) for area in LifeArea),
        preparation={name: _text(row, texts, name) for name in PREPARATION_TEXTS},
        day={name: _text(row, texts, name) for name in day_names()},
        network=_network(row), talks=_talks(row), participation=_participation(row),
        base=base,
        coordination_unit=row.coordination_unit.name if row and row.coordination_unit else "",
        writing=WritingFacts(base=base, important=important.text,
                             writer=writer(row, v.case.participants, v.by)),
    )


def important(v: Visit) -> Text:
    """The answer to "Vad är viktigt för dig?", for whoever may read goals or plan now.

    A copy of the plan has the answer as it was. Beside the person the plan alone is not enough: a mandate over money
    opens who does what, not a life's story.
    """
    kinds = (Kind.GOALS,) if v.by.kind == "relation" else (Kind.GOALS, Kind.PLAN)
    if not any(v.live(kind) and v.take(kind) for kind in kinds):
        return Text()
    row = Mapping.objects.filter(case_id=v.case.id).first()
    return _text(row, versions.read(row.ref), IMPORTANT) if row else Text()


def important_text(case_id: int) -> str:
    """The same answer for a later room's action, which has its own lock and door."""
    row = Mapping.objects.filter(case_id=case_id).first()
    return _text(row, versions.read(row.ref), IMPORTANT).text if row else ""


def settled(v: Visit) -> ParticipationCard | None:
    """How the person wants to take part, for whoever may read of the meeting or the mapping."""
    if not (v.take(Kind.MEETING) or v.take(Kind.MAPPING)):
        return None
    return participation(v.case.id)


def participation(case_id: int) -> ParticipationCard | None:
    """How the person wants to take part, as it was last settled."""
    return _participation(Mapping.objects.filter(case_id=case_id).first())


def prepared(case_id: int) -> Prepared:
    """What the preparation gives the call (PREP-06). For actions and pages of later rooms."""
    row = Mapping.objects.filter(case_id=case_id).first()
    texts = versions.read(row.ref) if row else {}
    return Prepared(
        _text(row, texts, IMPORTANT).text, _text(row, texts, "purpose").text, _text(row, texts, "questions").text,
        tuple(p.name for p in _network(row) if p.wanted),
    )


def day_names() -> tuple[str, ...]:
    return tuple(f"{row}_{column}" for row in DAY_ROWS for column in DAY_COLUMNS)


def writer(row: Mapping | None, participants: tuple[ParticipantCard, ...], by: Actor) -> str:
    """In which capacity ``by`` would write: the coordination responsible is a person, the others are units."""
    if by.kind == "individual":
        return Writer.PERSON
    if by.unit_id is None:
        return Writer.OTHER
    if row and row.coordination_unit_id == by.unit_id:
        named = row.coordination_user is None or row.coordination_user == by.user_id
        if named or by.role == "coordinator":
            return Writer.COORDINATION
    holders = {p.unit_id for p in participants if p.kind in HOLDERS}
    return Writer.HOLDER if by.unit_id in holders else Writer.OTHER


def _text(row: Mapping | None, texts: Texts, name: str) -> Text:
    return texts.get((row.ref, name), Text()) if row else Text()


def _area(row: Mapping | None, texts: Texts, area: LifeArea) -> AreaCard:
    at = area_row(row.ref, area) if row else None
    found = {name: texts.get((at, name), Text()) if at else Text() for name in AREA_TEXTS}
    return AreaCard(area.value, str(area.label), str(AREA_HINTS[area]), found)


def _network(row: Mapping | None) -> tuple[NetworkCard, ...]:
    rows = NetworkPerson.objects.filter(mapping=row, removed_at__isnull=True).order_by("ring", "id") if row else ()
    return tuple(
        NetworkCard(
            r.ref, r.name, r.relation, r.ring, str(Ring(r.ring).label), r.sector,
            str(Sector(r.sector).label) if r.sector else "", tuple(r.marks),
            tuple(str(Mark(m).label) for m in r.marks), r.wanted,
        )
        for r in rows
    )


def _talks(row: Mapping | None) -> tuple[TalkCard, ...]:
    rows = PreMeeting.objects.filter(mapping=row).order_by("-held_on", "-id") if row else ()
    return tuple(TalkCard(r.held_on, r.with_person, r.who, r.settled, r.safer, r.by_name) for r in rows)


def _participation(row: Mapping | None) -> ParticipationCard | None:
    r = ParticipationChoice.objects.filter(mapping=row).order_by("-id").first() if row else None
    if r is None:
        return None
    return ParticipationCard(
        r.how, str(Participation(r.how).label), r.own_words, r.letter, r.support_person, r.kin, r.adaptations,
        r.why_not, r.at, r.by_name,
    )
