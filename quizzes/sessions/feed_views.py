"""Doors of the calendar on one's phone: its address, and what it says."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.cohorts import services
from courses.cohorts.queries import calendar_by_key, calendar_of
from courses.progress.presence import calendar_sessions
from quizzes.sessions import feed, rules

# Calendars drop what is no longer in the feed: what was not long ago stays.
KEPT = timedelta(days=90)


@require_safe
def calendar_feed(request, token):
    """What a calendar program reads, without signing in. It tells nothing of whom it belongs to."""
    key = rules.key_of(token, settings.SECRET_KEY)
    found = calendar_by_key(key) if key else None
    if found is None or not found.person.is_active:
        raise Http404
    sessions = calendar_sessions(found.person, since=timezone.now() - KEPT)
    with translation.override(found.person.language):
        text = feed.file_of(sessions, names=found.shows_titles)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=600"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """My calendar's address: get one, end it, choose what it says."""
    if request.method == "POST":
        _choose(request)
        return redirect("sessions:calendar")
    chosen = calendar_of(request.user)
    path = reverse("sessions:feed", args=[rules.feed_token(settings.SECRET_KEY, chosen.feed_key)])
    address = settings.BASE_URL.rstrip("/") + path if chosen.has_feed else ""
    context = {"chosen": chosen, "address": address, "subscribe": address.replace("https://", "webcal://")}
    return render(request, "quizzes/sessions/calendar.html", context)


def _choose(request) -> None:
    if "new" in request.POST:
        services.new_feed(request.user)
        messages.success(request, _("Here is your address. An older one opens nothing any more."))
    elif "end" in request.POST:
        services.end_feed(request.user)
        messages.success(request, _("The address opens nothing any more."))
    else:
        services.name_sessions(request.user, shows_titles="shows_titles" in request.POST)
        messages.success(request, _("Saved."))
