"""SMS through a gateway over HTTP: JSON to, text and from; the same Idempotency-Key for every attempt at a notice."""

from uuid import UUID

import httpx
from django.conf import settings

from helhet.post.carriers import SENT, Outcome
from helhet.post.letters import Text

OURS = frozenset({401, 403, 404, 405, 408, 409, 425, 429})  # says something about us or the moment, not the number


def send(address: str, text: Text, ref: UUID) -> Outcome:
    """One notice to one number."""
    headers = {"Idempotency-Key": str(ref)}
    if settings.POST_SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.POST_SMS_TOKEN}"
    body = {"to": address, "text": text.short, "from": settings.POST_SMS_FROM}
    try:
        answer = httpx.post(settings.POST_SMS_URL, json=body, headers=headers, timeout=settings.POST_PATIENCE,
                            trust_env=False)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        return Outcome("later", type(error).__name__)
    except httpx.HTTPError as error:
        return Outcome("later", type(error).__name__, unsure=True)
    if answer.is_success:
        return SENT
    never = 400 <= answer.status_code < 500 and answer.status_code not in OURS
    return Outcome("never" if never else "later", f"http {answer.status_code}")
