"""The only place that writes while a meeting goes on: leading it, and writing together."""
