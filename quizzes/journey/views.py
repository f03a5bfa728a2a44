"""Doors of the deeds that can earn: mark a lesson done, take that back, finish a course."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.services import update_account
from cms.pages.links import localized
from cms.templatetags.ui import as_hours
from courses.catalog.queries import outline
from courses.enrollments.queries import enrollments_for
from courses.progress.openings import read_opening
from quizzes.journey import queries, services, signs
from quizzes.journey.forms import SignForm
from quizzes.journey.wording import waiting_lines, words_after


@login_required
@require_POST
def mark_done(request, enrollment_id, activity_key):
    """Say that a lesson is done."""
    enrollment = get_object_or_404(enrollments_for(request.user), pk=enrollment_id)
    _count_reading(request, enrollment, activity_key)
    try:
        outcome = services.mark_activity_done(enrollment, activity_key, by=request.user)
    except services.UnknownActivity:
        raise Http404 from None
    except services.ActivityNotOpen:
        messages.info(request, _("This part opens a little later. Another module comes first."))
        return redirect(_course_address(enrollment))
    except services.TakenByList:
        messages.info(request, _("This part is a live session. It is done when you were there."))
        return redirect(_activity_address(enrollment, activity_key))
    except services.NotEnrolled:
        return _not_enrolled(request, enrollment)
    return _after_done(request, enrollment, activity_key, outcome)


def _count_reading(request, enrollment, activity_key):
    """The time up to this press, if the page says when it was opened. Without that nothing is counted, and marking it
    done works all the same."""
    opening = read_opening(request.POST.get("opened", ""), trainee_id=request.user.pk)
    if opening and opening.is_of(enrollment.pk, activity_key):
        at = timezone.now()
        signs.sign_of_life(request.user, enrollment.pk, activity_key, opened_at=opening.at, at=at)


def _after_done(request, enrollment, activity_key, outcome):
    """Back to the lesson with a word on what it brought; on to the last steps when it was the last of the course."""
    if not outcome.entries:
        messages.success(request, _("Marked as done."))
        if outcome.waiting and (words := words_after(enrollment, outline(enrollment.course_key), activity_key)):
            messages.info(request, words)
        return redirect(_activity_address(enrollment, activity_key))
    hours = {"hours": as_hours(outcome.minutes)}
    messages.success(request, _("You finished this module. %(hours)s hours were added to your hours.") % hours)
    if queries.course_finish(enrollment).remaining.is_learned:
        return redirect("journey:finish", enrollment_id=enrollment.pk)
    return redirect(_activity_address(enrollment, activity_key))


@login_required
@require_POST
def take_back(request, enrollment_id, activity_key):
    """Say that a lesson is not done after all."""
    enrollment = get_object_or_404(enrollments_for(request.user), pk=enrollment_id)
    try:
        services.take_back_activity(enrollment, activity_key, by=request.user)
        messages.success(request, _("This lesson is no longer marked as done."))
    except services.UnknownActivity:
        raise Http404 from None
    except services.AlreadyCredited:
        messages.info(request, _("The hours of this module are in your ledger, so it stays done."))
    except services.NotEnrolled:
        return _not_enrolled(request, enrollment)
    return redirect(_activity_address(enrollment, activity_key))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request, enrollment_id):
    """The last steps of a course: what is left, the signature, the evaluation, the certificate."""
    enrollment = get_object_or_404(enrollments_for(request.user), pk=enrollment_id)
    state = queries.course_finish(enrollment)
    if state is None:
        raise Http404
    form = SignForm(request.POST if request.method == "POST" else None, trainee=request.user)
    if form.is_valid():
        return _sign(request, enrollment, form.cleaned_data["signed_name"])
    context = {
        "enrollment": enrollment,
        "finish": state,
        "form": form,
        "statement": getattr(queries.course_page(enrollment.course_key, request.user.language), "attestation", ""),
        "evaluation": localized(state.open_evaluation.path) if state.open_evaluation else "",
        "next_part": localized(state.next_activity.path) if state.next_activity else "",
        "waiting_modules": waiting_lines(state),
        "nav": "learn",
    }
    return render(request, "quizzes/journey/finish.html", context, status=422 if form.is_bound else 200)


def _sign(request, enrollment, signed_name):
    try:
        if not request.user.legal_name:
            update_account(request.user, by=request.user, legal_name=signed_name)
        outcome = services.sign_attestation(enrollment, signed_name=signed_name, by=request.user)
    except services.CourseNotFinished:
        messages.info(request, _("Some of the course is still to do. You can sign when all modules are done."))
        return redirect("journey:finish", enrollment_id=enrollment.pk)
    except services.NotEnrolled:
        return _not_enrolled(request, enrollment)
    if outcome.credential:
        messages.success(request, _("Your certificate is ready."))
        return redirect(outcome.credential)
    if queries.course_finish(enrollment).remaining.is_evaluated:
        messages.success(request, _("Signed. Your certificate is made when the time of every module is there."))
        return redirect("journey:finish", enrollment_id=enrollment.pk)
    messages.success(request, _("Signed. One step is left: tell us what you think of the course."))
    return redirect("journey:finish", enrollment_id=enrollment.pk)


def _not_enrolled(request, enrollment):
    messages.info(request, _("You have left this course. You can come back at any time; what you did is kept."))
    return redirect(_course_address(enrollment))


def _course_address(enrollment) -> str:
    course = outline(enrollment.course_key)
    return localized(course.path if course else "courses/")


def _activity_address(enrollment, activity_key) -> str:
    course = outline(enrollment.course_key)
    activity = course.activity(activity_key) if course else None
    return localized(activity.path) if activity else _course_address(enrollment)
