"""A plan is always followed up: called from its place and date, gone through row by row, revised and booked anew."""
