"""The staff's day: what waits, the unit's SIPs, the person's page and the case page."""
