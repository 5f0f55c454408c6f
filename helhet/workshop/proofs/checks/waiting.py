"""What waits and what lies in an inbox, each with an owner, a rule and words."""

from collections.abc import Iterator

from helhet.clock import news, words
from helhet.clock.models import InboxItem, Obligation
from helhet.rulebook import door as rulebook


def owned() -> Iterator[str]:
    """One sentence for each kind of obligation without an owner, a rule of the rulebook, or declared words."""
    known, declared = {row.id for row in rulebook.rules()}, words.declared()
    for code, rule in Obligation.objects.order_by("code", "rule").values_list("code", "rule").distinct():
        if code not in declared:
            yield f"{code} waits and is not declared"
        elif rule not in declared[code].rules:
            yield f"{code} waits by {rule}, which it does not declare"
        if rule not in known:
            yield f"{code} waits by {rule}, which is not in the rulebook"
    if Obligation.objects.filter(unit__isnull=True).exists():
        yield "something waits for nobody"


def told() -> Iterator[str]:
    """One sentence for each kind of inbox item that no room has registered, or that lies with no unit."""
    known = set(news.codes())
    for code, theme in InboxItem.objects.order_by("code", "theme").values_list("code", "theme").distinct():
        if code not in known:
            yield f"{code} lies in an inbox and is not registered"
        elif news.get(code).theme != theme:
            yield f"{code} is filed under {theme}"
    if InboxItem.objects.filter(unit__isnull=True).exists():
        yield "something lies in nobody's inbox"
