"""Two open pages without anything about a person: what SIP is, and every rule in plain words."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from helhet.kit import pages
from helhet.rulebook import door
from helhet.rulebook.rules import FORCES, THEMES, VARIANTS


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What a SIP is, for whom, and what holds: guidance with the rules behind it."""
    return pages.render(request, "rulebook/pages/guide.html")


@require_safe
def every_rule(request: HttpRequest) -> HttpResponse:
    """All rules by theme, each with its sentence, force, region and source."""
    rules = door.rules()
    themes = [
        {
            "key": key.lower(),
            "name": name,
            "rules": [
                {"row": row, "force": FORCES.get(row.force, ""), "where": _regions(row.variant)}
                for row in rules if row.id.startswith(f"{key}-")
            ],
        }
        for key, name in THEMES.items()
    ]
    return pages.render(request, "rulebook/pages/rules.html", {"themes": themes, "total": len(rules)})


def _regions(variant: str) -> str:
    return ", ".join(str(VARIANTS[code]) for code in re.findall(r"NAT|VGR|GBG|JKPG|ORE", variant))
