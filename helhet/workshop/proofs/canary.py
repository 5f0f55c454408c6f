"""What is planted about a person is looked for where it must never be: addresses, headers, logs, rows, browsers."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.asking import Asker
    from helhet.workshop.proofs.matrix.stage import Stage
    from helhet.workshop.served import Site

WHO = ("samordnar", "deltar", "annan_lan", "vera", "ingen")
SHOWN = 20
# Tables in which nothing about a person may stand in words, and the columns that are looked at.
PLAIN = {
    "django_session": "session_data", "access_signedin": "t::text", "post_outbox": "t::text",
    "post_waiting": "t::text", "post_captured": "t::text", "clock_inboxitem": "t::text", "clock_taken": "t::text",
    "clock_obligation": "t::text", "kit_once": "t::text", "audit_auditevent": "data::text",
    "audit_auditsubject": "t::text", "jobs.procrastinate_jobs": "t::text", "jobs.procrastinate_events": "t::text",
}
STORAGE = """async () => JSON.stringify({
  local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
  databases: indexedDB.databases ? (await indexedDB.databases()).map(d => d.name) : [],
  caches: 'caches' in window ? await caches.keys() : [],
  workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""


@proof("canary", "what is planted about a person is in no address, header, log, error page, notice or browser storage")
def canary(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop import served
    from helhet.workshop.proofs.matrix.stage import staged

    with tempfile.TemporaryDirectory(prefix="helhet-canary-") as folder, staged(proof.urls) as stage:
        with served.served(proof.urls, Path(folder)) as site:
            finds = Finds(stage)
            _walk(finds, stage, site)
            _browse(finds, stage, site)
            _work(proof)
            finds.look("the server's output and access log", site.said())
        _rows(finds, stage)
        _tell(proof, finds)


class Finds:
    """Counts what was looked through, and keeps what was found."""

    def __init__(self, stage: "Stage") -> None:
        from helhet.workshop.proofs.matrix import scene

        # The phone and the name stand in rows of their own tables; here they are looked for where no name belongs.
        self.words = sorted({word for key in stage.refs for word in scene.planted(key).values()})
        self.looked: dict[str, int] = {}
        self.found: list[str] = []

    def look(self, where: str, text: str) -> None:
        """Look through one text."""
        self.looked[where] = self.looked.get(where, 0) + 1
        low = text.lower()
        self.found += [f"{where}: {word}" for word in self.words if word.lower() in low]


def _ask(site: "Site", asker: "Asker", method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    """One request over the network: status, headers and page."""
    connection = HTTPConnection(urlsplit(site.url).netloc, timeout=60)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in asker.client.cookies.items())
    sent = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Referer": site.url, **headers}
    connection.request(method, path, body.encode() if body else None, sent)
    answer = connection.getresponse()
    page = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, str(answer.headers), page


def _walk(finds: Finds, stage: "Stage", site: "Site") -> None:
    """Every address of two cases as several people, and forms that are refused with everything typed in them."""
    from helhet.workshop.proofs.matrix import scene

    typed = urlencode({"text": scene.SPOKEN["vera"][1], "q": scene.planted("vera")["number"], "reason": finds.words[0]})
    for who in WHO:
        for path in _paths(stage, ("vera", "omar") if who == WHO[0] else ("vera",)):
            status, headers, page = _ask(site, stage.askers[who], "GET", path)
            finds.look("headers", headers)
            if status >= 400:
                finds.look("error pages", page)
        for path, body in (("/sok/", typed), ("/inkorg/sok/", typed), ("/logga-in/", typed), ("/finns-inte/", typed)):
            status, headers, page = _ask(site, stage.askers[who], "POST", path, body)
            finds.look("headers", headers)
            if status in (400, 403, 404, 405, 500):
                finds.look("error pages", page)


def _paths(stage: "Stage", keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        for route in stage.routes.values():
            path = stage.facts[key].address(route)
            if path and (key == "vera" or "<uuid" in route.pattern) and not route.pattern.startswith("logga-"):
                yield path


def _browse(finds: Finds, stage: "Stage", site: "Site") -> None:
    """A browser with scripts: pages read, a form half written and kept, a search; then everything it has stored."""
    from playwright.sync_api import sync_playwright

    from helhet.workshop import browser as browsers

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browsers.require(), args=list(browsers.QUIET))
        for who in ("samordnar", "vera"):
            context = chromium.new_context(base_url=site.url, locale="sv-SE")
            context.add_cookies([{"name": name, "value": morsel.value, "url": site.url}
                                 for name, morsel in stage.askers[who].client.cookies.items()])
            page, asked = context.new_page(), _listen(context)
            for path in _seen_by(stage, who):
                page.goto(path)
            if who == "samordnar":
                _type(page, stage, finds)
            finds.look("what the browser keeps", page.evaluate(STORAGE))
            finds.look("what the browser keeps", str([c["value"] for c in context.cookies()]))
            for url in asked:
                finds.look("addresses the browser asked for", url)
            context.close()
        chromium.close()


def _listen(context: Any) -> list[str]:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


def _seen_by(stage: "Stage", who: str) -> list[str]:
    ref = stage.refs["vera"]
    if who == "vera":
        return ["/min-sip/", f"/min-sip/{ref}/", f"/min-sip/{ref}/vem-har-last/", f"/min-sip/{ref}/meddelanden/"]
    return ["/", "/oversikt/", "/inkorg/", f"/sip/{ref}/", f"/sip/{ref}/plan/", f"/sip/{ref}/samtycke/"]


def _type(page: Any, stage: "Stage", finds: Finds) -> None:
    """Words of the person's own, left unsent long enough to be kept as a draft; and a search by name."""
    page.goto(f"/sip/{stage.refs['vera']}/meddelanden/nytt/")
    box = page.locator("textarea").first
    box.fill(finds.words[0])
    box.blur()
    page.wait_for_timeout(3_000)
    page.goto("/sok/")
    page.locator("main input[name=text]").first.fill(finds.words[0])
    page.locator("main input[name=text]").first.press("Enter")
    page.wait_for_load_state()


def _work(proof: Proof) -> None:
    """What the worker does: days that pass, notices that are folded and sent into the demo's own mailbox."""
    assert proof.urls is not None
    from helhet.workshop import testbed

    program = """
import django; django.setup()
from helhet.access.context import in_job
from helhet.clock import actions as clock
from helhet.post import sending
from helhet.post.models import Outbox
with in_job("proof"):
    clock.pass_days(); sending.fold()
    for pk in Outbox.objects.filter(state="waiting").values_list("pk", flat=True):
        sending.attempt(pk)
"""
    environment = {**os.environ, **proof.urls.env(), "DATABASE_URL": proof.urls.worker,
                   "DJANGO_SETTINGS_MODULE": testbed.TEST_SETTINGS}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], env=environment)
    proof.expect("the worker's jobs ran", done.returncode == 0)


def _rows(finds: Finds, stage: "Stage") -> None:
    """Every row of the tables in which nothing may be told in words."""
    from django.contrib.sessions.backends.db import SessionStore

    for table, column in PLAIN.items():
        if stage.truth.one("SELECT to_regclass(%s)", table) is None:
            continue
        for (text,) in stage.truth.rows(f"SELECT {column} FROM {table} AS t"):  # noqa: S608 - names of ours
            finds.look(f"rows of {table}", repr(SessionStore().decode(text)) if table == "django_session" else text)


def _tell(proof: Proof, finds: Finds) -> None:
    from helhet.kit import errors

    for status in (400, 403, 404, 500):
        finds.look("error pages", errors._page(status).decode())
    for where, times in sorted(finds.looked.items()):
        proof.figure(f"looked through: {where}", times)
    for line in sorted(set(finds.found))[:SHOWN]:
        print(f"    {line}")
    proof.figure("planted words", len(finds.words))
    proof.expect("nothing planted was found where it must not be", not finds.found)
    needed = ("headers", "error pages", "what the browser keeps", "the server's output and access log",
              "rows of post_captured", "rows of clock_inboxitem", "rows of audit_auditevent",
              "rows of jobs.procrastinate_jobs")
    proof.expect(f"every place was looked through ({[n for n in needed if n not in finds.looked]})",
                 all(name in finds.looked for name in needed))
