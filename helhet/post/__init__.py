"""What leaves the house: notices by mail and SMS that say nothing, through an outbox that survives."""
