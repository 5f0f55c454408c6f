"""The only way in to a plan: the draft for those who write it, versions for those who hold or are given them."""

from dataclasses import replace

from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.process.plan import load, rules
from helhet.process.plan.content import Main


def plan_of(case_id: int) -> rules.PlanFacts | None:
    """The plan in force as facts, for later steps: main responsible and statuses as they are now. None before one.

    Four queries. For actions and obligations; a page reads by ``newest``.
    """
    version = load.newest_version(case_id)
    if version is None:
        return None
    content = load.as_it_goes(load.version_content(version), load.reports(case_id, version.at))
    now = main_of(case_id)
    return rules.facts(replace(content, main=now or content.main), rules.Circumstances(clock.today()))


def main_of(case_id: int) -> Main | None:
    """Who is main responsible now, as accepted last."""
    row = load.main_of(case_id)
    return load.main_content(row, organisations.units_by_id([row.unit_id])) if row else None
