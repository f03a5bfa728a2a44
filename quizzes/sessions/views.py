"""Doors of one's own sessions: the list, one of them, being there, making it up."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.cohorts.queries import calendar_of, sessions_led_by
from courses.progress import marking
from courses.progress.attendance import MarkHow
from courses.progress.presence import calendar_sessions, sessions_for
from quizzes.credentials.rules import is_printable_name
from quizzes.journey.attendance import certify
from quizzes.sessions import feed, limits, queries, rules
from quizzes.sessions.forms import CodeForm, WorkForm

# How far back the list goes at first, and how much of it one page shows.
KEPT = timedelta(days=400)


@login_required
@require_safe
def index(request):
    """My sessions: those to come, then those that were."""
    now = timezone.now()
    found = list(calendar_sessions(request.user, since=now - KEPT))
    shown = queries.listed(found, request.user, at=now)
    context = {
        "nav": "home",
        "coming": [each for each in shown if each.session.ends_at >= now],
        "past": [each for each in reversed(shown) if each.session.ends_at < now],
    }
    return render(request, "quizzes/sessions/index.html", context)


@never_cache
@login_required
@require_safe
def session(request, session_id):
    """One session: when, where, what I can do now, what it brought. Who leads it is led to its list."""
    found = sessions_for(request.user).filter(pk=session_id).first()
    if found is None and sessions_led_by(request.user).filter(pk=session_id).exists():
        return redirect("sessions_admin:sheet", session_id)
    return _page(request, found or _session(request, session_id))


def _page(request, found, *, code_form=None, work_form=None, status=200):
    place = queries.place_of(request.user, found, at=timezone.now())
    initial = {"text": place.work.text} if place.work else {}
    context = {
        "nav": "home",
        "place": place,
        "session": found,
        "form": code_form or work_form,
        "code_form": code_form or CodeForm(),
        "work_form": work_form or WorkForm(initial=initial),
        "address": request.build_absolute_uri(),
    }
    return render(request, "quizzes/sessions/session.html", context, status=status)


@login_required
@require_POST
def join(request, session_id):
    """Say that one is there, and go to the meeting."""
    found = _session(request, session_id)
    if found.modality != "live_online":
        return redirect("sessions:session", found.pk)
    try:
        marking.join(found, by=request.user, how=MarkHow.LINK)
    except marking.DoorClosed:
        messages.info(request, _("The door is open from 15 minutes before the session until its end."))
        return redirect("sessions:session", found.pk)
    # Not a redirect: browsers hold a form to this site, so the page that comes goes on by itself.
    response = render(request, "quizzes/sessions/joined.html", {"nav": "home", "session": found})
    response["Refresh"] = f"0; url={found.link}"
    return response


@login_required
@require_POST
def here(request, session_id):
    """Say that one is still there."""
    return _sign(request, session_id, marking.still_here, _("Good. You count up to now."))


@login_required
@require_POST
def leave(request, session_id):
    """Say that one leaves."""
    return _sign(request, session_id, marking.leave, _("See you. If you come back, it adds up."))


def _sign(request, session_id, deed, said):
    found = _session(request, session_id)
    try:
        if found.modality == "live_online" and deed(found, by=request.user, how=MarkHow.LINK):
            messages.success(request, said)
    except marking.DoorClosed:
        messages.info(request, _("The session is over. Your instructor has the list."))
    return redirect("sessions:session", found.pk)


@login_required
@require_POST
def sign(request, session_id):
    """Sign in or out with the code on the wall."""
    found, now = _session(request, session_id), timezone.now()
    form = CodeForm(request.POST)
    if limits.is_over(request.user, now):
        messages.info(request, _("That were many codes. Wait a minute, or ask your instructor to put you on the list."))
        return redirect("sessions:session", found.pk)
    if form.is_valid() and not rules.is_code(form.cleaned_data["code"], settings.SECRET_KEY, found.key, now):
        limits.count(request.user, now)
        form.add_error("code", _("This is not the code of this minute. Look at the wall again."))
    if form.errors:
        return _page(request, found, code_form=form, status=422)
    try:
        if "leave" in request.POST:
            marking.leave(found, by=request.user, how=MarkHow.CODE, at=now)
            messages.success(request, _("You are signed out. See you."))
        else:
            marking.join(found, by=request.user, how=MarkHow.CODE, at=now)
            messages.success(request, _("You are signed in. Sign out with the code when you leave."))
    except marking.DoorClosed:
        messages.info(request, _("The session is over. Your instructor has the list."))
    return redirect("sessions:session", found.pk)


@login_required
@require_POST
def come(request, session_id):
    """Say that one makes up here what one missed, or that one does not after all."""
    found, is_coming = _session(request, session_id), "no" not in request.POST
    try:
        marking.plan_to_come(found, is_coming=is_coming, by=request.user)
        messages.success(request, _("You are expected.") if is_coming else _("You are not expected any more."))
    except marking.SessionFull:
        messages.info(request, _("This session is full. Look for another one, or ask your instructor."))
    except marking.NothingToMakeUp:
        messages.info(request, _("This session does not make up one that you missed, or it is too late for it."))
    return redirect("sessions:session", found.pk)


@login_required
@require_POST
def write(request, session_id):
    """Hand in what one wrote to make up a session."""
    found = _session(request, session_id)
    form = WorkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, work_form=form, status=422)
    try:
        marking.hand_in(found, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("It is on its way to your instructor. You get a mail when it is read."))
    except marking.NothingToMakeUp:
        messages.info(request, _("This session cannot be made up in writing, or it is too late for it."))
        return _page(request, found, work_form=form, status=409)
    return redirect("sessions:session", found.pk)


@login_required
@require_POST
def certificate(request, session_id):
    """Get the certificate that waited for a name."""
    found, name = _session(request, session_id), request.user.legal_name
    if not name or not is_printable_name(name):
        messages.info(request, _("First tell us the name that your certificate will say."))
        return redirect("accounts:section", "name")
    credential = certify(found, request.user)
    return redirect(credential or found_address(found))


@login_required
@require_safe
def calendar_file(request, session_id):
    """One session as a file for a calendar."""
    found = _session(request, session_id)
    names = calendar_of(request.user).shows_titles
    response = HttpResponse(feed.file_of([found], names=names), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{found.pk}.ics"'
    return response


def found_address(found) -> str:
    return redirect("sessions:session", found.pk).url


def _session(request, session_id):
    return get_object_or_404(sessions_for(request.user), pk=session_id)
