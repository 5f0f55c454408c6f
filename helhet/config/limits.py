"""How often one may do what costs much or could be tried again and again, in each worker. House values.

An address can be a whole hospital's, so it may ten times as much as one person.
"""

from helhet.access.limits import Limit

_ASKS = Limit(one=60, address=600)  # a search each second is no person
_SENDS = Limit(one=30, address=300)  # files that are looked through
_COPIES = Limit(one=10, address=100, methods=("GET", "POST"))
_AT_THE_DOOR = Limit(one=60, address=300, methods=("GET", "POST"))
_PAPERS = Limit(one=30, address=200, methods=("GET", "HEAD"))  # each is drawn anew, also for who is nobody

# By the page's name in the addresses.
LIMITS: dict[str, Limit] = {
    "sign-in": Limit(one=60, address=300), "sign-in-start": _AT_THE_DOOR, "sign-in-answer": _AT_THE_DOOR,
    "sign-in-choose": Limit(one=60, address=300), "sign-out-from": Limit(one=600, address=600),
    "browser-report": Limit(one=30, address=120),
    "search": _ASKS, "inbox-search": _ASKS, "log-search": _ASKS,
    "need-notice": _ASKS,  # asks whether a number is known
    "message-write": _SENDS, "message-reply": _SENDS, "message-correct": _SENDS, "directory": Limit(one=10, address=30),
    "log-code": Limit(one=20, address=200),
    "reach-own": _SENDS, "reach-unit": _SENDS, "reach-person": _SENDS,  # codes that confirm an address
    "about-me-read": _COPIES, "about-me-file": _COPIES, "my-log-print": _COPIES,
    "my-log-pdf": _COPIES,
    "paper-pdf": _PAPERS, "blank-paper-pdf": _PAPERS, "papers-meeting": _PAPERS,
    "my-plan-print": _COPIES, "my-plan-pdf": _COPIES, "paper-issue": _SENDS,
}
# What was not there, or not theirs: ``one`` stands in the log, ``address`` makes one wait (here both of one person).
MISSES = Limit(one=20, address=100, within=600)
