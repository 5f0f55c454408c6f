"""Hands out a file's bytes. Who may ask is decided by the room that points to it, which also logs the reading."""

from dataclasses import dataclass

from helhet.documents.models import Content


@dataclass(frozen=True)
class FileBody:
    """A file as it leaves the house."""

    name: str
    media_type: str
    body: bytes


def body(content: int, name: str) -> FileBody:
    """The bytes of one file under ``name``, which is ours (``rules.our_name``)."""
    row = Content.objects.get(pk=content)
    return FileBody(name, row.media_type, bytes(row.body))
