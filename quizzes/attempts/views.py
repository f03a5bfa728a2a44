"""Doors of tries: the quiz page, one question, the check before sending, the result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from cms.pages.links import localized
from cms.templatetags.ui import as_duration
from courses.catalog.queries import outline
from courses.enrollments.queries import enrollment_in
from courses.progress.queries import standing
from quizzes.attempts import clock, evaluations, held, queries, replies, screens, services
from quizzes.attempts.entrance import course_of, entrance, my_tries
from quizzes.attempts.results import result_screen
from quizzes.attempts.rules import AttemptState
from quizzes.blueprints import queries as blueprints
from quizzes.blueprints.rules import Purpose
from quizzes.journey import services as journey
from quizzes.questions.types import REGISTRY, TooLong, UnknownOption


def quiz(request, page):
    """The page of a quiz: where tries start and earlier ones are listed; for an evaluation, its form."""
    version = blueprints.current_version(page.translation_key)
    is_preview = getattr(request, "is_preview", False)
    if version is None and not is_preview:
        raise Http404
    payload = blueprints.payload_of([page]) if is_preview else version.payload
    if payload["purpose"] == Purpose.EVALUATION:
        return _evaluation(request, page, version, payload)
    screen = entrance(page.translation_key, payload, request.user)
    if is_preview:
        screen["offers"] = "start"
    return render(request, "quizzes/attempts/quiz.html", {"page": page, "nav": "learn", **screen})


def _evaluation(request, page, version, payload):
    """One form for everyone in the course; a thank-you once it is sent."""
    course = course_of(page.translation_key)
    place = enrollment_in(request.user, course.key) if course and request.user.is_authenticated else None
    asked = evaluations.items(payload, get_language())
    screen = {"page": page, "nav": "learn", "course": course, "items": asked}
    screen["is_open"] = bool(place) or getattr(request, "is_preview", False)
    if course:
        screen["course_url"] = localized(course.path)
    if place and request.method == "POST":
        posted = dict(request.POST.lists())
        try:
            responses = evaluations.read(asked, posted)
        except (UnknownOption, TooLong):
            again = evaluations.items(payload, get_language(), evaluations.typed(asked, posted))
            screen |= {"items": again, "problem": True}
            return render(request, "quizzes/attempts/evaluation.html", screen, status=422)
        evaluations.give(place, version, asked, responses, at=clock.received_at())
        return redirect(request.path)
    screen["is_done"] = bool(place and standing(place).has(page.translation_key))
    return render(request, "quizzes/attempts/evaluation.html", screen)


@login_required
def start(request, quiz_key):
    """Open a try, or go back to the open one."""
    course = course_of(quiz_key)
    activity = course.activity(quiz_key) if course else None
    if activity is None:
        raise Http404
    place = enrollment_in(request.user, course.key)
    # Signing in again on the way leads here without a post: nothing is started by looking.
    if request.method != "POST" or place is None:
        return redirect(localized(activity.path))
    try:
        attempt = services.start(place, quiz_key, at=clock.received_at())
    except services.NoTriesLeft:
        messages.info(request, gettext("You have used all your tries at this quiz."))
    except services.CannotStart:
        messages.info(request, gettext("This quiz is not open for you yet."))
    except (services.NothingToAsk, journey.UnknownActivity):
        messages.info(request, gettext("This quiz has no questions right now. Please come back later."))
    except (journey.ActivityNotOpen, journey.NotEnrolled):
        messages.info(request, gettext("This quiz is not open for you yet."))
    else:
        return redirect("attempts:question", attempt.pk, 1)
    return redirect(localized(activity.path))


@never_cache
def question(request, attempt_id, number):
    """One question of a try; a post saves the answer and leads on."""
    at = clock.received_at() if request.method == "POST" else None
    if not request.user.is_authenticated:
        return _signed_out(request, attempt_id, number)
    attempt = get_object_or_404(queries.attempts_for(request.user).select_related("enrollment"), pk=attempt_id)
    place = queries.place(attempt, number)
    if place is None:
        raise Http404
    if at:
        return _save(request, attempt, place, at)
    if attempt.state == AttemptState.SENT:
        return redirect("attempts:result", attempt.pk)
    draft = _draft(request, attempt, place)
    screen = screens.question_screen(attempt, place, draft) | {"was_held": draft is not None}
    return replies.page(request, "question", screen)


def _save(request, attempt, place, at):
    """Save what the form carries; say exactly what happened when it cannot be kept."""
    posted = dict(request.POST.lists())
    asked = queries.asked(place, get_language())
    flagged = bool(request.POST.get("flag"))
    try:
        response = REGISTRY[asked.type].read(posted, asked.asked)
        saved = services.save_response(
            attempt,
            place.number,
            response,
            flagged=flagged,
            seen=held.seen_in(posted),
            request_key=request.POST.get("request_key", "")[:64],
            at=at,
        )
    except (UnknownOption, TooLong, services.RequestKeyReused):
        return replies.refused(request, attempt, place)
    except services.StaleAnswer:
        return replies.stale(request, attempt, place, response, flagged)
    except services.AttemptClosed:
        return replies.closed(request, attempt)
    return replies.after_saving(request, attempt, place, saved)


def _draft(request, attempt, place):
    """The answer that signing in interrupted, back in its form; None when it was saved meanwhile."""
    kept = held.unhold(request.GET.get(held.PARAMETER, ""), attempt.pk, place.number)
    draft = kept and _read_draft(place, kept)
    is_saved = draft and attempt.answers.get(str(place.number), {}).get("response") == draft.response
    return None if is_saved else draft


def _read_draft(place, kept):
    asked = queries.asked(place, get_language())
    try:
        response = REGISTRY[asked.type].read(kept.posted, asked.asked)
    except (UnknownOption, TooLong):
        return None
    return screens.Draft(response, bool(kept.posted.get("flag")), kept.seen)


def _signed_out(request, attempt_id, number):
    """A post whose sign-in lapsed is not lost: the answer goes along through signing in."""
    here = reverse("attempts:question", args=[attempt_id, number])
    if request.method != "POST" and not replies.by_script(request):
        return redirect_to_login(request.get_full_path())
    # A script keeps its answers itself and sends them again.
    if replies.by_script(request):
        return JsonResponse({"sign_in": _sign_in_url(here)}, status=401)
    posted = dict(request.POST.lists())
    address = held.hold(attempt_id, number, posted)
    screen = {"sign_in": _sign_in_url(address or here), "comes_along": bool(address), "action": here}
    if not address:
        # Too long to travel: the words stay in this page, and are sent from it.
        screen |= {"fields": held.said_in(posted), "words": held.words_in(posted), "seen": held.seen_in(posted)}
    return render(request, "quizzes/attempts/signed_out.html", screen, status=401)


def _sign_in_url(address):
    return f"{reverse('account_login')}?{urlencode({'next': address})}"


def from_another_sign_in(request, reason=""):
    """`CSRF_FAILURE_VIEW`: a form from before the person signed in again. A try gives its words back, to be sent once
    more; nothing of it is saved."""
    match = request.resolver_match
    if match and match.view_name == "attempts:question" and request.user.is_authenticated:
        attempt = queries.attempts_for(request.user).filter(pk=match.kwargs["attempt_id"]).first()
        place = queries.place(attempt, match.kwargs["number"]) if attempt else None
        if place and attempt.state == AttemptState.OPEN and not replies.by_script(request):
            draft = _read_draft(place, held.Held.of(dict(request.POST.lists())))
            screen = screens.question_screen(attempt, place, draft) | {"was_held": draft is not None}
            return replies.page(request, "question", screen, 403)
    return csrf_failure(request, reason)


@never_cache
@login_required
def check(request, attempt_id):
    """All answers before sending; a post sends them."""
    at = clock.received_at() if request.method == "POST" else None
    attempt = get_object_or_404(queries.attempts_for(request.user).select_related("enrollment"), pk=attempt_id)
    if at and request.POST.get("go") == "leave":
        return replies.leave(request, attempt)
    if at:
        minutes = services.finish(attempt, at=at)
        if minutes:
            told = gettext("This module is done. It adds %(time)s to your training hours.")
            messages.success(request, told % {"time": as_duration(minutes)})
        if replies.by_script(request):
            address = reverse("attempts:result", args=[attempt.pk])
            return JsonResponse({"url": address, "page": render_to_string(*_result(attempt), request)})
    if attempt.state == AttemptState.SENT:
        return redirect("attempts:result", attempt.pk)
    return replies.page(request, "check", screens.check_screen(attempt))


@never_cache
@login_required
def result(request, attempt_id):
    """What a sent try came to, and what to look at again."""
    attempt = get_object_or_404(queries.attempts_for(request.user).select_related("enrollment"), pk=attempt_id)
    if attempt.state != AttemptState.SENT:
        return redirect("attempts:check", attempt.pk)
    return render(request, *_result(attempt))


def _result(attempt):
    course = outline(attempt.enrollment.course_key)
    return "quizzes/attempts/result.html", {"nav": "learn", **result_screen(attempt, course)}


@login_required
def mine(request):
    """All my tries, newest first."""
    tries = queries.attempts_for(request.user).select_related("quiz_version").order_by("-started_at")
    return render(request, "quizzes/attempts/mine.html", {"nav": "learn", "tries": my_tries(tries)})
