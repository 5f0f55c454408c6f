"""Every answer of every route says what the browser may do; a browser finds nothing to stop and asks only us."""

import base64
import contextlib
import json
import logging
import os
import re
import socket
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from urllib.parse import urlsplit

from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.asking import Asker
    from helhet.workshop.proofs.matrix.stage import Stage
    from helhet.workshop.served import Site

WHO = ("samordnar", "vera", "ingen")
HOST = "sip.exempel"
DEMO, PRODUCTION = "helhet.config.settings.demo", "helhet.config.settings.production"
EVERY = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}
NOT_THERE = ("/bygglada/", "/brevlada/", "/.git/config", "/static/", "/static/../manage.py", "/manage.py", "/admin/")
SHOWN = 20
LISTEN = """document.addEventListener("securitypolicyviolation", e => {
  (window.__stopped ||= []).push(`${e.effectiveDirective} ${e.blockedURI}`)
})"""


@proof("headers", "every answer says what the browser may do; a browser stops nothing and asks nobody else")
def headers(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop import served
    from helhet.workshop.proofs.matrix.stage import staged

    looks = Looks()
    with tempfile.TemporaryDirectory(prefix="helhet-headers-") as folder, staged(proof.urls) as stage:
        with served.served(proof.urls, Path(folder), settings=DEMO) as site:
            _routes(looks, stage, site)
            _files(looks, site)
            _errors(looks, site, stage.askers["samordnar"])
            _two_lengths(proof, site)
            _browse(proof, stage, site)
        with mock.patch.dict(os.environ, _secrets()):
            with served.served(proof.urls, Path(folder), settings=PRODUCTION) as site:
                _in_production(proof, looks, stage, site)
    _broken(looks)
    _tell(proof, looks, {route.name for route in stage.routes.values()})


class Looks:
    """Holds each answer against what every answer says."""

    def __init__(self) -> None:
        self.seen = 0
        self.routes: set[str] = set()
        self.kinds: dict[str, int] = {}
        self.faults: list[str] = []

    def at(self, where: str, status: int, said: HTTPMessage | Any, secure: bool = False, kept: bool = False) -> None:
        """Look at one answer. ``secure``: it went over TLS; ``kept``: a file that a browser may keep."""
        self.seen += 1
        kind = "files" if kept else str(status)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        for name, value in EVERY.items():
            if said.get(name) != value:
                self.faults.append(f"{where} ({status}): {name} is {said.get(name)}")
        policy = said.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe-" in policy or "*" in policy:
            self.faults.append(f"{where} ({status}): policy {policy!r}")
        if "sandbox" not in policy and "require-trusted-types-for 'script'" not in policy:
            self.faults.append(f"{where} ({status}): scripts may write HTML")
        if "geolocation=()" not in said.get("Permissions-Policy", ""):
            self.faults.append(f"{where} ({status}): no Permissions-Policy")
        if not kept and "no-store" not in said.get("Cache-Control", "") and "nycklar" not in where:
            self.faults.append(f"{where} ({status}): may be kept: {said.get('Cache-Control')}")
        if secure and "includeSubDomains" not in said.get("Strict-Transport-Security", ""):
            self.faults.append(f"{where} ({status}): no Strict-Transport-Security")
        if said.get("Access-Control-Allow-Origin"):
            self.faults.append(f"{where} ({status}): open to other origins")
        if status == 200 and not said.get("Content-Type"):
            self.faults.append(f"{where}: no Content-Type")


def _ask(site: "Site", path: str, asker: "Asker | None" = None, method: str = "GET", body: bytes = b"",
         cookie: str = "", **more: str) -> tuple[int, HTTPMessage]:
    connection = HTTPConnection(urlsplit(site.url).netloc, timeout=60)
    cookies = cookie or ("; ".join(f"{n}={m.value}" for n, m in asker.client.cookies.items()) if asker else "")
    sent = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **more}
    connection.request(method, path, body or None, sent)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


def _routes(looks: Looks, stage: "Stage", site: "Site") -> None:
    """Every route as somebody who works, a person at their own door and nobody; GET, and as the last one POST."""
    for who in WHO:
        for route in stage.routes.values():
            here = stage.facts["vera"].address(route)  # many misses would have to wait
            if who != "ingen" and (here is None or route.name == "sign-out"):
                continue
            path = _path(stage, route)
            looks.routes.add(route.name)
            looks.at(f"{who} {path}", *_ask(site, path, stage.askers[who]))
            if who == "ingen":
                looks.at(f"POST {path}", *_ask(site, path, method="POST", body=b"a=b"))


def _path(stage: "Stage", route: Any) -> str:
    """The route's address in a case that is there; else one of the right shape that leads nowhere."""
    from helhet.workshop.proofs.matrix.addresses import NOBODY

    shapes = {"uuid": NOBODY, "int": 1}
    found = stage.facts["vera"].address(route)
    return found or "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: str(shapes.get(m[1] or "", "inget")), route.pattern)


def _files(looks: Looks, site: "Site") -> None:
    """Every built file that pages name."""
    from django.conf import settings

    for name in json.loads((settings.STATICFILES_DIRS[0] / "manifest.json").read_text()).values():
        looks.at(f"/static/{name}", *_ask(site, f"/static/{name}"), kept=True)
    looks.at("/static/finns-inte.js", *_ask(site, "/static/finns-inte.js"))


def _errors(looks: Looks, site: "Site", asker: "Asker") -> None:
    """Requests that are refused before any view sees them."""
    for where, path, more in (
        ("a strange host", "/", {"headers": {"Host": "elak.exempel"}}),
        ("too much at once", "/sok/", {"method": "POST", "body": b"text=" + b"a" * 1_500_000}),
        ("no form of ours", "/sok/", {"method": "POST", "body": b"text=a"}),
        ("a verb nobody knows", "/", {"method": "BREW"}), ("TRACE", "/", {"method": "TRACE"}),
        ("an address that is no address", "/%00%ff/", {}), ("a longer way", "/sok", {}),
    ):
        extra = more.pop("headers", {})  # type: ignore[attr-defined]
        looks.at(where, *_ask(site, path, asker, **more, **extra))  # type: ignore[arg-type]


def _broken(looks: Looks) -> None:
    """A page that breaks: in this process, since no page of the house can be asked to."""
    from django.test import Client

    from helhet.workshop import signin

    logging.disable(logging.ERROR)  # its trace is of our own making
    with mock.patch.object(signin.access, "users_of", side_effect=RuntimeError):
        answer = Client(raise_request_exception=False).get("/logga-in/")
    looks.at("a page that breaks", answer.status_code, answer.headers)


def _secrets() -> dict[str, str]:
    """What production needs from its environment; the demo's own, so that the sessions made here are read there."""
    from django.conf import settings

    name, key = settings.MASTER_KEYS[0]
    return {"HELHET_SECRET_KEY": settings.SECRET_KEY, "HELHET_HOSTS": HOST,
            "HELHET_KEYS": f"{name}:{base64.b64encode(key).decode()}"}


def _in_production(proof: Proof, looks: Looks, stage: "Stage", site: "Site") -> None:
    """As it is served in earnest, behind a proxy that speaks TLS."""
    over_tls: dict[str, Any] = {"Host": HOST, "X-Forwarded-Proto": "https"}
    signed_in = f"__Host-helhet={stage.askers['samordnar'].session_key}"
    opened, cookies = 0, []
    for route in stage.routes.values():
        path = _path(stage, route)
        there = stage.facts["vera"].address(route) is not None
        if there and route.name != "sign-out" and not path.startswith("/bygglada/"):
            status, said = _ask(site, path, cookie=signed_in, **over_tls)
            looks.at(f"production {path}", status, said, secure=True)
            opened += status == 200
            cookies += said.get_all("Set-Cookie") or []
    proof.expect(f"production's pages open to who has signed in ({opened} did)", opened > 20)
    loose = {cookie.split("=")[0] for cookie in cookies if not _tight(cookie)}
    proof.expect(f"{len(cookies)} cookies are for our host alone, over TLS, and no script's {sorted(loose)}",
                 bool(cookies) and not loose)
    for path in NOT_THERE:
        status, said = _ask(site, path, cookie=signed_in, **over_tls)
        looks.at(f"production {path}", status, said, secure=True)
        proof.expect(f"{path} is not there in production ({status})", status == 404)
    status, said = _ask(site, "/logga-in/", method="POST", body=b"user=x", **over_tls)
    proof.expect(f"the demo's way in is not there in production ({status})", status in (403, 405))
    status, said = _ask(site, "/sok/", Host=HOST)
    proof.expect("without TLS one is sent to TLS", (status, said.get("Location")) == (301, f"https://{HOST}/sok/"))
    proof.figure("cookies looked at in production", len(cookies))


def _tight(cookie: str) -> bool:
    words = {word.strip().split("=")[0].lower() for word in cookie.split(";")[1:]}
    return cookie.startswith("__Host-") and {"secure", "httponly", "samesite"} <= words and "domain" not in words


def _two_lengths(proof: Proof, site: "Site") -> None:
    """A request that says its length in two ways is refused, or the number is passed over."""
    hidden = b"GET /om-sip/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    request = (b"POST /webblasarrapport/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n"
               b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % (len(hidden) + 5)) + hidden
    with socket.create_connection((urlsplit(site.url).hostname, urlsplit(site.url).port), timeout=10) as line:
        line.sendall(request)
        line.settimeout(2)
        said, closed = b"", False
        with contextlib.suppress(TimeoutError):
            while part := line.recv(65_536):
                said += part
            closed = True
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", said)
    proof.figure("a request with two lengths is answered", b" ".join(statuses).decode() + ", shut" * closed)
    # HTTP lets a server refuse it, or go by the chunks. Going by the number would swallow what is hidden and wait on.
    proof.expect("a request with two lengths is refused, or read by its chunks", closed or len(statuses) == 2)


def _browse(proof: Proof, stage: "Stage", site: "Site") -> None:
    """A browser goes through the main pages: what it stops, and where it asks. Then it is given something to stop."""
    from playwright.sync_api import sync_playwright

    from helhet.workshop import browser as browsers

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    stopped: list[str] = []
    asked: list[str] = []
    said_in_console: list[str] = []
    pages = 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browsers.require(), args=list(browsers.QUIET))
        for who in WHO:
            context = chromium.new_context(base_url=site.url, locale="sv-SE")
            context.add_cookies([{"name": name, "value": morsel.value, "url": site.url}
                                 for name, morsel in stage.askers[who].client.cookies.items()])
            context.add_init_script(LISTEN)
            context.on("request", lambda request: asked.append(request.url))
            page = context.new_page()
            page.on("console", lambda said: said_in_console.append(said.text))
            for path in _main_pages(stage, who):
                page.goto(path)
                stopped += page.evaluate("() => window.__stopped || []")
                pages += 1
            stopped += [text for text in said_in_console if "Security Policy" in text]
            if who == "vera":
                proof.expect("the browser stops a script that writes HTML", _provoked(page))
            context.close()
        chromium.close()
    elsewhere = {urlsplit(url).netloc for url in asked if not url.startswith(site.url + "/")}
    proof.figure("pages opened in a browser", pages)
    proof.figure("requests it made, of which elsewhere", f"{len(asked)}, {len(elsewhere)}")
    proof.figure("things it stopped", len(stopped))
    proof.expect(f"the browser stopped nothing: {stopped[:3]}", not stopped)
    proof.expect(f"the browser asked nobody but us: {sorted(elsewhere)}", not elsewhere)
    told = "A browser stopped require-trusted-types-for" in site.said()
    proof.expect("what it was given to stop was told to us", told)


def _provoked(page: Any) -> bool:
    return bool(page.evaluate("""() => {
        try { document.querySelector("main").innerHTML = "<b>x</b>"; return false } catch (e) { return true } }"""))


def _main_pages(stage: "Stage", who: str) -> Iterator[str]:
    """The pages of a day; of a case every page that opens by itself."""
    first = {"samordnar": ("/", "/oversikt/", "/inkorg/", "/sok/", "/avvikelser/", "/att-gora/"),
             "vera": ("/min-sip/",), "ingen": ("/logga-in/", "/om-sip/", "/regler/", "/finns-inte/")}[who]
    yield from first
    begins = {"samordnar": "sip/<uuid", "vera": "min-sip/<uuid"}.get(who)
    for route in stage.routes.values():
        path = stage.facts["vera"].address(route)
        ours = bool(begins and route.pattern.startswith(begins))
        if ours and path and not re.search(r"\.ics|fil/|kopia|kalender/|hamta", route.pattern):
            yield path


def _tell(proof: Proof, looks: Looks, routes: set[str]) -> None:
    for kind, times in sorted(looks.kinds.items()):
        proof.figure(f"answers looked at: {kind}", times)
    proof.figure("routes asked, of all", f"{len(looks.routes & routes)} of {len(routes)}")
    for fault in looks.faults[:SHOWN]:
        print(f"    {fault}")
    proof.expect("every route was asked", looks.routes >= routes)
    proof.expect(f"all {looks.seen} answers say what they must ({len(looks.faults)} faults)", not looks.faults)
    proof.expect("among them 400, 403, 404, 405, 500, redirects and files",
                 all(k in looks.kinds for k in ("400", "403", "404", "405", "500", "303", "files")))
