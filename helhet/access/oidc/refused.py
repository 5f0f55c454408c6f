"""Why a sign-in was not believed."""


class NotBelieved(Exception):
    """The provider's answer does not hold. ``why`` is a word of ours, for the log; nobody outside is told which."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotAnswering(NotBelieved):
    """The provider cannot be reached just now: try again later."""


def believe(why: str, holds: bool) -> None:
    """Go on only if it holds. Raises NotBelieved."""
    if not holds:
        raise NotBelieved(why)
