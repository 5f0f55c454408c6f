"""The content of files, by checksum: the same bytes are kept once."""

from django.db import models


class Content(models.Model):
    """Bytes that have been looked through. Never changed; who may read it is for the one who points here."""

    append_only = True

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=60)
    body = models.BinaryField()
    at = models.DateTimeField()
