"""What leaves the door of messages: frozen, and only what the unit itself sent or got."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class FileCard:
    """A file beside its message: the sender's words for it, our name, and how large it is."""

    ref: UUID
    words: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class ReceiverCard:
    """A unit that got a message. ``why`` only for the sender and the unit that gave it back."""

    unit_id: int
    unit: str
    sent_at: datetime
    forwarded_by: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    returned_at: datetime | None = None
    why: str = ""


@dataclass(frozen=True)
class VersionCard:
    """What a message said before it was corrected, and why it was."""

    n: int
    text: str
    at: datetime
    by: str
    why: str = ""


@dataclass(frozen=True)
class MessageCard:
    """One message. ``text`` is empty for a unit that has given it back."""

    ref: UUID
    kind_name: str
    care: bool
    unit_id: int
    unit: str
    by: str
    at: datetime
    text: str
    n: int
    mine: bool
    unread: bool
    given_back: bool
    earlier: tuple[VersionCard, ...] = ()
    corrected: VersionCard | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    receivers: tuple[ReceiverCard, ...] = ()
    files: tuple[FileCard, ...] = ()

    @property
    def got(self) -> bool:
        """Whether one's unit has it as a receiver now."""
        return not self.mine and not self.given_back


@dataclass(frozen=True)
class ThreadCard:
    """A first message and the answers to it that one may see, the oldest first."""

    messages: tuple[MessageCard, ...]

    @property
    def first(self) -> MessageCard:
        return self.messages[0]

    @property
    def last(self) -> MessageCard:
        return self.messages[-1]

    @property
    def unread(self) -> int:
        return sum(m.unread for m in self.messages)


@dataclass(frozen=True)
class Threads:
    """One page of threads, the newest first; ``older`` is the number of the next page."""

    rows: tuple[ThreadCard, ...] = ()
    older: int = 0
    newer: int | None = None


@dataclass(frozen=True)
class Choice:
    """A unit that a message may go to, with what it may know of in words."""

    unit_id: int
    ref: UUID
    name: str
    knows: str


@dataclass(frozen=True)
class Writing:
    """Whom one may write to now, who may not be or does not read here, and how the case stands."""

    choices: tuple[Choice, ...] = ()
    closed_to: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    may_write: bool = False
    ended: bool = False
