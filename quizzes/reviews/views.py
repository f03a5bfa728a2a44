"""A trainee's door: say that a question was unclear, and read the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from quizzes.attempts import clock
from quizzes.attempts.queries import attempts_for, place
from quizzes.attempts.rules import AttemptState
from quizzes.reviews import challenges, screens
from quizzes.reviews.forms import UnclearForm


@never_cache
@login_required
def unclear(request, attempt_id, number):
    """One question of one's own sent try: what I said about it, and what I was answered."""
    attempt = get_object_or_404(attempts_for(request.user), pk=attempt_id, state=AttemptState.SENT)
    placed = place(attempt, number)
    if placed is None:
        raise Http404
    said = challenges.said_about(attempt, placed.version_id)
    form = UnclearForm(request.POST or None, initial={"text": said.text if said and not said.answer else ""})
    if request.method == "POST" and form.is_valid():
        challenges.raise_challenge(attempt, number, text=form.cleaned_data["text"].strip(), at=clock.received_at())
        messages.success(request, _("Thank you. Your instructor will look at this question and write back to you."))
        return redirect("reviews:unclear", attempt_id, number)
    status = 422 if form.is_bound else 200
    return render(request, "quizzes/reviews/unclear.html", screens.unclear(attempt, placed, said, form), status=status)
