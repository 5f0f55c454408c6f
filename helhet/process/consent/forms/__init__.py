"""What is asked about consent. Nothing is chosen from the start."""
