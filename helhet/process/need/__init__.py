"""A need is seen, asked for or pointed out, and assessed: where every SIP begins."""
