"""How a save is answered: by going on to another page, or, when a script asks, with that page's content at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from cms.pages.links import localized
from courses.catalog.queries import outline
from quizzes.attempts import queries, screens
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.attempts.services import Saved
from quizzes.questions.types import REGISTRY


def by_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def page(request: HttpRequest, name: str, screen: dict[str, Any], status: int = 200, **facts: Any) -> HttpResponse:
    """A page of a try. A script gets what stands in main, the title and the address; everybody else the page."""
    if not by_script(request):
        return render(request, f"quizzes/attempts/{name}.html", screen, status=status)
    main = render_to_string(f"quizzes/attempts/_{name}.html", screen, request)
    title = " – ".join([screen["title"], screen["quiz_title"], "Hearten"])
    return JsonResponse({"main": main, "title": title, "url": screen["action"], **facts}, status=status)


def after_saving(request: HttpRequest, attempt: Attempt, place: Placed, saved: Saved) -> HttpResponse:
    """Where a save leads: to the next question, back, out, or nowhere when it was quiet."""
    # The key says which save this answers: a script takes nothing else for "saved".
    facts: dict[str, Any] = {"number": saved.number, "step": saved.step, "key": request.POST.get("request_key", "")}
    facts["said"] = screens.saved_words(saved.number, saved.at) if saved.at else ""
    go = request.POST.get("go")
    if go == "stay" and by_script(request):
        return JsonResponse(facts)
    if go == "leave":
        return leave(request, attempt)
    number = place.number + (-1 if go == "back" else 1)
    if not by_script(request):
        return redirect(screens.question_url(attempt, number) if queries.place(attempt, number) else check_url(attempt))
    if following := queries.place(attempt, number):
        return page(request, "question", screens.question_screen(attempt, following), **facts)
    return page(request, "check", screens.check_screen(attempt), **facts)


def leave(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Out of the try for now."""
    messages.success(request, gettext("Your answers are saved. Pick up where you were whenever you like."))
    return redirect(way_out(attempt))


def check_url(attempt: Attempt) -> str:
    return reverse("attempts:check", args=[attempt.pk])


def way_out(attempt: Attempt) -> str:
    """The module this quiz belongs to; home when it is no longer published."""
    course = outline(attempt.enrollment.course_key)
    module = course.module(attempt.quiz_key) if course else None
    return localized(module.path) if module else reverse("home:dashboard")


def refused(request: HttpRequest, attempt: Attempt, place: Placed) -> HttpResponse:
    """422: the form said something this question cannot mean. What is saved stays as it is."""
    screen = screens.question_screen(attempt, place)
    screen["problem"] = gettext("That answer is not one of the choices here, so we kept what you had. Choose again.")
    screen["title"] = gettext("Fix needed: ") + screen["title"]
    return page(request, "question", screen, status=422)


def stale(request: HttpRequest, attempt: Attempt, place: Placed, response: Any, flagged: bool) -> HttpResponse:
    """409: this question was answered somewhere else meanwhile. Shows both answers and lets the person choose."""
    attempt.refresh_from_db()
    screen = screens.question_screen(attempt, place)
    question, held = screen["question"], attempt.answers.get(str(place.number), {})
    kind = REGISTRY[question.type]
    screen |= {
        "newer": kind.summarize(held.get("response"), question.asked),
        "yours": kind.summarize(response, question.asked),
        "fields": [pair for pair in request.POST.lists() if pair[0].split("-")[0] == "answer"],
        "flagged": flagged,
        "title": gettext("Two answers to one question"),
    }
    return page(request, "stale", screen, status=409)


def closed(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """409: the try was sent; nothing more can be added to it."""
    screen = {
        "try_id": attempt.pk,
        "quiz_title": screens.title_of(attempt),
        "day": screens.day_words(attempt.sent_at),
        "time": screens.time_words(attempt.sent_at),
        "action": reverse("attempts:result", args=[attempt.pk]),
        "title": gettext("This try is already sent"),
        "leave": check_url(attempt),
    }
    return page(request, "closed", screen, status=409)
