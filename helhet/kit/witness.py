"""Tells whoever listens that a rule was refused, met, shown or turned into an obligation.

Nobody listens in production. In tests the rulebook's plugin does, and so a rule is called *enforced* only
when it was seen to refuse.
"""

from collections.abc import Callable

Listener = Callable[[str, str], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call ``listener(kind, rule_id)`` from now on; kind is refused, met, shown or obliged."""
    _listeners.append(listener)


def unlisten(listener: Listener) -> None:
    _listeners.remove(listener)


def _tell(kind: str, rule: str) -> None:
    for listener in _listeners:
        listener(kind, rule)


def refused(rule: str) -> None:
    _tell("refused", rule)


def met(rule: str) -> None:
    _tell("met", rule)


def shown(rule: str) -> None:
    _tell("shown", rule)


def obliged(rule: str) -> None:
    _tell("obliged", rule)
