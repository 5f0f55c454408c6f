"""A browser of Django's own test client that can be sent to a provider and back."""

from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

from django.test import Client

from helhet.access import signing
from helhet.workshop.idp.hostile import Bend, Hostile


@dataclass
class Try:
    """What came of one sign-in: the last answer, where it led, whether one is in, and by which word it was refused."""

    status: int
    led_to: str
    inside: bool
    why: str


@dataclass
class Coming:
    """One browser at one provider that can be bent."""

    at: Hostile
    code: str
    client: Client = field(default_factory=Client)

    def starts(self) -> dict[str, str]:
        """Press the button; the browser is sent away. What it carries with it."""
        answer = self.client.get(f"/logga-in/med/{self.code}/")
        return dict(parse_qsl(urlsplit(answer["Location"]).query))

    def comes_back(self, said: dict[str, Any]) -> Try:
        """The browser is back with this in its address."""
        words: list[str] = []
        told, logged = signing.not_let_in, _Heard(words)
        with mock.patch.object(signing, "not_let_in", lambda of, why, key="": (words.append(why), told(of, why, key))):
            with logged:
                answer = self.client.get(f"/logga-in/svar/{self.code}/", said)
        return Try(answer.status_code, answer.get("Location", ""), self.is_inside(), (words or [""])[-1])

    def tries(self, bend: Bend, change: Any = lambda of, said: said) -> Try:
        """A whole sign-in at a provider that is bent."""
        self.at.bend = bend
        asked = self.starts()
        if "state" not in asked:  # it did not even get away
            return Try(303, "", self.is_inside(), "not_begun")
        return self.comes_back(change(self.at, self.at.begins(asked)))

    def is_inside(self) -> bool:
        return self.client.get("/inloggningar/").status_code == 200


class _Heard:
    """Hears why an answer that was not begun here is refused: that goes to the server's log and not to the chain."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def __enter__(self) -> None:
        from helhet.access import views

        self.patch = mock.patch.object(views.said, "warning", lambda text, why: self.words.append(why))
        self.patch.__enter__()

    def __exit__(self, *raised: Any) -> None:
        self.patch.__exit__(*raised)
