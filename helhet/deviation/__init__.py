"""When cooperation did not go as agreed: a report to the unit concerned, its answer, and what came of it."""
