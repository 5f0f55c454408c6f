"""Every route of the house, and the addresses by which each is asked about one person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from helhet.workshop.proofs.matrix.truth import Truth

NOBODY = UUID("00000000-0000-4000-8000-000000000000")  # an address of nothing at all


@dataclass(frozen=True)
class Route:
    """One named address pattern and what its view says of who it is for."""

    name: str
    pattern: str
    params: tuple[str, ...]
    audience: str

    def path(self, values: dict[str, Any]) -> str:
        """The address with these values in it."""
        return "/" + _PART.sub(lambda part: str(values[part[1]]), self.pattern)


_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[Route]:
    """All named routes, as the URL resolver has them. The workshop's gallery is no page of the house."""
    from django.urls import get_resolver

    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda r: r.pattern)


def _walk(patterns: Any, before: str) -> Iterator[Route]:
    from django.urls import URLPattern

    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Route(one.name or path, path, tuple(one.pattern.converters), getattr(one.callback, "audience", ""))
        else:
            yield from _walk(one.url_patterns, path)


@dataclass(frozen=True)
class Facts:
    """What a person's addresses are made of, by the word used in ``_WORDS``; a missing one has no address."""

    found: dict[str, Any]

    def address(self, route: Route) -> str | None:
        """The path of a route for this person; None when this person has no such thing."""
        values = {}
        for param in route.params:
            value = self.found.get(_word(route, param))
            if value is None:
                return None
            values[param] = value
        return route.path(values)

    def nowhere(self, route: Route) -> str | None:
        """The same path for a record that does not exist; None where no part of the path names one."""
        named = [p for p in route.params if isinstance(self.found.get(_word(route, p)), UUID)]
        if not named:
            return None
        values = {p: self.found.get(_word(route, p)) for p in route.params}
        if None in values.values():
            return None
        return route.path(values | {named[0]: NOBODY})


# A parameter means what its route says it means: (beginning of the route's path, parameter) → fact. The first fits.
_WORDS = (
    ("person/", "ref", "individual"), ("sip/ny/", "person", "individual"), ("person/", "relation", "relation"),
    ("min-sip/meddelande/", "ref", "message"), ("meddelande/", "ref", "message"), ("avvikelser/", "ref", "report"),
    ("inkorg/", "ref", "item"), ("att-gora/", "code", "todo"), ("att-gora/", "subject", "case"),
    ("sa-nar-vi-dig/besked/", "ref", "letter"), ("sa-nar-vi-dig/", "ref", "way_own"),
    ("enheten/sa-nar-vi-er/besked/", "ref", "letter"), ("enheten/sa-nar-vi-er/", "ref", "way_unit"),
    ("min-sip/sa-nar-vi-dig/besked/", "ref", "letter"), ("min-sip/sa-nar-vi-dig/", "ref", "way_person"),
    ("enheten/", "ref", "assignment"), ("gallring/", "ref", "nothing"), ("nodoppningar/", "ref", "nothing"),
    ("sparr/", "ref", "nothing"), ("granskning/", "ref", "nothing"), ("katalogen/", "ref", "nothing"),
    ("log", "code", "provider"), ("papper/", "code", "paper"), ("sip/<uuid:ref>/papper/", "code", "paper"),
    ("sip/<uuid:ref>/papper/", "row", "nothing"),
    ("sip/<uuid:ref>/kartlaggning/", "person", "network"), ("sip/<uuid:ref>/deltagare/lagg-till/", "kind", "asks"),
    ("sip/<uuid:ref>/deltagare/", "row", "participant"), ("sip/<uuid:ref>/kallelse/lagg-till/", "kind", "asks"),
    ("sip/<uuid:ref>/plan/delmal/", "row", "sub_goal"), ("sip/<uuid:ref>/plan/ta-bort/", "row", "sub_goal"),
    ("sip/<uuid:ref>/plan/ta-bort/", "kind", "removes"), ("sip/<uuid:ref>/plan/", "row", "intervention"),
    ("sip/<uuid:ref>/plan/", "goal", "sub_goal"), ("sip/<uuid:ref>/avvikelse/", "kind", "deviates"),
    ("sip/<uuid:ref>/avvikelse/", "unit", "unit"), ("sip/<uuid:ref>/motet/", "row", "sub_goal"),
    ("sip/<uuid:ref>/motet/", "goal", "sub_goal"), ("sip/", "ref", "case"), ("min-sip/", "ref", "case"),
)


def _word(route: Route, param: str) -> str:
    return next((fact for begins, name, fact in _WORDS if name == param and route.pattern.startswith(begins)), param)


_ASKED = {
    "individual": "SELECT ref FROM people_individual WHERE id = {person}",
    "relation": "SELECT ref FROM people_relation WHERE individual_id = {person} ORDER BY id LIMIT 1",
    "message": "SELECT ref FROM process_message WHERE case_id = {case} ORDER BY id LIMIT 1",
    "file": "SELECT a.ref FROM process_attachment a JOIN process_message m ON m.id = a.message_id"
            " WHERE m.case_id = {case} ORDER BY a.id LIMIT 1",
    "report": "SELECT ref FROM deviation_report WHERE case_id = {case} ORDER BY id LIMIT 1",
    "item": "SELECT ref FROM clock_inboxitem WHERE individual = {person} ORDER BY id LIMIT 1",
    "todo": "SELECT code FROM clock_obligation o JOIN process_case c ON c.ref = o.subject"
            " WHERE c.id = {case} AND o.unit_id = c.convener_unit_id ORDER BY o.id LIMIT 1",
    "network": "SELECT p.ref FROM process_networkperson p JOIN process_mapping m ON m.id = p.mapping_id"
               " WHERE m.case_id = {case} ORDER BY p.id LIMIT 1",
    "receiver": "SELECT r.ref FROM process_receiver r JOIN process_call c ON c.id = r.call_id"
                " WHERE c.case_id = {case} AND r.ended_at IS NULL ORDER BY r.id LIMIT 1",
    "asked": "SELECT a.ref FROM process_timeasked a JOIN process_timepoll p ON p.id = a.poll_id"
             " WHERE p.case_id = {case} ORDER BY a.id LIMIT 1",
    "participant": "SELECT ref FROM process_participant WHERE case_id = {case} AND valid_to IS NULL"
                   " AND kind = 'summoned' ORDER BY id LIMIT 1",
    "sub_goal": "SELECT s.ref FROM process_subgoal s JOIN process_draft d ON d.id = s.draft_id"
                " WHERE d.case_id = {case} ORDER BY s.id LIMIT 1",
    "intervention": "SELECT i.ref FROM process_intervention i JOIN process_draft d ON d.id = i.draft_id"
                    " WHERE d.case_id = {case} ORDER BY i.id LIMIT 1",
    "n": "SELECT n FROM process_planversion WHERE case_id = {case} ORDER BY n LIMIT 1",
    "unit": "SELECT u.ref FROM organisations_unit u JOIN process_participant p ON p.unit_id = u.id"
            " WHERE p.case_id = {case} AND p.kind = 'summoned' ORDER BY p.id LIMIT 1",
    "way_person": "SELECT ref FROM post_way WHERE individual = {person} ORDER BY id LIMIT 1",
}
_SAME = {
    "asks": "unit", "removes": "sub_goal", "deviates": "absent", "area": "sleep", "base": "VGR",
    "code": "VGR", "paper": "sip", "role": "vuxen", "what": "delmal", "other": "JKPG", "letter": NOBODY,
    "block": NOBODY, "sample": NOBODY, "nothing": NOBODY, "provider": "ingen-sadan",
}
_OF_KARIN = {
    "way_own": "SELECT w.ref FROM post_way w JOIN access_user u ON u.id = w.owner AND w.owner_kind = 'user'"
               " WHERE u.subject = 'karin' LIMIT 1",
    "assignment": "SELECT a.ref FROM access_assignment a JOIN access_user u ON u.id = a.user_id"
                  " WHERE u.subject = 'prov-coordinator' LIMIT 1",
    "way_unit": "SELECT ref FROM post_way WHERE owner_kind = 'unit' LIMIT 1",
}


def facts(truth: Truth, case_ref: UUID) -> Facts:
    """Everything the addresses of one case are made of."""
    case, person = truth.rows("SELECT id, individual_id FROM process_case WHERE ref = %s", case_ref)[0]
    found: dict[str, Any] = {"case": case_ref, **_SAME}
    for name, question in _ASKED.items():
        found[name] = truth.one(question.format(case=int(case), person=int(person)))
    for name, question in _OF_KARIN.items():
        found[name] = truth.one(question)
    return Facts(found)
