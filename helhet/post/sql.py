"""The queue's tables as the library ships them, for our own migration."""

import re

from procrastinate.schema import SchemaManager

SCHEMA = "jobs"


def create() -> str:
    """Everything of the queue in a schema of its own, the search path put back after."""
    ours = re.sub(r"DO \$\$.*?\$\$;", "", SchemaManager.get_schema(), count=1, flags=re.S)  # plpgsql is always there
    return (f"CREATE SCHEMA {SCHEMA}; SET LOCAL search_path TO {SCHEMA}, public; {ours};"
            f" SET LOCAL search_path TO public, {SCHEMA}")
