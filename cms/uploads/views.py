"""The door of handed-in files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.uploads.delivery import as_download
from cms.uploads.models import StoredFile
from cms.uploads.permissions import can_read


@require_safe
@login_required
def download(request, key):
    """A file as a download. Whoever may not read it is told what everybody is told of a file that never was."""
    stored = get_object_or_404(StoredFile.objects.select_related("owner"), pk=key)
    if not can_read(request.user, stored):
        raise Http404
    return as_download(stored)
