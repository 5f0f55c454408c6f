"""Production, the default. Refuses to start without its secrets."""

import os

from helhet.config.settings.base import *  # noqa: F403

SECRET_KEY = os.environ["HELHET_SECRET_KEY"]
ALLOWED_HOSTS = [h for h in os.environ.get("HELHET_HOSTS", "").split(",") if h]
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
