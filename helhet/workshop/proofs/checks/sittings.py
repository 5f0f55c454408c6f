"""V7.2, V7.4, V7.5 and V7.6: keys, endings, what one can see and end oneself, and the provider's part."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from helhet.access import actions, sessions
from helhet.access import door as access
from helhet.access.actor import system
from helhet.access.models import Assignment, SignedIn, User
from helhet.kit import clock
from helhet.workshop.idp.hostile import Bend, Hostile, honestly, says
from helhet.workshop.proofs.checks import arriving
from helhet.workshop.proofs.checks.arriving import Scene
from helhet.workshop.proofs.checks.browser_in_process import Coming

Claims = Iterator[tuple[str, bool]]
MAKER = system("proof")
COOKIE = settings.SESSION_COOKIE_NAME
STAFF_PAGES = ("/", "/uppdrag/", "/inkorg/", "/oversikt/", "/sok/", "/inloggningar/", "/sa-nar-vi-dig/")
PERSON_PAGES = ("/inloggningar/", "/min-sip/sa-nar-vi-dig/")


@dataclass
class Door:
    """Where people come in, in these claims."""

    at: Hostile
    scene: Scene

    def staff(self, ago: int = 5, commission: str = arriving.WARD) -> Client:
        """A browser in which Karin has signed in with her card, shown so many seconds ago."""
        self.at.identity = {"employeeHsaId": arriving.HSA, "commissionHsaId": commission}
        return self._in("card", arriving.LOA3, ago)

    def person(self) -> Client:
        self.at.identity = {arriving.PERSONAL: arriving.NUMBER}
        return self._in("bank", arriving.SWEDISH_LOA3, 5)

    def _in(self, code: str, level: str, ago: int) -> Client:
        self.at.level = level
        now = int(clock.now().timestamp())
        came = Coming(self.at, code)
        assert came.tries(Bend(claims=says(auth_time=now - ago, iat=now, exp=now + 300))).inside
        return came.client


def inside(client: Client) -> bool:
    return client.get("/inloggningar/").status_code == 200


def with_key(key: str) -> Client:
    """Another browser with this key in its cookie."""
    client = Client()
    client.cookies[COOKIE] = key
    return client


def key_of(client: Client) -> str:
    return str(client.cookies[COOKIE].value)


def _verified_here(door: Door) -> Claims:
    key = key_of(door.staff())
    yield "a key with one sign changed is nobody's", not inside(with_key(key[:-1] + ("a" if key[-1] != "a" else "b")))
    stored = sessions.hashed(key)
    rows = SignedIn.objects.filter(key_hash=stored).count()
    yield "what the tables hold opens nothing", rows == 1 and not inside(with_key(stored[:40]))
    yield "and the key itself is in no table", not SignedIn.objects.filter(key_hash__contains=key).exists()


def _dynamic(door: Door) -> Claims:
    yield "each sign-in has a key of its own", key_of(door.staff()) != key_of(door.staff())
    bearer = Client(headers={"Authorization": "Bearer static", "X-Api-Key": "static"})
    yield "no fixed secret opens a page", not inside(bearer)


def _random(door: Door) -> Claims:
    keys = {sessions.SessionStore()._get_new_session_key() for _ in range(500)}
    bits = 32 * math.log2(36)
    yield f"500 keys, all different, {bits:.0f} bits of the system's own randomness", len(keys) == 500 and all(
        re.fullmatch("[a-z0-9]{32}", key) for key in keys) and bits >= 128


def _renewed(door: Door) -> Claims:
    anonymous = Coming(door.at, "card")
    door.staff()
    anonymous.starts()
    before = key_of(anonymous.client)
    anonymous.tries(Bend())
    first = key_of(anonymous.client)
    yield "signing in gives a new key", first != before and not inside(with_key(before))
    anonymous.tries(Bend())
    second = key_of(anonymous.client)
    yield "signing in again gives another", second != first and not inside(with_key(first))
    other = Assignment.objects.get(commission=arriving.CLINIC).ref
    anonymous.client.post("/uppdrag/", {"assignment": str(other)})
    third = key_of(anonymous.client)
    yield "so does another assignment, and the old key is over", third != second and not inside(with_key(second))
    yield "and the new one counts", inside(anonymous.client)


def _over_is_over(door: Door) -> Claims:
    client = door.staff()
    key = key_of(client)
    page = client.get("/")
    client.post("/logga-ut/")
    yield "after signing out the key opens nothing", not inside(with_key(key)) and not inside(client)
    yield "and no page was kept for the back button", page["Cache-Control"] == "no-store"


def _user_shut(door: Door) -> Claims:
    one, two = door.staff(), door.staff(commission=arriving.CLINIC)
    User.objects.filter(pk=door.scene.staff).update(is_active=False)
    out = not inside(one) and not inside(two)
    User.objects.filter(pk=door.scene.staff).update(is_active=True)
    yield "a user who is shut is out everywhere at the next page", out and not inside(one)
    client = door.staff()
    row = Assignment.objects.get(commission=arriving.WARD)
    actions.end_assignment(assignment=row.ref, on=clock.today())
    ended = not inside(client)
    Assignment.objects.filter(pk=row.pk).update(valid_to=None)
    yield "so is one whose assignment has ended", ended


def _others_ended(door: Door) -> Claims:
    here, there = door.staff(), door.staff()
    answer = here.post("/inloggningar/", {"all": "1"})
    yield "all are ended at once, from a page of one's own", answer.status_code == 303 and not inside(there)
    yield "and one can sign in again", inside(door.staff())


def _sign_out_everywhere(door: Door) -> Claims:
    pages = [(door.staff(), STAFF_PAGES), (door.person(), PERSON_PAGES)]
    shown = [(path, client.get(path).content.decode()) for client, paths in pages for path in paths]
    lacks = [path for path, text in shown if 'action="/logga-ut/"' not in text]
    yield f"Logga ut stands on each of {len(shown)} pages, lacking on {lacks}", not lacks


def _ended_by_keepers(door: Door) -> Claims:
    one, two = door.staff(), door.person()
    actions.end_everywhere(user=door.scene.staff, by=MAKER, because="keeper")
    yield "those who keep the house end all of one user's", not inside(one) and inside(two)
    three = door.staff()
    actions.end_everybody(by=MAKER)
    yield "and everybody's", not inside(two) and not inside(three)


def _nothing_to_change(door: Door) -> Claims:
    client, before = door.staff(), User.objects.get(pk=door.scene.staff)
    client.post("/inloggningar/", {"name": "Annan", "issuer": "x", "subject": "y", "is_active": ""})
    after = User.objects.get(pk=door.scene.staff)
    same = (before.name, before.issuer, before.subject) == (after.name, after.issuer, after.subject)
    yield "how one signs in is the provider's and the directory's: no page of ours changes it", same


def _seen_and_ended(door: Door) -> Claims:
    late, other = door.staff(ago=20 * 60), door.staff()
    page = late.get("/inloggningar/").content.decode()
    yield "one sees where one is signed in", page.count("h-card") >= 2 and "Avdelning sex" in page
    ref = str(SignedIn.objects.get(key_hash=sessions.hashed(key_of(other))).ref)
    late.post("/inloggningar/", {"session": ref})
    yield "without having shown the card lately one ends nothing", inside(other)
    fresh = door.staff()
    fresh.post("/inloggningar/", {"session": ref})
    yield "having shown it, one ends any of them", not inside(other) and inside(fresh)
    person = door.person()
    theirs = str(SignedIn.objects.get(key_hash=sessions.hashed(key_of(person))).ref)
    fresh.post("/inloggningar/", {"session": theirs})
    yield "but never somebody else's", inside(person)


def _with_provider(door: Door) -> Claims:
    asked = Coming(door.at, "card").starts()
    yield "the card is asked for anew, and how old it may be is said", (
        asked.get("prompt") == "login" and asked.get("max_age") == "3600")
    client, old = door.staff(), Coming(door.at, "card")
    now = int(clock.now().timestamp())
    came = old.tries(Bend(claims=says(auth_time=now - 2 * 3600)))
    yield "a card shown too long ago is not enough", came.why == "signed_in_too_long_ago"
    door.at.bend = Bend()
    token = says(events={"http://schemas.openid.net/event/backchannel-logout": {}}, jti="1", nonce=None)(door.at.says())
    header = {"alg": "PS256", "kid": "one", "typ": "logout+jwt"}
    client.post("/logga-ut/fran/card/", {"logout_token": honestly(door.at, header, token)})
    yield "signed out at the provider is signed out here", not inside(client)


def _asked_for(door: Door) -> Claims:
    client = Client()
    answer = client.get("/")
    yield "nobody is sent to a provider without a press", urlsplit(answer["Location"]).path == "/logga-in/"
    before = SignedIn.objects.count()
    Client().get("/logga-in/svar/card/", {"code": "x", "state": "y", "iss": door.at.issuer})
    yield "an answer nobody asked for begins nothing", SignedIn.objects.count() == before
    yield "signing in takes a card or an e-legitimation", access.actor_of(client.session) is None


CHECKS: dict[str, Callable[[Door], Claims]] = {
    "7.2.1": _verified_here, "7.2.2": _dynamic, "7.2.3": _random, "7.2.4": _renewed,
    "7.4.1": _over_is_over, "7.4.2": _user_shut, "7.4.3": _others_ended, "7.4.4": _sign_out_everywhere,
    "7.4.5": _ended_by_keepers, "7.5.1": _nothing_to_change, "7.5.2": _seen_and_ended,
    "7.6.1": _with_provider, "7.6.2": _asked_for,
}
