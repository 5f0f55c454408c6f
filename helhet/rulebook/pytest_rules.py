"""Pytest plugin: a test that claims to prove a rule must have seen that rule at work.

Register with ``pytest_plugins = ["helhet.rulebook.pytest_rules"]`` in the root conftest. Journeys run the house
in a process of its own, where nobody listens: they are recorded, but prove no rule by themselves.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from helhet.kit import witness
from helhet.rulebook import catalogue, record

_OUTCOME = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rule(*ids): the rules of the rulebook that this test proves")
    config.pluginmanager.register(_Recorder(config), "helhet-rules-recorder")


def marked(item: pytest.Item) -> tuple[str, ...]:
    """The rule ids a test is marked for, its class's and module's included."""
    return tuple(sorted({str(rule) for mark in item.iter_markers("rule") for rule in mark.args}))


class _Recorder:
    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.rows: list[record.Seen] = []
        self.seen: dict[str, set[str]] = {}

    def hear(self, kind: str, rule: str) -> None:
        self.seen.setdefault(kind, set()).add(rule)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.seen = {}
        item.stash[_OUTCOME] = ""
        witness.listen(self.hear)
        try:
            return (yield)
        finally:
            witness.unlisten(self.hear)
            self._keep(item)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        unknown = [rule for rule in marked(item) if rule not in catalogue.rules()]
        if unknown:
            pytest.fail(f"marked for a rule that is not in the rulebook: {', '.join(unknown)}", pytrace=False)
        result = yield
        self._demand_enforced(item)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Iterator[None]:
        report: pytest.TestReport = yield  # type: ignore[assignment]
        if report.failed or (report.when == "call" or report.skipped) and item.stash[_OUTCOME] != "failed":
            item.stash[_OUTCOME] = report.outcome
        return report  # type: ignore[return-value]

    def _demand_enforced(self, item: pytest.Item) -> None:
        rules = catalogue.rules()
        enforced = {rule for rule in marked(item) if rules[rule].placement == "enforced"}
        if not enforced or item.get_closest_marker("journey"):
            return
        if not enforced & (self.seen.get("refused", set()) | self.seen.get("obliged", set())):
            pytest.fail(
                f"marked for {', '.join(sorted(enforced))}, which the rulebook calls enforced, but none of them was"
                " refused (refuse(...) or Refused) or turned into an obligation while the test ran",
                pytrace=False,
            )

    def _keep(self, item: pytest.Item) -> None:
        ids = marked(item)
        if ids or self.seen:
            seen = {kind: tuple(sorted(rules)) for kind, rules in sorted(self.seen.items())}
            self.rows.append(record.Seen(item.nodeid, item.stash[_OUTCOME] or "unknown", ids, seen))

    def pytest_sessionstart(self) -> None:
        if not os.environ.get("PYTEST_XDIST_WORKER"):
            for old in self._folder().glob("*.jsonl"):
                old.unlink()

    def pytest_sessionfinish(self) -> None:
        if self.rows:
            record.write(self._folder() / f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.jsonl", self.rows)

    def _folder(self) -> Path:
        return self.config.rootpath / record.FOLDER
