"""The specification as stories: each journey is one person's SIP, in real browsers."""
