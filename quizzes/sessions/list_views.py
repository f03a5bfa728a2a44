"""CMS doors of a session's list: keep it, print it, show the code, confirm it, correct it, read make-ups."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.cohorts.queries import sessions_led_by
from courses.progress import marking
from courses.progress.models import MakeUpWork
from quizzes.journey import attendance
from quizzes.sessions import lists, rules, screens
from quizzes.sessions.forms import AnswerForm, CorrectForm
from quizzes.sessions.permissions import can_plan


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, session_id):
    """The list: everybody on it, one save for all."""
    session, now = _session(request, session_id), timezone.now()
    if request.method != "POST":
        context = screens.sheet(session, lists.rows_of(session, at=now), now)
        return render(request, "quizzes/sessions/admin/sheet.html", context)
    rows, words = lists.read(session, request.POST, at=now)
    if any(row.fault for row in rows):
        context = screens.sheet(session, rows, now)
        return render(request, "quizzes/sessions/admin/sheet.html", context, status=422)
    try:
        count = marking.keep_list(session, words, by=request.user, at=now)
        said = ngettext("Saved: %(count)d line is new.", "Saved: %(count)d lines are new.", count)
        messages.success(request, said % {"count": count} if count else _("Saved. Nothing is new."))
    except (marking.AlreadyClosed, marking.DoorClosed):
        messages.warning(request, _("The list cannot be written now. Look at where the session stands."))
    return redirect("sessions_admin:sheet", session.pk)


@require_POST
def stayed(request, session_id):
    """The instructor's word that those who never pressed "I'm leaving" stayed to the end."""
    session = _session(request, session_id)
    try:
        count = marking.stayed_to_the_end(session, by=request.user)
        words = ngettext("%(count)d person counts to the end.", "%(count)d people count to the end.", count)
        messages.success(request, words % {"count": count})
    except (marking.AlreadyClosed, marking.DoorClosed):
        messages.warning(request, _("The list cannot be written now. Look at where the session stands."))
    return redirect("sessions_admin:sheet", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, session_id):
    """Confirm who was there, after a look at who gets what."""
    session = _session(request, session_id)
    if request.method != "POST":
        rows = lists.rows_of(session, at=timezone.now())
        return render(request, "quizzes/sessions/admin/close.html", screens.close(session, rows))
    try:
        closed = attendance.close(session, by=request.user)
        closed.refresh_from_db(fields=["settled_at"])
        later = "" if closed.settled_at else " " + _("It is a long list: the last ones follow within minutes.")
        messages.success(request, _("Confirmed. The hours are added.") + later)
    except marking.AlreadyClosed:
        messages.info(request, _("This session was confirmed before. Nobody got anything twice."))
    except attendance.NotOver:
        messages.warning(request, _("The session is not over yet."))
    except attendance.SessionOver:
        messages.warning(request, _("This session was called off."))
    return redirect("sessions_admin:sheet", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, session_id, person_id):
    """Answer one line of a confirmed list."""
    session = _session(request, session_id)
    rows = lists.rows_of(session, at=timezone.now())
    row = next((row for row in rows if row.person.pk == person_id), None)
    if row is None or session.state != "closed":
        return redirect("sessions_admin:sheet", session.pk)
    form = CorrectForm(request.POST or None, session=session, initial={"minutes": row.line.presence.minutes})
    if form.is_valid():
        attendance.correct(session, row.person, **form.cleaned_data, by=request.user)
        messages.success(request, _("Corrected. The hours follow, and the person gets a mail."))
        return redirect("sessions_admin:sheet", session.pk)
    context = screens.frame(row.person.get_full_name(), *screens.session_crumbs(session))
    context |= {"session": session, "row": row, "form": form}
    return render(request, "quizzes/sessions/admin/correct.html", context, status=422 if form.errors else 200)


@require_safe
def paper(request, session_id):
    """A blank list to print and sign."""
    session = _session(request, session_id)
    rows = lists.rows_of(session, at=timezone.now())
    return render(request, "quizzes/sessions/admin/paper.html", {"session": session, "rows": rows, "spare": range(5)})


@require_safe
def code(request, session_id):
    """The code to show in the room. The page asks for the next one by itself, without a script."""
    session, now = _session(request, session_id), timezone.now()
    shown = rules.code_at(settings.SECRET_KEY, session.key, now)
    context = screens.frame(_("The code for the room"), *screens.session_crumbs(session))
    context |= {"session": session, "code": f"{shown[:3]} {shown[3:]}", "may_sign": lists.may_keep(session, at=now)}
    response = render(request, "quizzes/sessions/admin/code.html", context)
    lives = int(rules.CODE_LIVES.total_seconds())
    response["Refresh"] = str(lives - int(now.timestamp()) % lives + 1)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def decide(request, work_id):
    """Accept what somebody wrote to make up a session, or say what it needs."""
    if not can_plan(request.user):
        raise PermissionDenied
    led = sessions_led_by(request.user).order_by().values("pk")
    work = get_object_or_404(
        MakeUpWork.objects.filter(session__in=led).select_related("session", "trainee"), pk=work_id
    )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say what it needs, so that the person can change it."))
        return redirect("sessions_admin:sheet", work.session_id)
    try:
        accept, answer = "accept" in request.POST, form.cleaned_data["answer"]
        attendance.decide_make_up(work, accept=accept, answer=answer, by=request.user)
        messages.success(request, _("The person gets a mail with your answer."))
    except marking.AlreadyClosed:
        messages.info(request, _("Somebody has answered this before."))
    return redirect("sessions_admin:sheet", work.session_id)


def _session(request, session_id):
    if not can_plan(request.user):
        raise PermissionDenied
    return get_object_or_404(sessions_led_by(request.user), pk=session_id)
