"""What each role hears in the meeting circle, part by part, in our own words. Plain data."""
