"""CMS doors of the schedule: plan, change, copy, call off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.cohorts import services
from courses.cohorts.queries import sessions_led_by
from quizzes.sessions import screens
from quizzes.sessions.forms import CopyForm, SessionForm
from quizzes.sessions.permissions import can_plan

PER_PAGE = 50


@require_safe
def index(request):
    """One's own sessions: those to come and those to confirm, or the past ones."""
    _require_planner(request)
    now, past = timezone.now(), "past" in request.GET
    mine = sessions_led_by(request.user)
    done = mine.exclude(state="planned").filter(ends_at__lt=now)
    shown = done.order_by("-starts_at") if past else mine.exclude(pk__in=done.order_by().values("pk"))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/sessions/admin/index.html", screens.index(page, now, past=past))


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    """Plan a session, or a weekly series."""
    _require_planner(request)
    form = SessionForm(request.POST or None, user=request.user, initial=request.GET.dict())
    if form.is_valid():
        planned = services.plan(form.save(commit=False), weeks=form.cleaned_data["weeks"], by=request.user)
        words = ngettext("The session is planned.", "%(count)d sessions are planned.", len(planned))
        messages.success(request, words % {"count": len(planned)})
        return redirect("sessions_admin:sheet", planned[0].pk)
    context = screens.frame(_("Plan a session"), screens.index_crumb()) | {"form": form}
    return render(request, "quizzes/sessions/admin/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, session_id):
    """Change what is planned."""
    session = _session(request, session_id)
    form = SessionForm(request.POST or None, instance=session, user=request.user)
    if form.is_valid():
        try:
            services.change(form.save(commit=False), by=request.user)
        except services.SessionOver:
            messages.warning(request, _("This session is closed or called off, so its plan stays as it was."))
        else:
            messages.success(request, _("Saved. Calendars change by themselves."))
        return redirect("sessions_admin:sheet", session.pk)
    context = screens.frame(_("Change the session"), *screens.session_crumbs(session))
    context |= {"form": form, "session": session}
    return render(request, "quizzes/sessions/admin/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, session_id):
    """The same session again: with another cohort, or another day."""
    session = _session(request, session_id)
    initial = {"cohort": session.cohort_id, "day": services.next_day(session)}
    form = CopyForm(request.POST or None, user=request.user, session=session, initial=initial)
    if form.is_valid():
        made = services.copy(session, form.cleaned_data.pop("cohort"), by=request.user, **form.cleaned_data)
        messages.success(request, _("The copy is planned."))
        return redirect("sessions_admin:sheet", made.pk)
    context = screens.frame(_("Copy the session"), *screens.session_crumbs(session)) | {"form": form}
    return render(request, "quizzes/sessions/admin/copy.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, session_id):
    """Call a session off, after a look at what that does."""
    session = _session(request, session_id)
    if request.method == "POST":
        try:
            services.cancel(session, by=request.user)
            messages.success(request, _("The session is called off. Whoever was expected gets a mail."))
        except services.SessionOver:
            messages.info(request, _("This session was closed or called off before."))
        return redirect("sessions_admin:sheet", session.pk)
    context = screens.frame(_("Call it off"), *screens.session_crumbs(session)) | {
        "session": session,
        "back": reverse("sessions_admin:sheet", args=[session.pk]),
    }
    return render(request, "quizzes/sessions/admin/cancel.html", context)


def _require_planner(request) -> None:
    if not can_plan(request.user):
        raise PermissionDenied


def _session(request, session_id):
    _require_planner(request)
    return get_object_or_404(sessions_led_by(request.user), pk=session_id)
