"""Receives files in memory only, and only on the pages that ask for them; what is too much is measured, not kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from helhet.kit import limits

MOST_SENT = 4 * limits.FILES_BYTES  # beyond this nobody waits for the words any more


class Sent(SimpleUploadedFile):
    """A file as it came. ``whole`` is False when it was larger than a file may be; then only its size is known."""

    def __init__(self, name: str, content: bytes, whole: bool, size: int) -> None:
        super().__init__(name, content, "application/octet-stream")
        self.whole, self.sent_size = whole, size


class Careful(FileUploadHandler):
    """Never writes to disk. A page takes files when its view says so: ``view.takes_files = True``."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.parts: list[bytes] = []
        self.kept = self.size = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
                         ) -> None:
        match = getattr(self.request, "resolver_match", None)
        takes = getattr(match.func, "takes_files", False) if match else False
        if content_length > (MOST_SENT if takes else limits.BODY_BYTES):
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.parts, self.size = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > limits.FILE_BYTES or self.kept + self.size > limits.FILES_BYTES:
            self.parts = []
        else:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> Sent:
        body = b"".join(self.parts)
        whole = len(body) == self.size
        self.kept += len(body)
        return Sent(self.file_name or "", body, whole, self.size)
