"""The address of a built file. Names carry a hash, so that a browser may keep them for ever."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def _manifest(path: str) -> dict[str, str]:
    file = Path(path) / "manifest.json"
    return json.loads(file.read_text()) if file.is_file() else {}


def static(name: str) -> str:
    """"css/helhet.css" becomes "/static/css/helhet.3fa2b1c09d4e.css"; unknown names pass unchanged."""
    if settings.DEBUG:
        _manifest.cache_clear()
    return settings.STATIC_URL + _manifest(str(settings.BUILD / "static")).get(name, name)
