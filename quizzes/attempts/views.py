"""Doors of tries: the quiz page, one question, the check before sending, the result and the receipt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.pages.links import localized
from cms.templatetags.ui import as_duration
from courses.catalog.queries import outline
from courses.enrollments.queries import enrollment_in
from courses.progress.queries import standing
from quizzes.attempts import clock, evaluations, lapsed, queries, replies, screens, services, signs
from quizzes.attempts.answers import NotTaken, given, is_last_word
from quizzes.attempts.details import identifying
from quizzes.attempts.entrance import course_of, entrance, my_tries, resume_url, visitor
from quizzes.attempts.results import receipt_screen, result_screen, written
from quizzes.attempts.rules import AttemptState, Mode, PauseReason
from quizzes.attempts.telling import why_screen
from quizzes.blueprints import queries as blueprints
from quizzes.blueprints.rules import Purpose
from quizzes.journey import services as journey
from quizzes.journey.wording import words_after
from quizzes.questions.types import TooLong, UnknownOption

TRIES_ON_A_PAGE = 20


def quiz(request, page):
    """The page of a quiz: where tries start and earlier ones are listed; for an evaluation, its form."""
    version = blueprints.current_version(page.translation_key)
    is_preview = getattr(request, "is_preview", False)
    if version is None and not is_preview:
        raise Http404
    payload = blueprints.payload_of([page]) if is_preview else version.payload
    if payload["purpose"] == Purpose.EVALUATION:
        return _evaluation(request, page, version, payload)
    at = clock.received_at()
    who = visitor(page.translation_key, course_of(page.translation_key), request.user)
    if (open_try := who.open_try) and services.seal_if_over(open_try, at=at):
        return redirect("attempts:result", open_try.pk)
    screen = entrance(page.translation_key, payload, who, at)
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
    mode = Mode.PRACTICE if request.POST.get("mode") == Mode.PRACTICE else Mode.GRADED
    try:
        attempt = services.start(place, quiz_key, mode=mode, at=clock.received_at())
    except services.CannotStart:
        # The page there says what stands between, and until when.
        messages.info(request, gettext("No new try can begin right now. Here you see why."))
    except (services.NothingToAsk, journey.UnknownActivity):
        messages.info(request, gettext("This quiz has no questions right now. Please come back later."))
    except (journey.ActivityNotOpen, journey.NotEnrolled):
        messages.info(request, gettext("This quiz is not open for you yet."))
    else:
        return redirect(resume_url(attempt) if attempt.answers else screens.question_url(attempt, 1))
    return redirect(localized(activity.path))


def _mine(request, attempt_id):
    """The person's own try; a stranger's is not found."""
    return get_object_or_404(queries.attempts_for(request.user).select_related("enrollment"), pk=attempt_id)


def _now(request, attempt):
    """When this was received, where it matters: a post, or a look at a try with an end."""
    return clock.received_at() if request.method == "POST" or attempt.deadline_at else None


def _instead(request, attempt, at):
    """The page instead of an open one: the result once the try is over, a calm page while its time stands still."""
    if at and attempt.state == AttemptState.OPEN:
        services.seal_if_over(attempt, at=at)
    if attempt.state == AttemptState.SENT:
        return redirect("attempts:result", attempt.pk)
    return replies.paused(request, attempt) if attempt.pause_reason else None


@never_cache
def question(request, attempt_id, number):
    """One question of a try; a post saves the answer and leads on."""
    at = clock.received_at() if request.method == "POST" else None
    if not request.user.is_authenticated:
        return lapsed.signed_out(request, attempt_id, number)
    attempt = _mine(request, attempt_id)
    place = queries.place(attempt, number)
    if place is None:
        raise Http404
    if at:
        return _save(request, attempt, place, at)
    at = _now(request, attempt)
    if instead := _instead(request, attempt, at):
        return instead
    draft = lapsed.draft(request, attempt, place)
    return replies.question(request, attempt, place, draft, at=at, more={"was_held": draft is not None})


def _save(request, attempt, place, at):
    """Save what the form carries; say exactly what happened when it cannot be kept."""
    try:
        asked = queries.asked(place, get_language())
        said = given(request.user, asked, dict(request.POST.lists()), request.FILES)
        before = signs.last_at(attempt)
        saved = services.save_response(
            attempt, place.number, said.response, flagged=said.flagged, seen=said.seen, request_key=said.request_key,
            at=at, unsure=said.unsure, certainty=said.certainty,
            final=is_last_word(attempt, asked, said, request.POST.get("go", "")),
        )  # fmt: skip
    except NotTaken as why:
        return replies.refused(request, attempt, place, why, at)
    except services.RequestKeyReused:
        return replies.resent(request, attempt, place, at)
    except services.AnswerFinal:
        return replies.final(request, attempt, place, at)
    except services.StaleAnswer:
        return replies.stale(request, attempt, place, said, at)
    except services.AnswerTooLate:
        return replies.closed(request, attempt, is_late=True)
    except services.AttemptClosed:
        return replies.closed(request, attempt)
    except services.AttemptFrozen:
        return replies.paused(request, attempt, 409)
    signs.count_save(attempt, before, at=at, is_silent=not replies.by_script(request))
    return replies.after_saving(request, attempt, place, saved, said, at)


@never_cache
@login_required
def why(request, attempt_id, number):
    """How one saved answer went, at once: in practice, and where a try that counts has made it final."""
    attempt = _mine(request, attempt_id)
    place = queries.place(attempt, number)
    if place is None or not (attempt.mode == Mode.PRACTICE or screens.is_settled(attempt, number)):
        raise Http404
    at = _now(request, attempt)
    if instead := _instead(request, attempt, at):
        return instead
    return replies.page(request, "why", why_screen(attempt, place, outline(attempt.enrollment.course_key), at=at))


@never_cache
@login_required
def check(request, attempt_id):
    """All answers before sending; a post sends them."""
    attempt = _mine(request, attempt_id)
    at = _now(request, attempt)
    if request.method == "POST" and request.POST.get("go") == "leave":
        return replies.leave(request, attempt)
    if request.method == "POST":
        return _send(request, attempt, at)
    if instead := _instead(request, attempt, at):
        return instead
    return replies.page(request, "check", screens.check_screen(attempt, at=at))


def _send(request, attempt, at):
    """Send a try. What may name somebody is asked about once before."""
    asks = not request.POST.get("as_is") and attempt.state == AttemptState.OPEN
    found = identifying(written(attempt), [request.user.chosen_name, request.user.legal_name]) if asks else []
    if found and not services.seal_if_over(attempt, at=at):
        return replies.page(request, "check", screens.check_screen(attempt, at=at) | {"found": found})
    if attempt.state == AttemptState.OPEN:
        signs.count_sending(attempt, at=at, is_silent=not replies.by_script(request))
    try:
        minutes = services.finish(attempt, at=at)
    except services.AttemptFrozen:
        return replies.paused(request, attempt, 409)
    if minutes:
        told = gettext("This module is done. It adds %(time)s to your training hours.")
        messages.success(request, told % {"time": as_duration(minutes)})
    elif attempt.passed and (words := words_after(attempt.enrollment, course_of(attempt.quiz_key), attempt.quiz_key)):
        messages.info(request, words)
    if replies.by_script(request):
        address = reverse("attempts:result", args=[attempt.pk])
        return JsonResponse({"url": address, "page": render_to_string(*_result(attempt, at), request)})
    return redirect("attempts:result", attempt.pk)


@never_cache
@login_required
def result(request, attempt_id):
    """What a sent try came to, and what to look at again."""
    attempt = _mine(request, attempt_id)
    if attempt.state != AttemptState.SENT:
        return redirect("attempts:check", attempt.pk)
    return render(request, *_result(attempt, clock.received_at()))


def _result(attempt, at):
    course = outline(attempt.enrollment.course_key)
    return "quizzes/attempts/result.html", {"nav": "learn", **result_screen(attempt, course, at)}


@never_cache
@login_required
def receipt(request, attempt_id):
    """What was received and when, to keep or to print."""
    attempt = _mine(request, attempt_id)
    if attempt.state != AttemptState.SENT:
        return redirect("attempts:check", attempt.pk)
    return render(request, "quizzes/attempts/receipt.html", {"nav": "learn", **receipt_screen(attempt)})


@login_required
@require_POST
def rest(request, attempt_id):
    """Stop the clock for a break that was agreed, or let it go on."""
    at = clock.received_at()
    attempt = _mine(request, attempt_id)
    if attempt.pause_reason == PauseReason.BREAK:
        services.end_break(attempt, at=at)
        return redirect(resume_url(attempt))
    try:
        services.take_break(attempt, at=at)
    except services.NoBreakLeft:
        messages.info(request, gettext("There is no break left in this try. The clock goes on."))
    except services.AttemptFrozen:
        return replies.paused(request, attempt, 409)
    return redirect(resume_url(attempt))


@login_required
def mine(request):
    """All my tries, newest first."""
    tries = queries.attempts_for(request.user).select_related("quiz_version").order_by("-started_at")
    shown = Paginator(tries, TRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "quizzes/attempts/mine.html", {"nav": "learn", "tries": my_tries(shown.object_list), "shown": shown}
    )
