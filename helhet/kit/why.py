"""The disclosure "Varför?": which rule stands behind what the page asks, in plain words, with its source."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from helhet.kit import components, witness


@dataclass(frozen=True)
class RuleText:
    """A rule as a person reads it. ``title`` and ``source`` name where it comes from."""

    id: str
    sentence: str
    title: str = ""
    source: str = ""


_lookup: Callable[[str], RuleText] | None = None


def set_lookup(fn: Callable[[str], RuleText]) -> None:
    """The rulebook gives its reader of texts here, at start."""
    global _lookup
    _lookup = fn


def text_of(rule_id: str) -> RuleText:
    """The rule's text, or only its id while no rulebook has been set."""
    return _lookup(rule_id) if _lookup else RuleText(rule_id, rule_id)


def why(*rule_ids: str, open: bool = False, label: str = "") -> Markup:
    """The disclosure for one or several rules. Reports each as *shown*. Empty when no id is given."""
    ids = [rule_id for rule_id in rule_ids if rule_id]
    if not ids:
        return Markup("")
    parts = []
    for rule_id in ids:
        witness.shown(rule_id)
        text = text_of(rule_id)
        where = " · ".join(str(p) for p in (text.title, text.source) if p)
        rule = _("regel %(id)s") % {"id": text.id}
        line = f"{where} · {rule}" if where else rule
        parts.append(Markup('<p class="h-why__rule">{}</p><p class="h-why__source">{}</p>').format(
            text.sentence, line))
    return components.component("details", {
        "summaryHtml": escape(label or _("Varför?")) + _about(ids),
        "html": Markup("").join(parts),
        "classes": "h-why",
        "open": open,
        "attributes": {"data-rule": " ".join(ids)},
    })


def _about(ids: list[str]) -> Markup:
    """Ten links that all read "Varför?" are no help in a list of links: each says its rule to a reader."""
    return Markup('<span class="govuk-visually-hidden"> ({})</span>').format(
        _("regel %(id)s") % {"id": ", ".join(ids)})
