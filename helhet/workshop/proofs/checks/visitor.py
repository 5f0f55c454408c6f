"""Somebody who uses the served pages as a browser without scripts would: cookies, forms, redirects."""

import html
import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    """What came back: status, page and how long it took from the first byte asked to the last received."""

    status: int
    page: str
    seconds: float


@dataclass
class Visitor:
    """One signed-in person with one connection that stays open."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, str], token: str) -> Answer:
        """Send a form and follow where it leads. ``token`` is the one of the page it stood on."""
        body = urlencode({**data, "csrfmiddlewaretoken": token}).encode()
        return self._ask("POST", path, body)

    def sign_in(self, user: str) -> None:
        """Choose who to be on the demo's sign-in page. Raises ConnectionError when that leads nowhere."""
        answer = self.post("/logga-in/", {"user": user}, token_of(self.get("/logga-in/").page))
        if answer.status != 200 or "/logga-ut/" not in answer.page:
            raise ConnectionError(f"signing in gave {answer.status}")

    def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.url + path}
        began = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
        except http.client.RemoteDisconnected:  # it was silent for so long that the server let it go
            self.close()
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
        page = response.read().decode()
        took = time.perf_counter() - began
        self._keep(response)
        if response.status in (302, 303):
            onwards = self._ask("GET", urlsplit(response.headers["Location"])._replace(netloc="", scheme="").geturl(),
                                None)
            return Answer(onwards.status, onwards.page, took + onwards.seconds)
        return Answer(response.status, page, took)

    def _keep(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _equals, value = line.split(";")[0].partition("=")
            self.cookies[name] = value


def token_of(page: str) -> str:
    """The token of the first form on a page."""
    found = _TOKEN.search(page)
    return html.unescape(found[1]) if found else ""
