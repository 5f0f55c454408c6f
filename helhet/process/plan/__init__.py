"""The plan: drafted together, established as a version that never changes, carried out and reported on."""
