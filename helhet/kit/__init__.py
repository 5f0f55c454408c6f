"""The cellar: time, text, refusals, pages. It knows not one word of the SIP."""
