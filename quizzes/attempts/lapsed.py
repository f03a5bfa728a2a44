"""What becomes of an answer when its person was signed out, or signed in again, on the way. Nothing is lost, and
nothing is saved before they press Save again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.csrf import csrf_failure

from cms.accounts.models import User
from quizzes.attempts import held, queries, replies
from quizzes.attempts.answers import NotTaken, given
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.attempts.rules import AttemptState
from quizzes.attempts.screens import Draft


def signed_out(request: HttpRequest, attempt_id: int, number: int) -> HttpResponse:
    """A post whose sign-in lapsed: a short answer goes along through signing in, a long one waits on this page."""
    here = reverse("attempts:question", args=[attempt_id, number])
    # A script keeps its answers itself and sends them again.
    if replies.by_script(request):
        return JsonResponse({"sign_in": _sign_in_url(here)}, status=401)
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    posted = dict(request.POST.lists())
    address = held.hold(attempt_id, number, posted)
    screen: dict[str, Any] = {"sign_in": _sign_in_url(address or here), "comes_along": bool(address), "action": here}
    if not address:
        screen |= {"fields": held.said_in(posted), "words": held.words_in(posted), "seen": held.seen_in(posted)}
    return render(request, "quizzes/attempts/signed_out.html", screen, status=401)


def _sign_in_url(address: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': address})}"


def draft(request: HttpRequest, attempt: Attempt, place: Placed) -> Draft | None:
    """The answer that signing in interrupted, back in its form; None when it was saved meanwhile."""
    kept = held.unhold(request.GET.get(held.PARAMETER, ""), attempt.pk, place.number)
    found = _read(attempt.trainee, place, kept) if kept else None
    is_saved = found and attempt.answers.get(str(place.number), {}).get("response") == found.response
    return None if is_saved else found


def _read(user: User, place: Placed, kept: held.Held) -> Draft | None:
    posted = kept.posted | {"seen": [str(kept.seen)]}
    try:
        found = given(user, queries.asked(place, get_language() or ""), posted)
    except NotTaken as error:
        return Draft(error.draft, bool(kept.posted.get("flag")), kept.seen) if error.draft is not None else None
    return Draft(found.response, found.flagged, found.seen, found.unsure, found.certainty)


def from_another_sign_in(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: a form from before the person signed in again. A try gives its words back, to be sent once
    more; nothing of it is saved."""
    match = request.resolver_match
    person: Any = request.user
    is_ours = match and match.view_name == "attempts:question" and person.is_authenticated
    if not is_ours or replies.by_script(request):
        return csrf_failure(request, reason)
    found = queries.attempts_for(person).filter(pk=match.kwargs["attempt_id"], state=AttemptState.OPEN).first()
    place = queries.place(found, match.kwargs["number"]) if found else None
    if place is None:
        return csrf_failure(request, reason)
    back = _read(person, place, held.Held.of(dict(request.POST.lists())))
    return replies.question(request, found, place, back, at=None, more={"was_held": back is not None}, status=403)
