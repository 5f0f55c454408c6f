"""Obligations: what waits, for whom, until when, by which rule."""
