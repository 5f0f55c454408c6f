"""Every answer says what a browser may do with it, whoever gave it and whether it went well."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from helhet.workshop.proofs.checks import arriving

EVERY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REPORT = {"csp-report": {"effective-directive": "script-src-elem", "blocked-uri": "https://elak.exempel/a?b=Vera",
                         "document-uri": "http://testserver/sip/00000000-0000-4000-8000-000000000000/"}}


def _says_all(answer: Any) -> None:
    for name, value in EVERY.items():
        assert answer.headers.get(name) == value, (name, answer.headers.get(name))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize(("path", "status"), [
    ("/om-sip/", 200), ("/", 303), ("/finns-inte/", 404), ("/logga-in/", 200), ("/static/finns-inte.js", 404),
])
def test_every_answer_has_them(db: None, path: str, status: int) -> None:
    answer = Client().get(path)
    assert answer.status_code in (status, 302)
    _says_all(answer)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_policy_lets_no_script_write_html(db: None) -> None:
    policy = Client().get("/logga-in/").headers["Content-Security-Policy"].split("; ")
    assert {"require-trusted-types-for 'script'", "trusted-types 'none'", "object-src 'none'", "base-uri 'none'",
            "frame-ancestors 'none'", "form-action 'self'", "report-uri /webblasarrapport/"} <= set(policy)


def test_a_strange_host_is_answered_with_a_plain_page(db: None) -> None:
    answer = Client().get("/", headers={"host": "elak.exempel"})
    assert answer.status_code == 400
    assert "Det gick inte att läsa" in answer.content.decode()
    _says_all(answer)


def test_a_form_without_our_mark_is_refused_with_a_plain_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/logga-in/", {"user": "x"})
    assert answer.status_code == 403
    assert "Vi kunde inte ta emot" in answer.content.decode()
    _says_all(answer)


def test_what_breaks_has_them_too(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from helhet.workshop import signin

    def broken(*_: Any) -> None:
        raise RuntimeError("Vera Lind 20010101")

    monkeypatch.setattr(signin.access, "users_of", broken)
    answer = Client(raise_request_exception=False).get("/logga-in/")
    assert answer.status_code == 500
    assert b"Vera" not in answer.content
    _says_all(answer)


def test_a_browsers_report_is_one_line_without_an_address(db: None, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client().post("/webblasarrapport/", REPORT, content_type="application/json")
    assert answer.status_code == 204
    assert caplog.messages == ["A browser stopped script-src-elem (https) on the page case"]


@pytest.mark.parametrize("body", [b"", b"[", b"{}", b"[1]", b'{"csp-report": 3}', b"\xff", b"[" * 9000,
                                  b'{"csp-report": {"effective-directive": "a\\r\\nb", "document-uri": "http://[::1"}}',
                                  b'{"csp-report": {"effective-directive": "x"}, "more": "' + b"a" * 20_000 + b'"}'])
def test_what_is_no_report_breaks_nothing(db: None, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client().post("/webblasarrapport/", body, content_type="application/csp-report")
    assert answer.status_code == 204
    assert not any("\n" in line or "\r" in line for line in caplog.messages)


def test_production_has_nothing_to_remark_on(tmp_path: Path) -> None:
    """Django's own list for a site that is served: no warning, and none silenced that it knows of."""
    providers = tmp_path / "providers.toml"
    providers.write_text(arriving.STAFF.format(code="card", userinfo="signed", issuer="https://idp.exempel",
                                               client="helhet", key=arriving.key_in(tmp_path)))
    ours = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}  # a browser's tests need it
    environment = {**ours, "DJANGO_SETTINGS_MODULE": "helhet.config.settings.production",
                   "HELHET_SECRET_KEY": "x7" * 30 + "abcdefghij", "HELHET_HOSTS": "sip.exempel",
                   "HELHET_PROVIDERS": str(providers), "HELHET_KEYS": "2026:" + "a" * 43 + "="}
    done = subprocess.run([sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
                          env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr
