"""The demo: invented people on one machine. Only here and in tests can one sign in without a card."""

import hashlib

from helhet.config.settings.base import *  # noqa: F403
from helhet.config.settings.base import INSTALLED_APPS

DEMO = True
SECRET_KEY = "demo-only-never-in-production"  # noqa: S105 - guards invented people on loopback
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = [*INSTALLED_APPS, "helhet.workshop"]
DIRECTORY_ISSUER = "demo"
MASTER_KEYS = (("demo", hashlib.sha256(SECRET_KEY.encode()).digest()),)
