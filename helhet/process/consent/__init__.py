"""Who may know what: informing, consent in two parts, routes without it, no and withdrawal."""
