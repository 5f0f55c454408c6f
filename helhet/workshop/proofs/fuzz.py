"""Bad requests by the thousand: nothing breaks, nothing of the inside is shown, and nothing of another's."""

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.judging import Judge
    from helhet.workshop.proofs.matrix.stage import Stage

MANY, MANY_LARGE = 3_000, 12_000
SHOWN = 20
SEED = 20_261_122
SIGNED_OUT = ("slutat", "josef_far")
_FIELD = re.compile(r'name="([A-Za-z][\w-]*)"')
_TRACE = re.compile(r'Traceback|File "|psycopg|django\.|SELECT |Exception|/helhet/')
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ÖPPNA")
LONG = "å" * 70_000
TEXTS = (
    "", " ", "0", "-1", "1e9", "9" * 40, "NaN", "\x00", "a\x00b", "\u202e", "👩‍👩‍👧", "%00",
    "\r\nSet-Cookie: a=b", "%s%n",
    "'; DROP TABLE process_case; --", "{{ 7 * 7 }}", "<script>alert(1)</script>", "../../../etc/passwd", "on", "true",
    "2026-13-45", "0000-00-00", "9999-12-31", "10000-01-01", "25:61", "2026-02-30T10:00", "null", "[]", '{"a": 1}',
    "00000000-0000-4000-8000-000000000000", "inte-en-uuid", "ﬁ", "\ufffe", "é" * 300, LONG,
)
PARTS = ("", "0", "-1", "9" * 30, "2147483648", "9223372036854775808", "%00", "%FF%FE", "..", ".",
         "a" * 3_000, "%2e%2e%2f", "ÅÄÖ", "*", "'", ";", "?", "#", "\\", "null", "sleep", "unit", "absent",
         "00000000-0000-4000-8000-000000000000", "00000000-0000-0000-0000-00000000000G")
HEADERS: tuple[dict[str, Any], ...] = (
    {}, {}, {}, {"HTTP_ACCEPT_LANGUAGE": "xx-" + "a" * 500}, {"HTTP_ACCEPT": "\xff"}, {"HTTP_REFERER": "http://[::1"},
    {"HTTP_X_AUTOSAVE": "1"}, {"HTTP_X_FORWARDED_FOR": "a" * 4_000}, {"HTTP_X_FORWARDED_HOST": "elak.exempel"},
    {"HTTP_HOST": "elak.exempel"}, {"HTTP_HOST": ""}, {"HTTP_COOKIE": "sessionid=\x01; csrftoken='"},
    {"HTTP_IF_MODIFIED_SINCE": "i går"}, {"HTTP_RANGE": "bytes=9-1"}, {"CONTENT_LENGTH": "-1"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"HTTP_ACCEPT_ENCODING": "gzip;q=x"},
)
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data",
         "multipart/form-data; boundary=" + "x" * 300, "application/json", "text/plain; charset=utf-16",
         "application/x-www-form-urlencoded; charset=finns-inte", "", "\xff")
BODIES = (
    b"", b"\x00" * 100, b"%", b"a=%FF&b=%ZZ", b"a=1&" * 1_500, b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"{",
    b"--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../a\"\r\n\r\nhej\r\n--x--\r\n",
    b"\xff\xfe" * 50, b"x" * 1_100_000,
)


@proof("fuzz", f"{MANY:,} bad requests: no page breaks, no trace of the inside, nothing of another's")
def fuzz(proof: Proof) -> None:
    _run(proof, MANY)


@proof("fuzz-large", f"the same with {MANY_LARGE:,}", large=True)
def fuzz_large(proof: Proof) -> None:
    _run(proof, MANY_LARGE)


def _run(proof: Proof, many: int) -> None:
    assert proof.urls is not None
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        bad = Bad(stage, random.Random(SEED))  # noqa: S311 - dice
        for _ in range(many):
            bad.one()
        for line in bad.broken[:SHOWN]:
            print(f"    {line}")
        proof.figure("seed", SEED)
        proof.figure("answers by status", dict(sorted(bad.statuses.items())))
        proof.figure("routes asked", len(bad.asked))
        proof.expect(f"{many} requests were sent", sum(bad.statuses.values()) == many)
        proof.expect("no page broke, showed its inside or told of another", not bad.broken)
        proof.expect("every route was asked", len(bad.asked) == len(bad.routes))


def _lets_in() -> dict[tuple[str, str], list[str]]:
    """Whom each route opens for in each case, by the table."""
    from helhet.workshop.proofs.matrix import table

    found: dict[tuple[str, str], list[str]] = {}
    for row in table.rows():
        for name in row.routes:
            whom = [who for who, word in row.cells.items() if word == table.OPENS and who not in SIGNED_OUT]
            if whom:
                found.setdefault((name, row.case), []).extend(whom)
    return found


class Bad:
    """Makes one bad request after another, each from a page that somebody could have had open."""

    def __init__(self, stage: "Stage", dice: random.Random) -> None:
        self.stage, self.dice = stage, dice
        # Signing out would make the rest of that identity's requests nobody's.
        self.routes = [r for r in stage.routes.values() if not r.pattern.startswith("logga-")]
        self.who = [key for key in stage.askers if key not in SIGNED_OUT]
        self.lets = _lets_in()
        self.judge: Judge = stage.judge()
        self.fields: dict[str, list[str]] = {}
        self.statuses: Counter[int] = Counter()
        self.asked: set[str] = set()
        self.broken: list[str] = []
        self.turn = 0

    def one(self) -> None:
        """Send one, and look at what came back."""
        route = self.routes[self.turn % len(self.routes)]
        self.turn += 1
        case = self.dice.choice(list(self.stage.refs))
        known = self.lets.get((route.name, case)) or self.lets.get((route.name, "-"))
        if self.dice.random() < 0.8 and not known:  # somebody's case in which the page opens at all
            case, known = next(((c, w) for (name, c), w in self.lets.items() if name == route.name), (case, None))
        # Mostly somebody whom the page opens for, or no bad form would get further than the door.
        who = self.dice.choice(known if known and self.dice.random() < 0.85 else self.who)
        case = "vera" if case == "-" else case
        good = self.stage.facts[case].address(route) or self.stage.facts["vera"].address(route) or "/"
        path = good if self.dice.random() < 0.6 else self._twisted(good)
        method, headers = self.dice.choice(METHODS), self.dice.choice(HEADERS)
        asker, what = self.stage.askers[who], ""
        if method == "POST" and self.dice.random() < 0.75:
            data = self._form(who, good)
            what = repr({k: v[:40] for k, v in data.items()})[:300]
            seen = asker.ask("POST", path, data, **headers)
        elif method == "GET":
            seen = asker.ask("GET", path + self._question(), **headers)
        else:
            seen = asker.ask(method, path, self.dice.choice(BODIES), content_type=self.dice.choice(KINDS), **headers)
        self.asked.add(route.name)
        self.statuses[seen.status] += 1
        self._look(f"{who}: {method} {path[:200]} {str(headers)[:200]} {what}", who, seen)

    def _look(self, request: str, who: str, seen: Any) -> None:
        if seen.status >= 500:
            self.broken.append(f"{request}: {seen.status}\n{seen.broke}")
        text = seen.text
        if seen.status != 200 and _TRACE.search(text):
            self.broken.append(f"{request}: shows its inside")
        told = [about for about, word in self.judge.words.items()
                if word in text and who not in self.judge.open_to.get(about, frozenset())]
        if told:
            self.broken.append(f"{request}: tells of {told}")

    def _twisted(self, path: str) -> str:
        parts = path.split("/")
        parts[self.dice.randrange(len(parts))] = self.dice.choice(PARTS)
        if self.dice.random() < 0.2:
            parts.insert(self.dice.randrange(len(parts)), self.dice.choice(PARTS))
        return "/" + "/".join(quote(p, safe="%") for p in parts).lstrip("/")

    def _form(self, who: str, path: str) -> dict[str, str]:
        """The page's own fields, each with something nobody should write there."""
        if path not in self.fields:
            page = self.stage.askers[who].ask("GET", path)
            self.fields[path] = sorted(set(_FIELD.findall(page.text)) - {"csrfmiddlewaretoken"})[:60]
        names = self.fields[path] or ["text", "reason", "unit", "once"]
        return {name: self.dice.choice(TEXTS) for name in names if self.dice.random() < 0.8}

    def _question(self) -> str:
        if self.dice.random() < 0.5:
            return ""
        names = ("sida", "steg", "typ", "lasta", "enhet", "q", "next", "lang", "fran", "till", "visa", "sok")
        name, text = self.dice.choice(names), self.dice.choice(TEXTS)[:3_000]
        return f"?{name}={quote(text, safe='%')}&{name}={quote(self.dice.choice(TEXTS)[:500])}"
