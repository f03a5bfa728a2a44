"""How a save is answered: by going on to another page, or, when a script asks, with that page's content at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from cms.pages.links import localized
from courses.catalog.queries import outline
from quizzes.attempts import queries, screens, timing
from quizzes.attempts.answers import Given, NotTaken
from quizzes.attempts.held import said_in, words_in
from quizzes.attempts.models import Attempt
from quizzes.attempts.queries import Placed
from quizzes.attempts.rules import AttemptState, Mode, PauseReason, SentBy
from quizzes.attempts.services import Saved
from quizzes.attempts.telling import why_screen
from quizzes.attempts.wording import day_words, time_words
from quizzes.questions.types import REGISTRY

# Marks the message that only a screen reader hears after a press inside a question.
ANNOUNCED = "announced"


def by_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def page(request: HttpRequest, name: str, screen: dict[str, Any], status: int = 200, **facts: Any) -> HttpResponse:
    """A page of a try. A script gets what stands in main, the title and the address; everybody else the page."""
    if not by_script(request):
        return render(request, f"quizzes/attempts/{name}.html", screen, status=status)
    main = render_to_string(f"quizzes/attempts/_{name}.html", screen, request)
    title = " – ".join([screen["title"], screen["quiz_title"], "Hearten"])
    told = {"main": main, "title": title, "url": screen["action"], "problem": screen.get("problem", "")}
    if clock := screen.get("clock"):
        told["left"] = clock["left"]
    return JsonResponse({**told, **facts}, status=status)


def question(
    request: HttpRequest,
    attempt: Attempt,
    place: Placed,
    draft: screens.Draft | None = None,
    *,
    at: datetime | None,
    more: Mapping[str, Any] | None = None,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """The page of a question: its form, or, once the answer is final, that answer and how it went."""
    if screens.is_settled(attempt, place.number):
        screen = why_screen(attempt, place, outline(attempt.enrollment.course_key), at=at)
        return page(request, "why", screen, status, **facts)
    screen = screens.question_screen(attempt, place, draft, at=at) | dict(more or {})
    return page(request, "question", screen, status, **facts)


def after_saving(
    request: HttpRequest, attempt: Attempt, place: Placed, saved: Saved, given: Given, at: datetime
) -> HttpResponse:
    """Where a save leads: to the next question, back, out; nowhere when it was quiet or works inside the question."""
    # The key says which save this answers: a script takes nothing else for "saved".
    facts: dict[str, Any] = {"number": saved.number, "step": saved.step, "key": given.request_key}
    facts["said"] = screens.saved_words(saved.number, saved.at) if saved.at else ""
    go = request.POST.get("go")
    if given.stays and go not in {"back", "leave"}:
        return _stay(request, attempt, place, given, facts, at)
    if go == "stay" and by_script(request):
        return JsonResponse(facts | {"left": timing.seconds_left(attempt, at)})
    if go == "leave":
        return leave(request, attempt)
    if go != "back" and (attempt.mode == Mode.PRACTICE or screens.is_settled(attempt, place.number)):
        return _tell(request, attempt, place, facts, at)
    number = place.number + (-1 if go == "back" else 1)
    if not by_script(request):
        return redirect(screens.question_url(attempt, number) if queries.place(attempt, number) else check_url(attempt))
    if following := queries.place(attempt, number):
        return question(request, attempt, following, at=at, **facts)
    return page(request, "check", screens.check_screen(attempt, at=at), **facts)


def _stay(
    request: HttpRequest, attempt: Attempt, place: Placed, given: Given, facts: dict[str, Any], at: datetime
) -> HttpResponse:
    """The same question again, as the pressed button left it; the focus comes back to that button."""
    if by_script(request):
        return question(request, attempt, place, at=at, **facts, tell=given.said)
    if given.said:
        messages.info(request, given.said, extra_tags=ANNOUNCED)
    return redirect(f"{screens.question_url(attempt, place.number)}#{_pressed(request)}")


def _pressed(request: HttpRequest) -> str:
    """The id of the button that was pressed, as the templates of the types build it: name, item, direction."""
    moved = str(request.POST.get("answer-move", ""))
    return f"answer-{moved.replace(':', '-')}" if moved else "stem"


def _tell(request: HttpRequest, attempt: Attempt, place: Placed, facts: dict[str, Any], at: datetime) -> HttpResponse:
    """How it went, at once."""
    if not by_script(request):
        return redirect("attempts:why", attempt.pk, place.number)
    return page(request, "why", why_screen(attempt, place, outline(attempt.enrollment.course_key), at=at), **facts)


def leave(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Out of the try for now."""
    if attempt.deadline_at and not attempt.paused_at:
        said = {"time": time_words(attempt.deadline_at)}
        messages.success(request, gettext("Your answers are saved. The clock goes on until %(time)s.") % said)
    else:
        messages.success(request, gettext("Your answers are saved. Pick up where you were whenever you like."))
    return redirect(way_out(attempt))


def check_url(attempt: Attempt) -> str:
    return reverse("attempts:check", args=[attempt.pk])


def way_out(attempt: Attempt) -> str:
    """The module this quiz belongs to; home when it is no longer published."""
    course = outline(attempt.enrollment.course_key)
    module = course.module(attempt.quiz_key) if course else None
    return localized(module.path) if module else reverse("home:dashboard")


def refused(request: HttpRequest, attempt: Attempt, place: Placed, why: NotTaken, at: datetime) -> HttpResponse:
    """422: the form said something this question cannot mean. What is saved stays as it is, what was typed is here."""
    held = attempt.answers.get(str(place.number), {})
    saved = screens.draft_of(held)
    draft = screens.Draft(why.draft, bool(request.POST.get("flag")), saved.seen) if why.draft is not None else None
    if screens.is_settled(attempt, place.number):
        return final(request, attempt, place, at)
    screen = screens.question_screen(attempt, place, draft, at=at)
    screen |= {"problem": why.problem, "words": why.words if why.draft is None else ""}
    screen["title"] = gettext("Fix needed: ") + screen["title"]
    return page(request, "question", screen, status=422)


def resent(request: HttpRequest, attempt: Attempt, place: Placed, at: datetime) -> HttpResponse:
    """422: the key of this form came with another answer before."""
    said = gettext("This page was sent before. Look it over, then save again.")
    return refused(request, attempt, place, NotTaken(said), at)


def final(request: HttpRequest, attempt: Attempt, place: Placed, at: datetime) -> HttpResponse:
    """409: the person has seen how this question went, so its answer stays. Shows it, and what came now."""
    if attempt.state == AttemptState.SENT:
        return closed(request, attempt)
    screen = why_screen(attempt, place, outline(attempt.enrollment.course_key), at=at)
    screen |= {
        "problem": gettext("You have seen how this question went, so your answer stays as it is."),
        "words": words_in(dict(request.POST.lists())),
    }
    return page(request, "why", screen, status=409)


def stale(request: HttpRequest, attempt: Attempt, place: Placed, given: Given, at: datetime) -> HttpResponse:
    """409: this question was answered somewhere else meanwhile. Shows both answers and lets the person choose."""
    attempt.refresh_from_db()
    screen = screens.question_screen(attempt, place, at=at)
    question, held = screen["question"], attempt.answers.get(str(place.number), {})
    kind = REGISTRY[question.type]
    unsure = [gettext("I don’t know yet")]
    screen |= {
        "newer": unsure if held.get("unsure") else kind.summarize(held.get("response"), question.asked),
        "yours": unsure if given.unsure else kind.summarize(given.response, question.asked),
        "fields": list(said_in(dict(request.POST.lists())).items()),
        "title": gettext("Two answers to one question"),
    }
    return page(request, "stale", screen, status=409)


def closed(request: HttpRequest, attempt: Attempt, *, is_late: bool = False) -> HttpResponse:
    """409: the try was sent; nothing more can be added to it. An answer after the end is kept, and not graded."""
    screen = {
        **screens.frame(attempt, None),
        "is_late": is_late,
        "was_sealed": attempt.sent_by == SentBy.DEADLINE,
        "words": words_in(dict(request.POST.lists())),
        "day": day_words(attempt.sent_at),
        "time": time_words(attempt.sent_at),
        "action": reverse("attempts:result", args=[attempt.pk]),
        "title": gettext("Your time was over") if is_late else gettext("This try is already sent"),
        "leave": check_url(attempt),
    }
    return page(request, "closed", screen, status=409)


def paused(request: HttpRequest, attempt: Attempt, status: int = 200) -> HttpResponse:
    """The time of this try stands still: a break, or a place in the course that staff has closed for a while."""
    is_break = attempt.pause_reason == PauseReason.BREAK
    screen = {
        **screens.frame(attempt, None),
        "is_break": is_break,
        "until": time_words(attempt.pause_until) if attempt.pause_until else "",
        "words": words_in(dict(request.POST.lists())),
        "action": reverse("attempts:rest", args=[attempt.pk]) if is_break else way_out(attempt),
        "title": gettext("A break") if is_break else gettext("Your place is on hold"),
    }
    return page(request, "paused", screen, status=status)
