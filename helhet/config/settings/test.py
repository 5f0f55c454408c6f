"""Tests: as the demo, and every page is drawn with queries forbidden."""

import os

from helhet.config.settings.demo import *  # noqa: F403

GUARD_TEMPLATES = True
LIMITED = False  # tests ask faster than people do
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
POST_PATIENCE = float(os.environ.get("HELHET_POST_PATIENCE", "2"))
POST_CRASH_AT = os.environ.get("HELHET_CRASH_AT", "")
