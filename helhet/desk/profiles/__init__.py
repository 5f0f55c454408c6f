"""The regions' profiles on pages: to read for everybody who works here, to keep for one role."""
