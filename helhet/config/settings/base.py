"""What holds everywhere. Production is the default; demo and test loosen one thing each, by name."""

import os
from pathlib import Path

from helhet.config.database import parse_url

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "helhet"
BUILD = ROOT / "build"

DEBUG = False
SECRET_KEY = os.environ.get("HELHET_SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = []
DEMO = False
GUARD_TEMPLATES = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "helhet.kit",
    "helhet.audit",
    "helhet.rulebook",
    "helhet.organisations",
    "helhet.access",
    "helhet.people",
    "helhet.documents",
    "helhet.post",
    "helhet.clock",
    "helhet.process",
    "helhet.deviation",
    "helhet.keeping",
    "helhet.desk",
    "helhet.citizen",
    "helhet.oversight",
]
MIDDLEWARE = [
    "helhet.kit.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "helhet.audit.middleware.Numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "helhet.access.middleware.WhoIsHere",
    "helhet.access.limits.Limits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "helhet.kit.errors.Errors",
    "helhet.kit.veil.Veil",
    "helhet.desk.middleware.CountsInbox",
]
ROOT_URLCONF = "helhet.config.urls"
WSGI_APPLICATION = "helhet.config.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE],
        "OPTIONS": {"environment": "helhet.kit.jinja.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {}},
]

DATABASES = {
    "default": {
        **parse_url(os.environ.get("DATABASE_URL", "postgresql:///helhet")),
        "CONN_MAX_AGE": 600,  # a new connection costs PostgreSQL 5 ms; each worker keeps one
        "CONN_HEALTH_CHECKS": True,
        # The queue's tables lie in a schema of their own, found by name after ours.
        # Whoever starts us may add to it, as the owner's own work does (helhet/workshop/policies.py).
        "OPTIONS": {"options": f"-c search_path=public,jobs {os.environ.get('PGOPTIONS', '')}".strip()},
        "ATOMIC_REQUESTS": False,  # a failing page must not erase the trace of a reading
    }
}

# What the log's checkpoints are signed with, the present secret first. Empty: made from the secret key.
LOG_SECRETS = [one for one in os.environ.get("HELHET_LOG_SECRETS", "").split(",") if one]

SESSION_ENGINE = "helhet.access.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Who vouches for people: a TOML file (docs/sign-in.md); how many seconds one may be silent; whose word on TLS counts.
PROVIDERS = os.environ.get("HELHET_PROVIDERS", "")
OIDC_PATIENCE = 5.0
OIDC_CA = os.environ.get("HELHET_OIDC_CA", "")
# Seconds: still for so long and one is signed out; and so long at most, whatever one does (docs/sign-in.md).
SESSION_STILL_STAFF = int(os.environ.get("HELHET_STILL_STAFF", 30 * 60))
SESSION_STILL_PERSON = int(os.environ.get("HELHET_STILL_PERSON", 20 * 60))
SESSION_WHOLE = SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "helhet.kit.errors.not_ours"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["helhet.documents.uploads.Careful"]  # in memory only, on the pages that ask for files

LIMITED = True  # so much in so short a time (helhet/config/limits.py)
PROXIES = int(os.environ.get("HELHET_PROXIES", "0"))  # how many stand before us and add to X-Forwarded-For

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("sv-lattlast", "Lätt svenska"), ("so", "Soomaali")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "collected"
STATICFILES_DIRS = [BUILD / "static"] if (BUILD / "static").exists() else []
WHITENOISE_USE_FINDERS = True  # the built assets are served where they lie
WHITENOISE_AUTOREFRESH = WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.\w+$"
ERROR_PAGES = BUILD / "errors"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],  # nothing of ours writes HTML from a script, and so nothing may
        "report-uri": ["/webblasarrapport/"],
    }
}
# On every answer that has not said otherwise itself (helhet/kit/headers.py). What a browser can, and nobody here needs.
_UNUSED = ("accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture", "geolocation",
           "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
}
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Where a browser finds the live stream of meetings (helhet/config/live.py): an origin, or ":8001" for that port of the
# pages' host. Empty: at the pages' own address, where the proxy sends /live/ on. And the pages' port, the other way.
LIVE_URL = os.environ.get("HELHET_LIVE_URL", "")
LIVE_PAGES = os.environ.get("HELHET_LIVE_PAGES", "")

# Notices outside the house: `smtp://user:password@host:587?tls=yes` and the address of an SMS gateway.
POST_SMTP_URL = os.environ.get("HELHET_SMTP_URL", "")
POST_SMS_URL = os.environ.get("HELHET_SMS_URL", "")
POST_SMS_TOKEN = os.environ.get("HELHET_SMS_TOKEN", "")
POST_SMS_FROM = os.environ.get("HELHET_SMS_FROM", "Helhet")
POST_FROM = os.environ.get("HELHET_MAIL_FROM", "Helhet <helhet@localhost>")
POST_ADDRESS = os.environ.get("HELHET_ADDRESS", "http://127.0.0.1:8000/")  # where one reads what there is to read
POST_PATIENCE = 15.0  # seconds for each answer of a receiver
POST_CRASH_AT = ""  # tests alone let a worker die at a named point

# Who vouches for the people that the directory's files name, as the identity provider calls itself.
DIRECTORY_ISSUER = os.environ.get("HELHET_DIRECTORY_ISSUER", "")

SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
