"""The second guard: which rows of a table the database itself shows, whatever a page or a verb asks for.

Each model says ``guard = guards.case()`` or the like; ``helhet migrate`` makes PostgreSQL's row-level security of it,
enabled and forced. A model without a guard does not pass the checks. What is open to a transaction is decided in the
database by ``helhet_enter`` (helhet/access/sql), which asks the reach table itself: no context, no rows.
"""

from dataclasses import dataclass

# What the conditions ask: each is read once per statement, not once per row.
CASES = "(SELECT helhet_cases())"
REFS = "(SELECT helhet_refs())"
PERSONS = "(SELECT helhet_persons())"
UNIT = "(SELECT helhet_unit())"
CONTROLLER = "(SELECT helhet_controller())"
USER = "(SELECT helhet_user())"


@dataclass(frozen=True)
class Guard:
    """``sees``: the condition for a row to be there at all. ``writes``: for a new or changed row; empty: the same.

    ``why_open`` is set, and both conditions empty, for a table that holds nothing about the persons of the cases.
    """

    sees: str = ""
    writes: str = ""
    why_open: str = ""


def case(column: str = "case_id") -> Guard:
    """Rows of a case that is open to this transaction."""
    return Guard(f"{column} = ANY ({CASES})")


def case_ref(column: str = "case_ref") -> Guard:
    """The same, for tables that name the case by its ref."""
    return Guard(f"{column} = ANY ({REFS})")


def within(column: str, table: str) -> Guard:
    """Rows that belong to a row of another guarded table, which is there only if its own guard shows it."""
    return Guard(f"EXISTS (SELECT FROM {table} AS above WHERE above.id = {column})")


def person(column: str = "individual_id") -> Guard:
    """Rows about a person who is open to this transaction."""
    return Guard(f"{column} = ANY ({PERSONS})")


def unit(column: str = "unit_id", subject: str = "subject") -> Guard:
    """What lies with the unit that asks, and what belongs to a case that is open, whosever it is."""
    return Guard(f"{column} = {UNIT} OR {subject} = ANY ({REFS})")


def user(column: str = "user_id") -> Guard:
    """Rows of the one who is signed in."""
    return Guard(f"{column} = {USER}")


def of_house(why: str) -> Guard:
    """No guard, and why: the table holds nothing about the persons of the cases."""
    return Guard(why_open=why)
