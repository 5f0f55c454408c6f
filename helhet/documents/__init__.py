"""Files: what they hold, checked by their bytes, and their checksums."""
