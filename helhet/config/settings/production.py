"""Production, the default. Refuses to start without its secrets."""

import os

from helhet.config.settings.base import *  # noqa: F403
from helhet.kit import masters

SECRET_KEY = os.environ["HELHET_SECRET_KEY"]
MASTER_KEYS = masters.read(os.environ["HELHET_KEYS"])  # docs/keys.md
ALLOWED_HOSTS = [h for h in os.environ.get("HELHET_HOSTS", "").split(",") if h]
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-helhet"  # only over TLS, only from this very host
CSRF_COOKIE_NAME = "__Host-helhet-form"
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True  # of our own host only
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
