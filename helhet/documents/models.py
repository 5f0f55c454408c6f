"""The content of files, by checksum: the same bytes are kept once."""

from django.db import models

from helhet.kit.guards import Guard


class Content(models.Model):
    """Bytes that have been looked through. Never changed; who may read it is for the one who points here."""

    append_only = True
    guard = Guard("EXISTS (SELECT FROM process_attachment AS above WHERE above.content_id = {own}.id)")

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=60)
    body = models.BinaryField()
    at = models.DateTimeField()
