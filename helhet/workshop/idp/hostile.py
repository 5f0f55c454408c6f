"""A provider of our own that tells the truth until it is bent: for answers that a real one would never give."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jws
from joserfc.jwk import RSAKey

Said = dict[str, Any]
Change = Callable[[Said], Said]
Sign = Callable[["Hostile", Said, Said], str]


def unchanged(said: Said) -> Said:
    return said


def honestly(of: "Hostile", header: Said, claims: Said) -> str:
    return jws.serialize_compact(header, json.dumps(claims), of.key, algorithms=[header["alg"]])


@dataclass(frozen=True)
class Bend:
    """Where the provider lies. Each gets what would have been said, and gives what is said instead."""

    discovery: Change = unchanged
    keys: Change = unchanged
    header: Change = unchanged
    claims: Change = unchanged
    sign: Sign = honestly
    token: Change = unchanged
    userinfo: Change = unchanged
    userinfo_signed: bool = True
    raw: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)  # path → a whole answer
    slow: dict[str, float] = field(default_factory=dict)  # path → seconds before anything is said


@dataclass
class Hostile:
    """One provider, one person at it, and what it remembers of the sign-in under way."""

    issuer: str = ""
    client: str = "helhet"
    identity: Said = field(default_factory=dict)
    level: str = ""
    kid: str = "one"  # the name of its key
    bend: Bend = field(default_factory=Bend)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    asked: Said = field(default_factory=dict)
    codes: dict[str, Said] = field(default_factory=dict)  # each with what was asked when it was given
    served: list[str] = field(default_factory=list)

    def begins(self, asked: Said) -> dict[str, str]:
        """Somebody came with these parameters and has shown their card: what the browser brings back."""
        self.asked = asked
        code = secrets.token_urlsafe(24)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def answer(self, path: str, form: Said, headers: Any) -> tuple[int, dict[str, str], bytes]:
        """The whole answer to one request."""
        self.served.append(path)
        time.sleep(self.bend.slow.get(path, 0))
        if path in self.bend.raw:
            return self.bend.raw[path]
        if path == "/.well-known/openid-configuration":
            return self._json(self.bend.discovery(self._about()))
        if path == "/keys":
            public = {**self.key.as_dict(private=False), "kid": self.kid, "use": "sig"}
            return self._json(self.bend.keys({"keys": [public]}))
        if path == "/token":
            return self._token(form)
        if path == "/userinfo":
            return self._userinfo()
        return 404, {}, b""

    def _about(self) -> Said:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo", "authorization_response_iss_parameter_supported": True,
        }

    def _token(self, form: Said) -> tuple[int, dict[str, str], bytes]:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        asked = self.codes.pop(form.get("code", ""), {})
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            return 400, {"Content-Type": "application/json"}, b'{"error": "invalid_grant"}'
        header = self.bend.header({"alg": "PS256", "kid": self.kid})
        token = self.bend.sign(self, header, self.bend.claims(self.says()))
        return self._json(self.bend.token({"access_token": "access", "token_type": "Bearer", "id_token": token}))

    def says(self) -> Said:
        """The truth of an ID token."""
        now = int(time.time())
        return {"iss": self.issuer, "aud": self.client, "sub": "somebody", "iat": now, "exp": now + 300,
                "nonce": self.asked.get("nonce", ""), "acr": self.level, "auth_time": now - 5, "sid": "the-session",
                **self.identity}

    def _userinfo(self) -> tuple[int, dict[str, str], bytes]:
        said = self.bend.userinfo({"iss": self.issuer, "aud": self.client, "sub": "somebody", **self.identity})
        if not self.bend.userinfo_signed:
            return self._json(said)
        token = honestly(self, {"alg": "PS256", "kid": self.kid}, said)
        return 200, {"Content-Type": "application/jwt"}, token.encode()

    def _json(self, said: Said) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "application/json"}, json.dumps(said).encode()


@contextlib.contextmanager
def hostile(**facts: Any) -> Iterator[Hostile]:
    """A provider that listens on loopback until the block ends."""
    it = Hostile(**facts)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer({name: values[0] for name, values in parse_qs(text).items()})

        def _answer(self, form: Said) -> None:
            status, headers, body = it.answer(self.path.partition("?")[0], form, self.headers)
            with contextlib.suppress(OSError):
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    it.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield it
    finally:
        server.shutdown()
        server.server_close()


# Ways to lie that several kinds of forgery share.


def says(**changed: Any) -> Change:
    """The same, with these said otherwise; None is not said at all."""
    return lambda said: {name: value for name, value in {**said, **changed}.items() if value is not None}


def unsigned(of: Hostile, header: Said, claims: Said) -> str:
    """alg none."""
    return f"{_part({**header, 'alg': 'none'})}.{_part(claims)}."


def with_public_key_as_secret(of: Hostile, header: Said, claims: Said) -> str:
    """HS256 with the bytes of the public key as the shared secret: the classical confusion."""
    signed = f"{_part({**header, 'alg': 'HS256'})}.{_part(claims)}"
    mark = hmac.digest(of.key.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def with_another_key(of: Hostile, header: Said, claims: Said) -> str:
    """Signed by a key of somebody else's, under the name of the provider's."""
    return jws.serialize_compact(header, json.dumps(claims), RSAKey.generate_key(2048), algorithms=[header["alg"]])


def changed_after_signing(of: Hostile, header: Said, claims: Said) -> str:
    """Signed first, then made into somebody else."""
    first, _middle, last = honestly(of, header, claims).split(".")
    return f"{first}.{_part({**claims, 'sub': 'somebody-else'})}.{last}"


def twice(name: str, value: Any) -> Sign:
    """A claim that is said twice, properly signed: two readers could read two things."""

    def sign(of: Hostile, header: Said, claims: Said) -> str:
        text = json.dumps(claims)[:-1] + f", {json.dumps(name)}: {json.dumps(value)}}}"
        return jws.serialize_compact(header, text, of.key, algorithms=[header["alg"]])

    return sign


def _part(said: Said) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


