"""The thread: whose case it is, who takes part, where it stands, and the one door to it."""
