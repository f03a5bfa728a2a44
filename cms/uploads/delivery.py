"""A kept file on its way out: always a download, never a page."""

from django.http import FileResponse

from cms.uploads.models import StoredFile


def as_download(stored: StoredFile) -> FileResponse:
    """The file, streamed. No browser opens it in the site's name, guesses its type, or keeps a copy."""
    response = FileResponse(
        stored.content.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
