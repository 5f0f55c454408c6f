"""The second guard: which rows of a table the database itself shows, whatever a page or a verb asks for.

Each model says ``guard = guards.case()`` or the like; ``helhet migrate`` makes PostgreSQL's row-level security of it,
enabled and forced. A model without a guard does not pass the checks. What is open to a transaction is decided in the
database by ``helhet_enter`` (helhet/access/sql), which asks the reach table itself: no context, no rows.
"""

from dataclasses import dataclass

# What the conditions ask: each is read once per statement, not once per row. The cast makes it one value, for ANY.
CASES = "(SELECT helhet_cases())::bigint[]"
HEADS = "(SELECT helhet_heads())::bigint[]"
REFS = "(SELECT helhet_refs())::uuid[]"
PERSONS = "(SELECT helhet_persons())::bigint[]"
UNIT = "(SELECT helhet_unit())"
CONTROLLER = "(SELECT helhet_controller())"
USER = "(SELECT helhet_user())"
INDIVIDUAL = "(SELECT helhet_individual())"


@dataclass(frozen=True)
class Guard:
    """``sees``: the condition for a row to be there at all. ``writes``: for a new or changed row; empty: the same.

    ``{own}`` in a condition stands for the table itself.
    ``why_open`` is set, and both conditions empty, for a table that holds nothing about the persons of the cases.
    ``by_function``: read only by a function that runs as the owner, through an index whose operators PostgreSQL does
    not trust to keep quiet of rows they are shown ("leakproof"): a condition on the owner would shut that index.
    """

    sees: str = ""
    writes: str = ""
    why_open: str = ""
    by_function: bool = False


def case(column: str = "case_id") -> Guard:
    """Rows of a case that is open to this transaction."""
    return Guard(f"{column} = ANY ({CASES})")


def case_ref(column: str = "case_ref", *, by_function: bool = False) -> Guard:
    """The same, for tables that name the case by its ref."""
    return Guard(f"{column} = ANY ({REFS})", by_function=by_function)


def within(column: str, table: str) -> Guard:
    """Rows that belong to a row of another guarded table, which is there only if its own guard shows it."""
    return Guard(f"EXISTS (SELECT FROM {table} AS above WHERE above.id = {{own}}.{column})")


def person(column: str = "individual_id") -> Guard:
    """Rows about a person who is open to this transaction."""
    return Guard(f"{column} = ANY ({PERSONS})")


def unit(column: str = "unit_id", subject: str = "subject") -> Guard:
    """What lies with the unit that asks, and what belongs to a case that is open, whosever it is.

    A CASE and not an OR: of an OR the planner believes that it leaves next to nothing of a unit's own list, and then it
    reads the whole list and sorts it, instead of a page of it along its index.
    """
    return Guard(f"CASE WHEN {column} = {UNIT} THEN true ELSE {subject} = ANY ({REFS}) END")


def user(column: str = "user_id") -> Guard:
    """Rows of the one who is signed in."""
    return Guard(f"{column} = {USER}")


def written_in(*tables: str, column: str = "subject") -> Guard:
    """Texts of rows of these tables in a case that is open: their refs are asked once, and not for each text."""
    return Guard(" OR ".join(
        f"{column} = ANY (ARRAY(SELECT ref FROM {table} WHERE case_id = ANY ({CASES})))"  # noqa: S608 - names of ours
        for table in tables
    ))


def of_house(why: str) -> Guard:
    """No guard, and why: the table holds nothing about the persons of the cases."""
    return Guard(why_open=why)
