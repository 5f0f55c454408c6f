"""A real mail server and a real SMS gateway on loopback, which behave as they are told."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Got:
    """One notice as a receiver took it."""

    def __init__(self, to: str, ref: str, said: str) -> None:
        self.to, self.ref, self.said = to, ref, said


class Receiver:
    """What it has taken, and how it answers: accept, busy, no, hang or cut (hangs up after it has taken it)."""

    def __init__(self) -> None:
        self.manner = "accept"
        self.got: list[Got] = []
        self.asked = 0
        self.url = ""
        self.refuses: set[str] = set()

    def wait_for(self, count: int, patience: float = 20) -> None:
        until = time.monotonic() + patience
        while len(self.got) < count:
            assert time.monotonic() < until, f"{len(self.got)} notices, not {count}"
            time.sleep(0.05)

    @property
    def said(self) -> str:
        return "\n".join(g.said for g in self.got)

    @property
    def code(self) -> str:
        """The newest code."""
        import re

        return re.findall(r"\b\d{6}\b", [g.said for g in self.got if "kod" in g.said][-1])[-1]


class _Mail:
    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        self.receiver.asked += 1
        if self.receiver.manner == "busy":
            return "451 try again"
        if self.receiver.manner == "no" or address in self.receiver.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.receiver.manner == "hang":
            await asyncio.sleep(30)
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        parsed = message_from_bytes(content, policy=policy.default)
        said = f"{parsed.as_string()}\n{parsed['Subject']}\n{parsed.get_content()}"  # type: ignore[attr-defined]
        self.receiver.got.append(Got(envelope.rcpt_tos[0], str(parsed["Message-ID"]), said))
        if self.receiver.manner == "cut":
            assert server.transport
            server.transport.close()
        return "250 OK"


@contextmanager
def mail_server(port: int = 0) -> Iterator[Receiver]:
    """A mail server."""
    import socket

    receiver = Receiver()
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    controller = Controller(_Mail(receiver), hostname="127.0.0.1", port=port)
    controller.start()
    receiver.url = f"smtp://127.0.0.1:{port}"
    try:
        yield receiver
    finally:
        controller.stop(no_assert=True)


@contextmanager
def sms_gateway() -> Iterator[Receiver]:
    """An SMS gateway over HTTP."""
    receiver = Receiver()

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            receiver.asked += 1
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if receiver.manner == "hang":
                time.sleep(5)
            status = {"busy": 503, "no": 422, "key": 401}.get(receiver.manner, 202)
            if status == 202 and receiver.manner != "hang":
                receiver.got.append(Got(body["to"], self.headers["Idempotency-Key"], json.dumps(body)))
            if receiver.manner == "cut":
                self.connection.close()
                return
            self.send_response(status)
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/sms"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
