"""Taking a file from a stranger: in memory, up to a limit, and not a byte beyond it."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# What stands around a file in a form.
FORM_BYTES = 64_000


class CappedUpload(FileUploadHandler):
    """Keeps at most `most` bytes; of a larger file nothing is kept and the request says so."""

    def __init__(self, request, most: int):
        super().__init__(request)
        self.most = most

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > self.most:
            self.request.META["UPLOAD_TOO_LARGE"] = True
            raise SkipFile
        self.kept.write(raw_data)

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


def is_too_large(request, most: int) -> bool:
    """Whether a request says itself that it is larger than that: then nobody reads it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > most + FORM_BYTES
