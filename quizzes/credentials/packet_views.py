"""Doors: my board packet in one click, and checking the packet of anybody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from cms.records.queries import public_keys
from quizzes.credentials import limits, packets
from quizzes.credentials.discretion import unlisted
from quizzes.credentials.labels import packet_fault
from quizzes.credentials.packet_rules import LARGEST_FILE, NotAPacket, open_packet
from quizzes.credentials.packet_screen import packet_screen
from quizzes.credentials.refusals import slow_down
from quizzes.credentials.uploads import CappedUpload, is_too_large


@login_required
@require_safe
@unlisted
def packet(request):
    """Everything for a board in one file."""
    response = HttpResponse(packets.packet_of(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="board-packet-{timezone.localdate().isoformat()}.zip"'
    return response


# The limit on the upload has to stand before anything reads the form, and the token is read from the form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def check_packet(request):
    """Whether a packet is genuine, for anybody who has the file."""
    if request.method == "POST" and is_too_large(request, LARGEST_FILE):
        return _answer(request, {"fault": packet_fault("too_large")}, status=413)
    request.upload_handlers = [CappedUpload(request, LARGEST_FILE)]
    return _check(request)


@csrf_protect
def _check(request):
    if request.method != "POST":
        return _answer(request, {})
    if limits.is_over(request, "packet", limits.PACKETS_PER_MINUTE):
        return slow_down(request)
    limits.count(request, "packet")
    file = request.FILES.get("packet")
    if file is None:
        code = "too_large" if "UPLOAD_TOO_LARGE" in request.META else "no_file"
        return _answer(request, {"fault": packet_fault(code)}, status=422)
    try:
        found = open_packet(file.read(), public_keys())
    except NotAPacket as error:
        return _answer(request, {"fault": packet_fault(error.code)}, status=422)
    return _answer(request, packet_screen(found))


def _answer(request, context, status=200):
    shown = {"nav": "check", "checked_at": timezone.now(), **context}
    return render(request, "quizzes/credentials/check_packet.html", shown, status=status)
