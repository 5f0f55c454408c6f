"""A SIP ends: with a ground, everybody told, each unit's own note, and sometimes a new beginning."""
