"""The meeting while it goes on: one plan on many screens, written by several at once."""
