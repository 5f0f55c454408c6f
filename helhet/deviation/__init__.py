"""Deviations in the cooperation: reported, routed to the unit concerned, answered."""
