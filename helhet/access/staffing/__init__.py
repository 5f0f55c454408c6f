"""Who works at a unit: added and ended by its administrator, gone through and confirmed each quarter."""
