"""A form: its code in addresses, its name, and how it is filled in or left blank."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helhet.process.case.door import Visit
from helhet.process.papers.sheet import Sheet
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Addressed:
    """A sheet that is for one reader alone. ``key`` names the reader in an answer; ``to`` what they are, as the plan's
    ``Receiver`` says it.
    """

    key: str
    name: str
    to: str
    sheet: Sheet


@dataclass(frozen=True)
class Paper:
    """``fill`` gives the sheets the visitor may see (several when each receiver has a letter; none when there is
    nothing to say yet), in easy Swedish on wish; None when the form is only blank. ``blank`` is for writing by hand.
    """

    code: str
    title: Any
    about: Any  # what it is for, in one sentence
    blank: Callable[[Profile, bool], tuple[Sheet, ...]]
    fill: Callable[[Visit, bool], tuple[Sheet, ...]] | None = None
    # Where each sheet has its own reader: only that one is ever given to somebody.
    letters: Callable[[Visit, bool], tuple[Addressed, ...]] | None = None
    own: bool = False  # says more than anybody else was promised: given to the person, or a guardian who reads all
