"""Good sign-ins at a real provider (npm oidc-provider on loopback), and what it alone can show."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from django.test import Client

from helhet.access.oidc import own_keys
from helhet.access.oidc.provider import providers
from helhet.workshop.idp.running import Client as Known
from helhet.workshop.idp.running import Person, Setting, free_issuer, running
from helhet.workshop.proofs import Proof
from helhet.workshop.proofs.checks import arriving
from helhet.workshop.proofs.checks.arriving import COORDINATION, LOA3, PERSONAL, SWEDISH_LOA3

HOUSE = "http://testserver"
NUMBERS = "https://id.oidc.se/scope/naturalPersonNumber"


def cast() -> list[Person]:
    """Those who can be chosen at the provider."""
    return [
        Person("karin", "Karin Ek", LOA3, {"employeeHsaId": arriving.HSA, "commissionHsaId": arriving.CLINIC}),
        Person("karin-all", "Karin Ek utan val", LOA3, {"employeeHsaId": arriving.HSA, "allCommissions": [
            {"commissionHsaId": arriving.WARD}, {"commissionHsaId": arriving.CLINIC}]}),
        Person("stranger", "Okänd Okänd", LOA3, {"employeeHsaId": "SE0000000000-9999"}),
        Person("weak", "Karin Ek utan kort", "http://id.sambi.se/loa/loa2", {"employeeHsaId": arriving.HSA}),
        Person("yesterday", "Karin Ek i går", LOA3, {"employeeHsaId": arriving.HSA}, signed_in_ago=86_400),
        Person("lars", "Lars Andersson", SWEDISH_LOA3, {PERSONAL: arriving.NUMBER}),
        Person("maj", "Maj Andersson", SWEDISH_LOA3, {PERSONAL: arriving.BESIDE}),
    ]


def setting(issuer: str, house: str, leave_to: str = "/logga-in/") -> Setting:
    """How the provider knows the house: once for staff, once for persons, with signed UserInfo as Sweden's profile."""
    keys = {code: own_keys.published(of) for code, of in providers().items()}
    clients = [
        Known(f"helhet-{code}", f"{house}/logga-in/svar/{code}/", keys[code], signed_userinfo=True,
              leave_to=f"{house}{leave_to}", tell_at=f"{house}/logga-ut/fran/{code}/")
        for code in ("card", "bank")
    ]
    return Setting(issuer, cast(), clients, acr=[LOA3, SWEDISH_LOA3], claims={
        "commission": ["employeeHsaId", "commissionHsaId", "allCommissions"], NUMBERS: [PERSONAL, COORDINATION]})


def tables(issuer: str, folder: Path) -> list[str]:
    """The house's side of the same agreement."""
    key = arriving.key_in(folder, "real")
    said = {"issuer": issuer, "key": key, "userinfo": "signed"}
    return [arriving.STAFF.format(code="card", client="helhet-card", **said),
            arriving.PERSON.format(code="bank", client="helhet-bank", **said)]


def show(proof: Proof, folder: Path) -> None:
    """Everybody signs in who should, and lands where they should; the provider's own refusals hold."""
    issuer = free_issuer()
    with arriving.agreed(folder, *tables(issuer, folder)), running(setting(issuer, HOUSE), folder):
        for name, code, sub, lands in (
            ("staff with an assignment chosen", "card", "karin", "/"),
            ("staff with two to choose between", "card", "karin-all", "/uppdrag/"),
            ("a person", "bank", "lars", "/min-sip/"),
            ("somebody beside two persons", "bank", "maj", "/logga-in/vem/"),
            ("somebody the directory does not know", "card", "stranger", "/logga-in/gick-inte/"),
            ("a card of level two", "card", "weak", "/logga-in/gick-inte/"),
            ("a card shown yesterday", "card", "yesterday", "/logga-in/gick-inte/"),
            ("one who changes their mind", "card", "avbryt", "/logga-in/gick-inte/"),
        ):
            browser = Client()
            landed = sign_in(browser, issuer, code, sub)
            inside = browser.get("/inloggningar/").status_code == 200
            should = lands in ("/", "/uppdrag/", "/min-sip/")
            proof.expect(f"{name} landed on {landed}", landed == lands)
            proof.expect(f"{name}: in is {inside}", inside == should)
            print(f"  real provider: {name:<40} {landed}", flush=True)
            if sub == "karin":
                proof.expect("the assignment of the card is the session's", "Mottagningen" in _home(browser))
            if sub == "maj":
                chosen = browser.post("/logga-in/vem/", {"way": "1"})
                proof.expect("one chooses whose door it is, and goes on", chosen["Location"] == "/inloggningar/")
                proof.expect("and is in", browser.get("/inloggningar/").status_code == 200)


def sign_in(browser: Client, issuer: str, code: str, sub: str) -> str:
    """Press the button here, choose somebody there, come back: the path one lands on."""
    away = browser.get(f"/logga-in/med/{code}/")["Location"]
    with httpx.Client(timeout=10, trust_env=False) as there:
        answer = there.get(away)
        while answer.is_redirect:
            answer = there.get(urljoin(str(answer.url), answer.headers["Location"]))
        place = re.search(rf'action="(/val/[\w-]+/{sub})"', answer.text)
        if place is None:
            return f"the provider shows {answer.status_code}: {answer.text[:200]}"
        answer = there.post(f"{issuer}{place[1]}")
        while answer.is_redirect:
            to = urljoin(str(answer.url), answer.headers["Location"])
            if to.startswith(HOUSE):
                parts = urlsplit(to)
                return str(browser.get(f"{parts.path}?{parts.query}")["Location"])
            answer = there.get(to)
    return f"the provider shows {answer.status_code}: {answer.text[:200]}"


def _home(browser: Client) -> str:
    return browser.get("/uppdrag/").content.decode()
