"""The tested components kept by others (govuk-frontend-jinja), called with plain dictionaries.

They live in an environment of their own: their macros count on undefined being empty, ours must not.
"""

from functools import cache
from typing import Any

from django.utils.functional import Promise
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup


@cache
def _environment() -> Environment:
    return Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(name: str) -> Any:
    module = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    return getattr(module, "govuk" + "".join(part.capitalize() for part in name.split("-")))


def component(name: str, params: dict[str, Any]) -> Markup:
    """The HTML of one component, by its folder name ("date-input"). None values are left out."""
    return Markup(_macro(name)(_plain(params)).strip())  # noqa: S704 - the macro escapes its params


def _plain(value: Any) -> Any:
    """Without None, and with lazy translations read: the macros know neither."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return str(value) if isinstance(value, Promise) else value
