"""Doors of questions: those marked unclear, and counting again after a key was corrected."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.attempts import clock
from quizzes.questions.models import QuestionVersion
from quizzes.reviews import challenges, rescoring
from quizzes.reviews import question_sheets as sheets
from quizzes.reviews.forms import AnswerForm, RescoreForm
from quizzes.reviews.models import Rescore
from quizzes.reviews.permissions import can_answer_challenges, can_rescore
from quizzes.reviews.policies import Policy
from quizzes.reviews.recounting import Key, dry_run
from quizzes.reviews.rules import ChallengeOutcome


def _may(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@require_safe
def unclear(request):
    """Questions that people marked unclear, with how many."""
    _may(can_answer_challenges(request.user))
    context = sheets.unclear_queue(challenges.unclear(), timezone.now())
    return render(request, "quizzes/reviews/unclear_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, version_id):
    """What people said about one version, and one answer to all of them."""
    _may(can_answer_challenges(request.user))
    version, may_rescore = get_object_or_404(QuestionVersion, pk=version_id), can_rescore(request.user)
    form = AnswerForm(request.POST or None, may_rescore=may_rescore)
    if request.method == "POST" and form.is_valid():
        return _answered(request, version, form.cleaned_data)
    context = sheets.answer(version, form, may_rescore=may_rescore)
    return render(request, "quizzes/reviews/answer.html", context, status=422 if form.is_bound else 200)


def _answered(request, version, said):
    outcome, at = ChallengeOutcome(said["outcome"]), clock.received_at()
    try:
        challenges.answer_challenges(version, outcome=outcome, words=said["words"], by=request.user, at=at)
    except challenges.NothingOpen:
        messages.info(request, _("Somebody else answered a moment ago, so nothing was sent twice."))
        return redirect("reviews_admin:unclear")
    messages.success(request, _("Sent to everybody who asked."))
    newest = rescoring.newest_version(version.question_key)
    if outcome == ChallengeOutcome.EXPLAINED or not can_rescore(request.user):
        return redirect("reviews_admin:unclear")
    if outcome == ChallengeOutcome.CHANGED:
        return redirect("reviews_admin:rescore", newest.question_key)
    return _begin(request, newest, Policy.FULL_CREDIT, said["words"])


@require_http_methods(["GET", "HEAD", "POST"])
def rescore(request, question_key):
    """Choose how to count, see who changes, then say go."""
    _may(can_rescore(request.user))
    newest = rescoring.newest_version(question_key)
    if newest is None:
        raise Http404
    form = RescoreForm(request.POST or None, initial={"policy": Policy.NO_LOWER})
    found = None
    if request.method == "POST" and form.is_valid():
        policy = Policy(form.cleaned_data["policy"])
        if "go" in request.POST:
            return _begin(request, newest, policy, form.cleaned_data["reason"])
        found = dry_run(Key(newest, policy))
    context = sheets.rescore(newest, form, found)
    return render(request, "quizzes/reviews/rescore.html", context, status=422 if form.errors else 200)


def _begin(request, version, policy, reason):
    try:
        run = rescoring.begin(version, policy, reason=reason, by=request.user, at=clock.received_at())
    except rescoring.AlreadyRunning:
        messages.info(request, _("The tries of this question are being counted again already."))
        return redirect("reviews_admin:rescore", version.question_key)
    return redirect("reviews_admin:run", run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def run(request, run_id):
    """How far a run is; a post lets one that stands still go on."""
    _may(can_rescore(request.user))
    found = get_object_or_404(Rescore.objects.select_related("by", "version"), pk=run_id)
    if request.method == "POST":
        rescoring.go_on.enqueue(found.pk)
        return redirect("reviews_admin:run", found.pk)
    return render(request, "quizzes/reviews/run.html", sheets.run(found, request.user))
