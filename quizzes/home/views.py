"""Doors: the dashboard and the roadmap."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.home import queries
from quizzes.home.labels import headline, ring_words, where_next
from quizzes.home.roadmap import road, top_steps
from quizzes.home.screens import roadmap_context


@login_required
@require_safe
def dashboard(request):
    """Where to pick up, what is earned, what is left."""
    home = queries.home_of(request.user)
    first = home.first
    context = {
        "nav": "home",
        "home": home,
        "first": first,
        "goals": home.goals,
        "headline": headline(first),
        "next": where_next(first) if first else None,
        "rings_label": ring_words(first) if first else "",
        "steps": top_steps(home.goals),
        "step_count": len(road(home.goals).steps) if home.goals.pursuit else 0,
    }
    return render(request, "quizzes/home/dashboard.html", context)


@login_required
@require_safe
def roadmap(request):
    """All that the board asks for: done, under way, and what only the person or the board can do."""
    roads = queries.roads_of(request.user, request.GET.get("program"))
    if roads is None:
        raise Http404
    return render(request, "quizzes/home/roadmap.html", roadmap_context(request.user, roads))
