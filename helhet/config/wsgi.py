"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")
application = get_wsgi_application()
# Every room is read now, not by the first person who comes; and a broken one stops us here.
get_resolver().url_patterns  # noqa: B018
