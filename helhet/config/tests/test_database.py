"""A database address becomes Django's words."""

import pytest

from helhet.config.database import parse_url


def test_a_socket_with_a_strange_password() -> None:
    entry = parse_url("postgresql://helhet_app:p%40ss%2Fw%C3%B6rd@/helhet?host=%2Frun%2Fs&port=5433")
    assert entry["PASSWORD"] == "p@ss/wörd"
    assert (entry["USER"], entry["NAME"], entry["HOST"], entry["PORT"]) == ("helhet_app", "helhet", "/run/s", "5433")


def test_a_server_on_the_network() -> None:
    entry = parse_url("postgres://app:secret@db.example:6432/sip")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "6432", "sip")
    assert entry["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("url", ["sqlite:///x.db", "mysql://a@b/c", "helhet", ""])
def test_no_other_engine_is_taken(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        parse_url(url)
