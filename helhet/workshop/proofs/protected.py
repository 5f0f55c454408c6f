"""A protected identity in the demo world: every page, print, file and list that can be reached is looked through."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from helhet.workshop.proofs import Proof, proof

PLANTED = {"address": "Kanariestigen 17, 999 99 Hemort", "phone": "070-909 17 17", "email": "kanarie17@example.se"}
MOST = 70  # pages and files of one reader
_LINK = re.compile(r'href="(/[^"#]*)')
# Places that hold nothing about a person, or end the session.
_SKIP = re.compile(r"^/(static|logga-|lan|om-sip|bygglada|uppdrag|demo|profil)|.*[?](svenska|storlek)=")


@dataclass
class Looked:
    """What one reader has seen: by kind of page, how many, and what was found."""

    kinds: Counter[str] = field(default_factory=Counter)
    hits: list[str] = field(default_factory=list)


@proof("protected", "of a person with a protected identity, no page, print, file, list or notice says where they are")
def protected(proof: Proof) -> None:
    from helhet.workshop.proofs.checks.database import demo_world, look_at
    from helhet.workshop.proofs.matrix.asking import quiet

    assert proof.urls is not None
    made = demo_world(proof.urls, "protected_seen")
    look_at(made)
    with Owner(made.owner) as owner, quiet():
        scene = _scene(owner)
        before = _all(owner, scene, scene.readers[:2])
        proof.figure("pages looked through before the mark", sum(sum(x.kinds.values()) for x in before.values()))
        proof.expect("the look would find them: readers of staff are told before the mark",
                     all(x.hits for x in before.values()))
        _mark(owner, scene)
        after = _all(owner, scene, scene.readers)
        kinds = set().union(*(x.kinds for x in after.values()))
        proof.figure("readers, kinds of page, pages", f"{len(after)}, {len(kinds)}, "
                     f"{sum(sum(x.kinds.values()) for x in after.values())}")
        proof.figure("words looked for", len(scene.words))
        found = [f"{who}: {hit}" for who, x in after.items() for hit in x.hits]
        for hit in sorted(set(found))[:10]:
            proof.figure("seen", hit)
        proof.expect("at least ten kinds of page were looked through", len(kinds) >= 10)
        proof.expect("prints and calendar files are among them", _leaves(kinds))
        proof.expect("nobody sees where the person is", not found)
        _near(proof, owner, scene)
        _rows(proof, owner)
        _trusted(proof, owner, scene)


class Owner:
    """The truth, past the second guard."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> "Owner":
        import psycopg

        from helhet.workshop.database import AS_OWNER

        self.db = psycopg.connect(self.url, options=AS_OWNER, autocommit=True)
        return self

    def __exit__(self, *_: Any) -> None:
        self.db.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, values).fetchall()  # type: ignore[arg-type]

    def do(self, sql: str, *values: Any) -> None:
        self.db.execute(sql, values)  # type: ignore[arg-type]


@dataclass
class Scene:
    """Whose case, who reads it, and the words that say where the person is."""

    individual: int
    person: UUID
    case: UUID
    number: str
    name: str
    readers: list[tuple[str, UUID, UUID]]  # name, user, assignment
    known: dict[str, set[str]]  # what a reader knows anyway: their own unit and who works there
    words: set[str] = field(default_factory=set)
    relations: list[tuple[str, UUID, UUID]] = field(default_factory=list)


def _scene(owner: Owner) -> Scene:
    """The case with most units beside it whose person has somebody near who signs in, planted with our own words."""
    from helhet.access import door as access
    from helhet.kit.doors import NotThere
    from helhet.people import actions

    ((case, individual, person, number, name, key),) = owner.rows(
        "SELECT c.ref, i.id, i.ref, i.number, i.given_name, c.id FROM process_case c"
        " JOIN people_individual i ON i.id = c.individual_id WHERE c.state IN ('active', 'called') ORDER BY"
        " EXISTS (SELECT FROM people_signin s WHERE s.individual_id = i.id AND s.relation_id IS NOT NULL) DESC,"
        " (SELECT count(*) FROM process_participant p WHERE p.case_id = c.id) DESC LIMIT 1")
    units = [u for (u,) in owner.rows(
        "SELECT DISTINCT unit_id FROM process_participant WHERE case_id = %s AND unit_id IS NOT NULL", key)]
    readers, known = [], {}
    for who, user, assignment, unit, controller, phone in owner.rows(
            "SELECT DISTINCT ON (u.id) a.name, a.ref, s.ref, u.name, k.name, a.phone FROM organisations_unit u"
            " JOIN organisations_controller k ON k.id = u.controller_id JOIN access_assignment s ON s.unit_id = u.id"
            " JOIN access_user a ON a.id = s.user_id WHERE u.id = ANY (%s) AND s.role IN ('staff', 'care_contact')"
            " AND s.valid_to IS NULL ORDER BY u.id, a.id", units):
        readers.append((who, user, assignment))
        colleagues = owner.rows("SELECT DISTINCT a.name FROM access_user a JOIN access_assignment s ON s.user_id = a.id"
                                " JOIN organisations_unit u ON u.id = s.unit_id WHERE u.name = %s", unit)
        known[who] = {who, unit, controller, phone, *(name for (name,) in colleagues)}
    scene = Scene(individual, person, case, number, name, readers, known)
    scene.words = {w for row in owner.rows(
        "SELECT u.name, u.phone, u.address, k.name FROM organisations_unit u JOIN organisations_controller k"
        " ON k.id = u.controller_id WHERE u.id = ANY (%s)", units) for w in row if w}
    scene.words |= {w for (w,) in owner.rows(
        "SELECT DISTINCT a.name FROM access_user a JOIN access_assignment s ON s.user_id = a.id"
        " WHERE s.unit_id = ANY (%s)", units)}
    scene.words |= {*PLANTED.values(), "Kanariestigen 17"}
    for _who, _user, assignment in readers:
        by = access.staff_actor(assignment)
        with suppress(NotThere):  # only who shares how to reach the person writes it
            assert by is not None
            actions.set_contact(individual=individual, by=by, **PLANTED)
            break
    scene.relations = owner.rows(  # type: ignore[assignment]
        "SELECT r.name, u.ref, r.ref FROM people_signin s JOIN access_user u ON u.id = s.user_id"
        " JOIN people_relation r ON r.id = s.relation_id WHERE s.individual_id = %s", individual)
    return scene


def _mark(owner: Owner, scene: Scene) -> None:
    owner.do("UPDATE people_individual SET protection = 'skyddad_folkbokforing' WHERE id = %s", scene.individual)
    # What the next touch of the case does: nobody finds the person by the place.
    owner.do("UPDATE access_searchentry SET words = to_tsvector('simple', lower(%s)) WHERE individual = %s",
             f"{scene.name} {scene.number}", scene.individual)


def _all(owner: Owner, scene: Scene, readers: list[tuple[str, UUID, UUID]]) -> dict[str, Looked]:
    return {who: _walk(scene, who, user, assignment=assignment) for who, user, assignment in readers}


def _walk(scene: Scene, who: str, user: UUID, **how: Any) -> Looked:
    """From the case, the person, the lists and a search: every page the links lead to about this person."""
    from django.test import Client
    from django.urls import resolve, reverse

    from helhet.access.tests.entering import enter

    client, looked = Client(raise_request_exception=False), Looked()
    enter(client, user, **how)
    if "assignment" in how:
        starts = [reverse("case", args=[scene.case]), reverse("person", args=[scene.person]), reverse("home"),
                  reverse("inbox"), reverse("cases"), reverse("deviations"), reverse("invitation-calendar",
                                                                                     args=[scene.case])]
        client.post(reverse("search"), {"text": scene.name})
        _look(scene, looked, who, "search", client.get(reverse("search")))
        client.post(reverse("inbox-search"), {"text": scene.name})
        _look(scene, looked, who, "inbox-search", client.get(reverse("inbox-search")))
    else:
        starts = [reverse("my-sip"), reverse("my-sip-one", args=[scene.case])]
    waiting: list[str] = list(dict.fromkeys(starts))
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or _SKIP.match(path):
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code != 200:
            continue
        name = resolve(urlsplit(path).path).url_name or ""
        _look(scene, looked, who, name, answer)
        if "text/html" in answer.headers["Content-Type"]:
            waiting += [p for p in _links(answer.content.decode()) if _about(scene, p)]
    return looked


def _links(page: str) -> Iterator[str]:
    yield from (unescape(link) for link in _LINK.findall(page))


def _about(scene: Scene, path: str) -> bool:
    return str(scene.case) in path or str(scene.person) in path


def _look(scene: Scene, looked: Looked, who: str, name: str, answer: Any) -> None:
    """Look one answer through. On a screen a reader's own unit and name stand in the frame; on paper they do not."""
    text = _text(answer)
    leaves = "h-paper" in text or "text/html" not in answer.headers["Content-Type"]
    looked.kinds[name] += 1
    if not leaves and str(scene.case) not in text and scene.name not in text:
        return  # not about this person
    lists = name in ("home", "inbox", "cases", "deviations", "search", "inbox-search")
    text = "".join(_pieces(text, scene.name)) if lists else text
    words = scene.words if leaves else scene.words - scene.known.get(who, set())
    looked.hits += [f"{name}: {word}" for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def _text(answer: Any) -> str:
    """What a reader gets out of an answer: of a paper, the words that its bytes hold packed."""
    from helhet.workshop.proofs.checks.pdf_text import flat, text_of

    if answer.headers["Content-Type"] == "application/pdf":
        return flat(text_of(answer.content))
    return unescape(answer.content.decode(errors="replace"))


def _pieces(text: str, name: str) -> Iterator[str]:
    """Of a list only the entries that name the person: other lines name units for their own reasons."""
    for piece in re.findall(r"<(?:article|tr|li)\b.*?</(?:article|tr|li)>", text, re.DOTALL):
        if name in piece:
            yield piece


def _leaves(kinds: set[str]) -> bool:
    return all(any(word in k for k in kinds) for word in ("print", "calendar", "paper-pdf"))


def _near(proof: Proof, owner: Owner, scene: Scene) -> None:
    """Whoever stands near is shut out until checked; and checked, is still not told where."""
    proof.figure("people near who sign in", len(scene.relations))
    for who, user, relation in scene.relations:
        shut = _walk(scene, who, user, relation=relation)
        proof.expect(f"{who} reads nothing until checked", not shut.kinds)
    owner.do("UPDATE people_relation SET protected_checked_on = current_date WHERE individual_id = %s",
             scene.individual)
    opened = [(who, _walk(scene, who, user, relation=relation)) for who, user, relation in scene.relations]
    proof.figure("their pages once checked", sum(sum(x.kinds.values()) for _who, x in opened))
    for who, looked in opened:
        proof.expect(f"{who}, once checked, is not told where: {looked.hits[:3]}", not looked.hits)


def _rows(proof: Proof, owner: Owner) -> None:
    """Notices, the inbox and the log's own words hold none of what was planted."""
    tables = ("post_outbox", "post_waiting", "clock_inboxitem", "clock_obligation", "audit_auditevent",
              "access_searchentry")
    found = [f"{table}: {word}" for table in tables for word in PLANTED.values()
             if owner.rows(f"SELECT 1 FROM {table} t WHERE t::text LIKE %s LIMIT 1", f"%{word}%")]  # noqa: S608
    proof.figure("tables of notices, lists and log looked through", len(tables))
    proof.expect(f"no notice, list or log row says it: {found}", not found)


def _trusted(proof: Proof, owner: Owner, scene: Scene) -> None:
    """One who is trusted and says why sees it, for an hour, and it is logged; nobody else does by that."""
    from django.test import Client
    from django.urls import reverse

    from helhet.access.tests.entering import enter

    who, user, assignment = scene.readers[0]
    owner.do("UPDATE access_assignment SET role = 'trusted' WHERE ref = %s", assignment)
    proof.expect("the trusted one sees nothing before asking", not _walk(scene, who, user, assignment=assignment).hits)
    client = Client()
    enter(client, user, assignment=assignment)
    client.post(reverse("protected-show", args=[scene.person]), {"reason": "Ska ringa i dag"})
    shown = _walk(scene, who, user, assignment=assignment)
    proof.figure("what the trusted one sees after asking", len(set(shown.hits)))
    proof.expect("and sees it after", bool(shown.hits))
    logged = owner.rows("SELECT count(*) FROM audit_auditevent WHERE event = 'access.protected_shown'")[0][0]
    proof.expect("each opening is logged", logged == 1)
    others = _all(owner, scene, scene.readers[1:2])
    proof.expect("nobody else sees it by that", not [h for x in others.values() for h in x.hits])
