"""The doors into a course and out of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.pages.links import localized
from cms.records.rules import normalize_code, spell_code
from courses.catalog.queries import outline
from courses.catalog.rules import EntryWay
from courses.enrollments import queries, services
from courses.enrollments.forms import JoinForm


@login_required
@require_POST
def enroll(request, course_key):
    """Take a place in an open course, or come back to one."""
    course = outline(course_key)
    try:
        services.enroll(request.user, course_key, way=EntryWay.OPEN, by=request.user)
    except services.PlaceSuspended:
        messages.info(request, closed_for_now())
        return redirect(localized(course.path))
    except services.NotOpen:
        messages.info(request, _("This course needs a code or an invitation."))
        return redirect(localized(course.path if course else "courses/"))
    return _welcome(request, course)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, enrollment_id):
    """Leave a course. Asks first, on a page of its own."""
    enrollment = get_object_or_404(queries.enrollments_for(request.user), pk=enrollment_id)
    course = outline(enrollment.course_key)
    back = localized(course.path if course else "courses/")
    if request.method != "POST":
        return render(request, "courses/enrollments/withdraw.html", {"course": course, "back": back, "nav": "learn"})
    try:
        services.withdraw(enrollment, by=request.user)
        messages.success(request, _("You left the course. What you did is kept, and you can come back."))
    except services.AlreadyClosed:
        messages.info(request, _("You had already left this course."))
    except services.PlaceSuspended:
        messages.info(request, closed_for_now())
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """Type a join code."""
    form = JoinForm(request.POST or None)
    if form.is_valid():
        return redirect("enrollments:join_with", code=spell_code(form.cleaned_data["code"]))
    status = 422 if form.is_bound else 200
    return render(request, "courses/enrollments/join.html", {"form": form, "nav": "learn"}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def join_with(request, code):
    """The door behind a code or an invitation's link. Shows what it opens; a press takes the place."""
    invitation = queries.open_invitation(code)
    cohort = invitation.cohort if invitation else queries.cohort_by_code(normalize_code(code) or "")
    source = invitation or cohort
    course = outline(source.course_key) if source else None
    if course is None:
        return render(request, "courses/enrollments/unknown_code.html", {"form": JoinForm()}, status=404)
    if request.method == "POST" and request.user.is_authenticated:
        return _take(request, invitation, code, course)
    context = {"course": course, "cohort": cohort, "invitation": invitation, "nav": "learn"}
    return render(request, "courses/enrollments/join_with.html", context)


def _take(request, invitation, code, course):
    try:
        if invitation:
            services.accept_invitation(invitation, by=request.user)
        else:
            services.join_by_code(request.user, code, by=request.user)
    except services.OtherAddress:
        messages.warning(request, _("This invitation was sent to another e-mail address. Sign in with that one."))
        return redirect("enrollments:join_with", code=code)
    except services.PlaceSuspended:
        messages.info(request, closed_for_now())
        return redirect(localized(course.path))
    return _welcome(request, course)


def closed_for_now() -> str:
    return _("Your place in this course is closed for now. What you did is kept. Your instructor can tell you more.")


def _welcome(request, course):
    """After getting in comes one question, where one wants to be certified; it knows when it was answered."""
    messages.success(request, _("You’re in. Welcome to “%(title)s”.") % {"title": course.title})
    return redirect(f"{reverse('programs:choose')}?{urlencode({'next': localized(course.path)})}")
