"""Mail over SMTP. Every attempt at one notice carries the same Message-ID, so a receiver can tell a repeat."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from django.conf import settings

from helhet.post.carriers import SENT, Outcome
from helhet.post.letters import Text


def send(address: str, text: Text, ref: UUID) -> Outcome:
    """One notice to one address."""
    handed_over = False
    try:
        with _server() as server:
            message = _message(address, text, ref)
            handed_over = True
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        # Only an answer about the address itself says anything about the address.
        return _answered(max(code for code, _ in refused.recipients.values()))
    except smtplib.SMTPDataError as error:
        return _answered(error.smtp_code)
    except smtplib.SMTPResponseException as error:  # greeting, sign-in or sender: our own affair, mended by us
        return Outcome("later", f"smtp {error.smtp_code}")
    except (smtplib.SMTPException, OSError) as error:
        return Outcome("later", type(error).__name__, unsure=handed_over)
    return SENT


def _answered(code: int) -> Outcome:
    return Outcome("never" if code >= 500 else "later", f"smtp {code}")


class _Polite(smtplib.SMTP):
    """A server that has taken the letter has taken it, even if it hangs up before the goodbye."""

    def quit(self) -> tuple[int, bytes]:
        try:
            return super().quit()
        except (smtplib.SMTPException, OSError):
            self.close()
            return 221, b""

    def __exit__(self, *failure: object) -> None:
        self.close() if failure[0] else self.quit()


def _server() -> smtplib.SMTP:
    """``smtp://user:password@host:587?tls=yes``."""
    parts = urlsplit(settings.POST_SMTP_URL)
    server = _Polite(parts.hostname or "", parts.port or 25, timeout=settings.POST_PATIENCE)
    try:
        if parse_qs(parts.query).get("tls"):
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _message(address: str, text: Text, ref: UUID) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.POST_FROM, address, text.subject
    message["Message-ID"] = f"<{ref}@{urlsplit(settings.POST_ADDRESS).hostname or 'helhet'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text.body)
    return message
