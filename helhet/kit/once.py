"""What is remembered of clicks, so that one that comes twice has its effect once; and how it is forgotten."""

from datetime import timedelta

from helhet.kit import clock
from helhet.kit.models import Once

REMEMBERED = timedelta(days=7)  # a page that is open longer than a session lasts asks for a sign-in, and is drawn anew


def tidy() -> int:
    """Forget clicks that were answered long ago, of forms and of each save in a meeting. Gives how many. Nightly."""
    return Once.objects.filter(at__lt=clock.now() - REMEMBERED).delete()[0]
