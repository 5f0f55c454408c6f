"""The one adapter: a plain bound Django field in, the tested component's HTML out.

Pages write ``{{ field(form.name) }}`` and never call an input component themselves.
"""

import re
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from markupsafe import Markup

from helhet.kit.components import component
from helhet.kit.forms import DateParts
from helhet.kit.why import why as why_disclosure

PARTS = {"day": 2, "month": 3, "year": 4}
COUNTER_FROM = 50  # the counter speaks when half of the room is used


def field(
    bound: BoundField,
    *,
    label: Any = None,
    hint: Any = None,
    heading: bool = False,
    size: str = "",
    why: str | None = None,
    reveal: dict[str, Markup] | None = None,
    rows: int = 0,
    prefix: Any = "",
    suffix: Any = "",
    classes: str = "",
    hide_label: bool = False,
) -> Markup:
    """The field with label, hint, error and box.

    ``heading``: the question is the page's h1. ``size``: "s", "m" or "l" for the label. ``why``: a rule id, else
    the field's own ``rule``; "" for none. ``reveal``: choice value → HTML shown when it is chosen.
    """
    if bound.is_hidden:
        return Markup(str(bound))  # noqa: S704 - Django's own escaped HTML
    look = {"label": label, "hint": hint, "heading": heading, "size": size, "hide_label": hide_label}
    common = _common(bound, look, classes)
    widget = bound.field.widget
    if isinstance(widget, DateParts):
        html = _date(bound, common, look)
    elif isinstance(widget, forms.CheckboxInput):
        html = _single(bound, common, look)
    elif isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        html = _choices(bound, common, look, reveal or {})
    elif isinstance(widget, forms.Select):
        html = _select(bound, common)
    elif isinstance(widget, forms.Textarea):
        html = _textarea(bound, common, rows)
    elif isinstance(widget, forms.FileInput):
        html = _files(bound, common)
    else:
        html = _input(bound, common, prefix, suffix)
    rule = getattr(bound.field, "rule", "") if why is None else why
    behind = why_disclosure(rule) if rule else Markup("")
    return Markup('<div class="h-field"{}>{}{}</div>').format(
        Markup(' data-rule="{}"').format(rule) if rule else "", html, behind
    )


def error_summary(form: Any) -> Markup:
    """All that is wrong, each a link to its box; empty when nothing is. Works with None."""
    if not has_errors(form):
        return Markup("")
    links = [{"text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        links += [{"text": str(text), "href": f"#{_first_id(bound)}"} for text in bound.errors]
    return component("error-summary", {"titleText": _("Det här behöver du ändra"), "errorList": links})


def has_errors(form: Any) -> bool:
    """True when a sent form has something to mend."""
    return bool(form is not None and getattr(form, "errors", None))


def _common(bound: BoundField, look: dict[str, Any], classes: str) -> dict[str, Any]:
    text = look["label"] or bound.label
    if not bound.field.required and not isinstance(bound.field.widget, forms.CheckboxInput):
        text = _("%(label)s (frivilligt)") % {"label": text}
    size = "l" if look["heading"] and not look["size"] else look["size"]
    label_classes = f"govuk-label--{size}" if size else ""
    if look["hide_label"]:
        label_classes += " govuk-visually-hidden"
    hint = look["hint"] or bound.help_text
    return {
        "id": _id(bound),
        "name": bound.html_name,
        "label": {"text": text, "classes": label_classes.strip(), "isPageHeading": look["heading"]},
        "hint": {"text": hint} if hint else None,
        "errorMessage": _error(bound),
        "classes": classes,
    }


def _id(bound: BoundField) -> str:
    return bound.auto_id or bound.html_name


def _first_id(bound: BoundField) -> str:
    return f"{_id(bound)}_day" if isinstance(bound.field.widget, DateParts) else _id(bound)


def _error(bound: BoundField) -> dict[str, Any] | None:
    if not bound.errors:
        return None
    return {"text": str(bound.errors[0]), "visuallyHiddenText": _("Fel")}


def _fieldset(common: dict[str, Any], look: dict[str, Any]) -> dict[str, Any]:
    classes = common["label"]["classes"].replace("govuk-label--", "govuk-fieldset__legend--")
    return {"legend": {"text": common["label"]["text"], "classes": classes, "isPageHeading": look["heading"]}}


def _input(bound: BoundField, common: dict[str, Any], prefix: Any, suffix: Any) -> Markup:
    widget, source = bound.field.widget, bound.field
    width = getattr(source, "width", 0)
    kind = widget.attrs.get("type") or getattr(widget, "input_type", "text")
    suggest = getattr(source, "suggest", ())
    listed = f"{common['id']}-suggest"
    return component("input", common | {
        "type": kind,
        "value": _text(bound),
        "classes": f"{common['classes']} {f'govuk-input--width-{width}' if width else ''}".strip(),
        "autocomplete": getattr(source, "autocomplete", "") or None,
        "inputmode": widget.attrs.get("inputmode"),
        "spellcheck": False if kind in ("email", "tel") else None,
        "prefix": {"text": prefix} if prefix else None,
        "suffix": {"text": suffix} if suffix else None,
        "attributes": {"list": listed} if suggest else None,
    }) + _suggested(listed, suggest)


def _suggested(listed: str, suggest: tuple[Any, ...]) -> Markup:
    """What the box offers while one writes; the browser's own list, so that it works without script."""
    if not suggest:
        return Markup("")
    options = Markup("").join(Markup('<option value="{}"></option>').format(text) for text in suggest)
    return Markup('<datalist id="{}">{}</datalist>').format(listed, options)


def _files(bound: BoundField, common: dict[str, Any]) -> Markup:
    return component("file-upload", common | {
        "multiple": True, "attributes": {"accept": getattr(bound.field, "accept", "")},
    })


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _textarea(bound: BoundField, common: dict[str, Any], rows: int) -> Markup:
    source = bound.field
    limit = getattr(source, "max_length", None)
    params = common | {
        "value": _text(bound),
        "rows": rows or getattr(source, "rows", 5),
        "spellcheck": True,
        "autocomplete": getattr(source, "autocomplete", "") or None,
    }
    if not limit:
        return _as_typed(component("textarea", params))
    return _as_typed(component("character-count", params | {
        "maxlength": limit,
        "threshold": COUNTER_FROM,
        "textareaDescriptionText": _("Texten får ha högst %(count)s tecken.") % {"count": "%{count}"},
        "charactersUnderLimitText": {
            "one": _("Du har %(count)s tecken kvar.") % {"count": "%{count}"},
            "other": _("Du har %(count)s tecken kvar.") % {"count": "%{count}"},
        },
        "charactersAtLimitText": _("Du har inga tecken kvar."),
        "charactersOverLimitText": {
            "one": _("Texten är %(count)s tecken för lång.") % {"count": "%{count}"},
            "other": _("Texten är %(count)s tecken för lång.") % {"count": "%{count}"},
        },
    }))


def _as_typed(html: Markup) -> Markup:
    """Line breaks as references: a box revealed by a choice is indented by the macro, and with it every line typed."""
    kept = re.sub(r"(<textarea[^>]*>)(.*?)(</textarea>)", lambda m: m[1] + m[2].replace("\n", "&#10;") + m[3], html,
                  flags=re.DOTALL)
    return Markup(kept)  # noqa: S704 - the component's own escaped HTML


def _items(bound: BoundField, reveal: dict[str, Markup]) -> list[dict[str, Any]]:
    hints = getattr(bound.field, "choice_hints", {})
    value = bound.value()
    chosen = {str(v) for v in value} if isinstance(value, list | tuple | set) else {str(value)}
    chosen = set() if value is None else chosen
    items = []
    for key, text in bound.field.choices:  # type: ignore[attr-defined]
        hint, html = hints.get(str(key)), reveal.get(str(key))
        items.append({
            "value": str(key),
            "text": str(text),
            "checked": str(key) in chosen,
            "selected": str(key) in chosen,
            "hint": {"text": hint} if hint else None,
            "conditional": {"html": html} if html else None,
        })
    return items


def _choices(
    bound: BoundField, common: dict[str, Any], look: dict[str, Any], reveal: dict[str, Markup]
) -> Markup:
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    kind = "checkboxes" if many else "radios"
    inline = f"govuk-{kind}--inline" if getattr(bound.field, "inline", False) else ""
    items = [item for item in _items(bound, reveal) if item["value"] != ""]
    return component(kind, common | {
        "idPrefix": common["id"],
        "fieldset": _fieldset(common, look),
        "items": items,
        "classes": f"{common['classes']} {inline}".strip(),
    })


def _single(bound: BoundField, common: dict[str, Any], look: dict[str, Any]) -> Markup:
    hint = common["hint"]
    item = {"value": "on", "text": common["label"]["text"], "checked": bool(bound.value()), "hint": hint}
    return component("checkboxes", common | {"idPrefix": common["id"], "items": [item], "hint": None})


def _select(bound: BoundField, common: dict[str, Any]) -> Markup:
    items = _items(bound, {})
    if items and items[0]["value"] != "":
        items.insert(0, {"value": "", "text": _("Välj"), "selected": not _text(bound)})
    return component("select", common | {"items": items})


def _date(bound: BoundField, common: dict[str, Any], look: dict[str, Any]) -> Markup:
    value = bound.field.widget.format_value(bound.value())
    names = {"day": _("Dag"), "month": _("Månad"), "year": _("År")}
    mark = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "id": f"{common['id']}_{part}",
            "name": f"{bound.html_name}_{part}",
            "label": names[part],
            "value": value.get(part, ""),
            "classes": f"govuk-input--width-{width}{mark}",
            "inputmode": "text" if part == "month" else "numeric",
            "autocomplete": f"bday-{part}" if getattr(bound.field, "birth", False) else None,
        }
        for part, width in PARTS.items()
    ]
    return component("date-input", common | {
        "items": items, "namePrefix": None, "fieldset": _fieldset(common, look),
    })


