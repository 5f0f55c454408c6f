"""The person's own door: their plan, who does what, who may know, who has read."""
