"""How long each thing is kept, what goes when, what is held back, and the person's own copy of it all."""
