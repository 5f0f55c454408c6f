"""How much fits where. The same figures stand in forms and in database constraints."""

NAME = 200
SHORT = 500
SOUGHT = 100
LONG = 10_000
PARTICIPANTS = 100
SUB_GOALS = 60
INTERVENTIONS = 200
BODY_BYTES = 1_000_000
FILES = 10
FILE_BYTES = 10_000_000
FILES_BYTES = 50_000_000  # of a whole case
