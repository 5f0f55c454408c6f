"""Who somebody is, in which assignment, and what that lets them read."""
