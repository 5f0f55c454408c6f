"""A form that was posted after sign-out: kept encrypted for half an hour for that same user, never executed."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "helhet_last"  # over TLS __Host-helhet_last: only ever of this very host
_SALT = "helhet.access.held"


def _cookie() -> str:
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE


def _box() -> Fernet:
    key = hashlib.sha256(f"{_SALT}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(body: str) -> str:
    """The form's body as nobody else can read it."""
    return _box().encrypt(body.encode()).decode()


def unseal(body: str) -> str:
    """The body again; empty when it was sealed under another key."""
    try:
        return _box().decrypt(body.encode()).decode()
    except InvalidToken:
        return ""


def last_user(request: HttpRequest) -> int | None:
    """The id of the user who was here last in this browser, from a signed cookie; None when there was none."""
    try:
        return int(signing.loads(request.COOKIES.get(_cookie(), ""), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def remember(request: HttpRequest, response: HttpResponse, user: int) -> None:
    """Let this browser remember who was here, so that a form posted too late finds its owner again."""
    if last_user(request) != user:
        response.set_cookie(
            _cookie(), signing.dumps(user, salt=_SALT), max_age=settings.SESSION_COOKIE_AGE, httponly=True,
            secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
        )
