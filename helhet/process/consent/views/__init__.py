"""The pages of consent: what is in force, what is told, what is answered."""
