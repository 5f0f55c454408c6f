"""Every form, filled in and blank, in Swedish and easy Swedish: an accessible PDF with all its fields, and how fast."""

import csv
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helhet.workshop.proofs import Proof, proof

LIGHT = 100_000  # bytes
NEAR = 2.0  # times the fastest way to make the same page
TURNS = 15
ENOUGH = 16  # of each form from the demo world
HARD = "😀👨‍👩‍👧 🇸🇪 Łódź ş Жанна Ωραία 中文 ไทย ሰላም שלום مرحبا ½ “citat” …"
PASTED = "\u0007\u0000\ufeffA\u200b\u202eB\u202c\u00adC\r\nD\tE <b>fet</b> #panic() $x$ \ue000"


@dataclass
class Looks:
    """What has been judged."""

    judged: int = 0
    faults: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    full: list[int] = field(default_factory=list)
    light: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def at(self, name: str, sheets: Any, keep: str = "", *, light: bool = False) -> bytes:
        """Make a PDF of the sheets and hold it against PDF/UA-1 and PDF/A-3a; ``keep``: its text under this name.

        ``light``: its light shape too.
        """
        from helhet.process.papers import typeset
        from helhet.process.papers.tests.judging import faults
        from helhet.workshop.proofs.checks.pdf_text import flat, text_of

        began = time.perf_counter()
        made = typeset.pdf(sheets)
        self.seconds.append(time.perf_counter() - began)
        small = typeset.pdf(sheets, light=True) if light else b""
        for what, pdf in (("", made), (" (liten)", small)) if light else (("", made),):
            self.faults += [f"{name}{what}: {fault}" for fault in faults(pdf)[:3]]
            self.judged += 2
        self.full.append(len(made))
        if light:
            self.light.append(len(small))
        if keep:
            self.found[keep] += " " + flat(text_of(made))
        return made


@proof("forms", "every form, filled and blank: PDF/UA-1 by an independent judge, every field, every letter, size, time",
       timed=True)
def forms(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.process.papers.register import ORDER, papers
    from helhet.workshop.proofs.checks.database import demo_world, look_at

    look_at(demo_world(proof.urls, "forms_seen"))
    known, looks = papers(), Looks()
    proof.expect("every form that is ordered is there, and no other", {p.code for p in known} == set(ORDER))
    _blank(proof, looks, known)
    longest = _filled(proof, looks, known)
    _hard(proof, looks)
    proof.figure("forms", len(known))
    proof.figure("judgements by PDF/UA-1 and PDF/A-3a", looks.judged)
    for fault in looks.faults[:10]:
        proof.figure("fault", fault)
    proof.expect("the judge finds nothing wrong", not looks.faults)
    _judge_sees(proof)
    proof.figure("bytes, median and most", f"{statistics.median(looks.full):.0f}, {max(looks.full)}")
    proof.figure("bytes of the light one, median and most", f"{statistics.median(looks.light):.0f}, {max(looks.light)}")
    proof.expect(f"every light one is under {LIGHT} bytes", max(looks.light) < LIGHT)
    proof.figure("ms to make one, median and most",
                 f"{statistics.median(looks.seconds) * 1000:.0f}, {max(looks.seconds) * 1000:.0f}")
    _speed(proof, longest)


def _fields() -> dict[str, list[dict[str, str]]]:
    from helhet.process import papers

    place, found = Path(str(papers.__file__)).with_name("fields.csv"), defaultdict(list)
    with place.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["form"]].append(row)
    return found


def _form(code: str) -> str:
    """The circles have one set of fields for all eight."""
    return "cirkel" if code.startswith("cirkel-") else code


def _blank(proof: Proof, looks: Looks, known: Any) -> None:
    from helhet.rulebook.profile import load
    from helhet.workshop.proofs.checks.pdf_text import holds

    fields, looked = _fields(), 0
    for paper in known:
        listed = fields.get(paper.code) or fields.get(_form(paper.code), [])
        proof.expect(f"{paper.code} has its fields listed", bool(listed))
        for easy in (False, True):
            name = f"{paper.code}, tom{', lätt' if easy else ''}"
            looks.at(name, paper.blank(load("VGR"), easy), name, light=not easy)
            if not easy:
                for region in ("JKPG", "ORE"):
                    looks.at(f"{name}, {region}", paper.blank(load(region), easy))
            lacks = [row["id"] for row in listed if not holds(looks.found[name], row["found"])]
            looked += len(listed)
            proof.expect(f"{name} has every field; not {lacks}", not lacks)
    proof.figure("fields looked for in blank forms", looked)


def _filled(proof: Proof, looks: Looks, known: Any) -> Any:
    """Each form of each case of the demo world, as the unit that holds it, every third in easy Swedish too.

    Gives the plan that is nearest to three pages.
    """
    from helhet.process.case import door as cases
    from helhet.workshop.proofs.checks.pdf_text import holds, pages_of

    fields, made, plan, near = _fields(), defaultdict(int), None, 99
    for number, (actor, ref) in enumerate(_readers()):
        for paper in (p for p in known if p.fill and made[p.code] < ENOUGH):
            for easy in (False, True) if number % 3 == 0 else (False,):
                with cases.visit(actor, ref) as v:
                    sheets = paper.fill(v, easy)
                if not sheets:
                    continue
                made[paper.code] += 1
                pdf = looks.at(f"{paper.code} {ref}", sheets, paper.code, light=paper.code == "sip")
                if paper.code == "sip" and abs(pages_of(pdf) - 3) < near:
                    plan, near = sheets, abs(pages_of(pdf) - 3)
    proof.figure("papers filled in from the demo world", sum(made.values()))
    for paper in (p for p in known if p.fill):
        listed = fields.get(paper.code, [])
        lacks = [row["id"] for row in listed if not holds(looks.found[paper.code], row["found"])]
        proof.figure(f"{paper.code}: filled, fields found of {len(listed)}",
                     f"{made[paper.code]}, {len(listed) - len(lacks)}")
        if lacks:
            proof.figure(f"{paper.code}: had nothing to say", " ".join(lacks))
        proof.expect(f"{paper.code} is filled in from the demo world", made[paper.code] > 0)
    return plan


def _readers() -> Iterator[tuple[Any, Any]]:
    """For every case of the demo world one who works at the unit that holds it."""
    from django.db import connection

    from helhet.access import door as access

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT ON (c.id) c.ref, s.ref FROM process_case c JOIN access_assignment s"
                       " ON s.unit_id = c.convener_unit_id WHERE s.role IN ('staff', 'care_contact', 'coordinator')"
                       " AND s.valid_to IS NULL"
                       " ORDER BY c.id, s.id")
        rows = cursor.fetchall()
    for case, assignment in rows:
        actor = access.staff_actor(assignment)
        if actor is not None:
            yield actor, case


def _hard(proof: Proof, looks: Looks) -> None:
    """Letters from far away, emoji and what is pasted in: all is there, nothing is a box, nothing is read as code."""
    from helhet.process.papers.sheet import Facts, Heading, Near, Quote, Rings, Sheet, Table, Text, Tiles
    from helhet.workshop.proofs.checks.pdf_text import flat

    blocks = (Heading(HARD), Text(HARD), Quote(HARD, HARD), Facts(((HARD, HARD),)), Table(HARD, (HARD,), ((HARD,),)),
              Rings(HARD, (HARD,), (Near(HARD, 1, HARD, HARD),)), Tiles(HARD, (HARD,)), Text(PASTED))
    looks.at("svåra tecken", [Sheet("prov", HARD, blocks)], "hard")
    text = looks.found["hard"]
    lost = [word for word in ("😀", "👨‍👩‍👧", "Łódź", "Жанна", "Ωραία", "中文", "ไทย", "ሰላም", "שלום", "مرحبا",
                              "<b>fet</b>", "#panic()") if flat(word) not in text]
    proof.expect(f"no letter is lost: {lost}", not lost)
    proof.expect("no letter is a box", "\ufffd" not in text and "□" not in text)


def _judge_sees(proof: Proof) -> None:
    """The judge is no yes-man: the same page without tags is refused."""
    import page as judge
    import typst

    bare = typst.compile(b"= Rubrik\nText", format="pdf", pdf_tags=False)
    seen = judge.validate_pdf_bytes(bare, profile=judge.ValidationProfile.PDF_UA_1).failures
    proof.expect("a PDF without tags is refused", len(seen) > 3)


def _speed(proof: Proof, plan: Any) -> None:
    """A plan of three pages, beside the bare tool with the same page and nothing else to do, turn by turn."""
    import typst

    from helhet.process.papers import typeset
    from helhet.workshop.proofs.checks.pdf_text import pages_of

    proof.expect("there is a plan to time", plan is not None)
    if plan is None:
        return
    data, template, fonts = typeset._data(plan), typeset._template(), typeset._fonts()
    ours: list[float] = []
    bare: list[float] = []
    for _turn in range(TURNS):
        began = time.perf_counter()
        made = typeset.pdf(plan)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        typst.Compiler(template, font_paths=fonts, sys_inputs={"data": data}).compile(format="pdf")
        bare.append(time.perf_counter() - began)
    a, b = statistics.median(ours), statistics.median(bare)
    proof.figure("the plan: pages, bytes", f"{pages_of(made)}, {len(made)}")
    proof.figure("ms, median: ours, the bare tool, ratio", f"{a * 1000:.1f}, {b * 1000:.1f}, {a / b:.2f}")
    proof.expect(f"ours takes at most {NEAR} times the fastest", a <= NEAR * b)
