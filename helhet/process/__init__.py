"""THE SIP: one folder per step. A step knows earlier steps only."""
