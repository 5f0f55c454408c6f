"""Forged sign-ins that take two of something: two browsers, two answers, two providers, two keys."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client

from helhet.access.oidc import discovery
from helhet.workshop.idp.hostile import Bend, Hostile, says
from helhet.workshop.proofs.checks import arriving
from helhet.workshop.proofs.checks.browser_in_process import Coming, Try

Said = tuple[str, str, bool]


def all_of(one: Hostile, two: Hostile) -> Iterator[Said]:
    """The name of each, by which word it was refused, and whether it was."""
    yield from _replayed(one)
    yield from _another_browser(one)
    yield from _mixed_up(one, two)
    yield from _fixed(one)
    yield from _led_away(one)
    yield from _cancelled(one)
    yield from _persons(one)
    yield from _signed_out_by_others(one, two)


def _refused(name: str, came: Try, *why: str) -> Said:
    return name, came.why, not came.inside and came.why in why


def _replayed(at: Hostile) -> Iterator[Said]:
    browser = Coming(at, "one")
    back = at.begins(browser.starts())
    assert browser.comes_back(back).inside
    browser.client.post("/logga-ut/")
    yield _refused("the same answer again", browser.comes_back(back), "unknown_state")
    asked = browser.starts()
    code = at.begins(asked)
    at.codes.clear()  # somebody has used the code already
    yield _refused("a code that has been used", browser.comes_back(code), "provider_refused")
    first, second = at.begins(browser.starts()), at.begins(browser.starts())
    crossed = browser.comes_back({**second, "code": first["code"]})
    yield _refused("the code of another tab", crossed, "provider_refused")


def _another_browser(at: Hostile) -> Iterator[Said]:
    attacker, victim = Coming(at, "one"), Coming(at, "one")
    theirs = at.begins(attacker.starts())
    yield _refused("an answer begun in another browser", victim.comes_back(theirs), "unknown_state")
    victim.starts()
    yield _refused("the same, while one signs in oneself", victim.comes_back(theirs), "unknown_state")


def _mixed_up(one: Hostile, two: Hostile) -> Iterator[Said]:
    """A provider that passes the browser on, so that another's code is sent to it (mix-up)."""
    browser = Coming(two, "two")
    back = one.begins(browser.starts())
    yield _refused("an answer from another provider", browser.comes_back(back), "issuer_in_answer")
    first = Coming(one, "one")
    back = one.begins(first.starts())
    crossed = Coming(one, "two", first.client)
    yield _refused("an answer at another provider's address", crossed.comes_back(back), "another_provider")
    discovery.forget()
    one.bend = Bend(sign=lambda of, header, claims: _by(two, header, claims))
    yield _refused("signed by another provider that we trust", Coming(one, "one").tries(one.bend), "signature")
    one.bend = Bend()


def _by(other: Hostile, header: dict[str, object], claims: dict[str, object]) -> str:
    from helhet.workshop.idp.hostile import honestly

    return honestly(other, header, claims)


def _fixed(at: Hostile) -> Iterator[Said]:
    """Somebody has put a key of theirs in the victim's browser before."""
    attacker = Client()
    attacker.get("/logga-in/med/one/")
    planted = attacker.cookies["sessionid"].value
    victim = Coming(at, "one")
    victim.client.cookies["sessionid"] = planted
    assert victim.tries(Bend()).inside
    changed = victim.client.cookies["sessionid"].value != planted
    attacker.cookies["sessionid"] = planted
    outside = attacker.get("/inloggningar/").status_code != 200
    yield "a session laid in the browser before (fixation)", "a new key", changed and outside
    victim.client.cookies["sessionid"] = "a" * 32
    yield "a session of one's own making", "unknown", not victim.is_inside()


def _led_away(at: Hostile) -> Iterator[Said]:
    """Where one is led after signing in is only ever a page of ours."""
    places = ["https://annan.example/", "//annan.example/", "/\\annan.example", "javascript:alert(1)"]
    led = []
    for place in places:
        browser = Coming(at, "one")
        at.begins(dict(browser.starts()))
        asked = at.asked
        browser.client.get("/logga-in/med/one/", {"next": place})
        session = browser.client.session
        session["after_sign_in"] = place  # even if somebody could write there
        session.save()
        led.append(browser.comes_back(at.begins(asked) | {"next": place}).led_to)
    yield "a way on to another site", "only pages of ours", all(not urlsplit(place).netloc for place in led) and all(
        place in ("/", "/uppdrag/") for place in led)


def _cancelled(at: Hostile) -> Iterator[Said]:
    browser = Coming(at, "one")
    back = at.begins(browser.starts())
    came = browser.comes_back({"error": "access_denied", "state": back["state"], "iss": back["iss"]})
    yield "one who pressed no", "cancelled", not came.inside and came.led_to == "/logga-in/gick-inte/"
    again = browser.comes_back(back)
    yield _refused("the code after a no", again, "unknown_state")


def _persons(at: Hostile) -> Iterator[Said]:
    """A person's number: never two, never a member of staff's, never somebody nobody has let in."""
    told, level = at.identity, at.level
    at.level = arriving.SWEDISH_LOA3
    cases = (
        ("two numbers of one person", {arriving.PERSONAL: arriving.NUMBER, arriving.COORDINATION: "198101612396"},
         "two_keys"),
        ("a number that cannot be", {arriving.PERSONAL: "198101012395"}, "unknown_person"),
        ("a person nobody has let in", {arriving.PERSONAL: "189001139808"}, "unknown_person"),
        ("a card of staff at the persons' door", {"employeeHsaId": arriving.HSA}, "no_key"),
        ("an e-mail address for a number", {"email": "lars@post.example", "email_verified": True}, "no_key"),
    )
    for name, identity, why in cases:
        at.identity = identity
        yield _refused(name, Coming(at, "person").tries(Bend()), why)
    at.identity, at.level = told, arriving.LOA3
    yield _refused("a level of another kind of provider", Coming(at, "person").tries(Bend()), "level")
    at.level = level


def _signed_out_by_others(one: Hostile, two: Hostile) -> Iterator[Said]:
    """A word that somebody has signed out holds only from their provider: an unsigned or foreign one ends nothing."""
    browser = Coming(one, "one")
    assert browser.tries(Bend()).inside
    foreign = says(events={"http://schemas.openid.net/event/backchannel-logout": {}}, jti="1", nonce=None)(one.says())
    from helhet.workshop.idp.hostile import honestly

    header = {"alg": "PS256", "kid": "one", "typ": "logout+jwt"}
    with_nonce = honestly(one, header, {**foreign, "nonce": "x"})
    for name, token in (
        ("a sign-out signed by another provider", honestly(two, header, foreign)),
        ("an ID token sent as a sign-out", with_nonce),
        ("a sign-out without a signature", "e30.e30."),
    ):
        status = browser.client.post("/logga-ut/fran/one/", {"logout_token": token}).status_code
        yield name, str(status), status == 400 and browser.is_inside()
    status = browser.client.post("/logga-ut/fran/one/", {"logout_token": honestly(one, header, foreign)}).status_code
    yield "one who has signed out at the provider", "over here too", status == 200 and not browser.is_inside()
