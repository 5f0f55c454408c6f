"""The template environment: Jinja2, templates named by their path under ``helhet/``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from helhet.kit import dates
from helhet.kit.fields import error_summary, field, has_errors
from helhet.kit.plain import marked, measure
from helhet.kit.shell import shell, stay
from helhet.kit.static import static
from helhet.kit.why import why

ROOT = Path(__file__).resolve().parent.parent


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """For ``TEMPLATES[…]["OPTIONS"]["environment"]``. A name that does not exist raises in tests."""
    strict = settings.DEBUG or getattr(settings, "GUARD_TEMPLATES", False)
    options |= {
        "loader": FileSystemLoader(ROOT),
        "undefined": StrictUndefined if strict else Undefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**options)  # noqa: S701 - autoescape is set above
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True,
        pgettext=translation.pgettext, npgettext=translation.npgettext,
    )
    env.globals |= {
        "url": url, "static": static, "field": field, "why": why, "error_summary": error_summary,
        "has_errors": has_errors, "shell": shell, "stay": stay,
        "language": translation.get_language, "measured": measure, "marked": marked,
    }
    env.filters |= dates.FILTERS
    return env
