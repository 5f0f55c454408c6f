"""The pages of a meeting that goes on."""
