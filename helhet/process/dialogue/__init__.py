"""Messages on a case between the units that take part."""
