"""The page for an address that asks too often."""

from django.shortcuts import render

from quizzes.credentials import limits


def slow_down(request):
    response = render(request, "quizzes/credentials/slow_down.html", {"nav": "check"}, status=429)
    response["Retry-After"] = str(limits.WINDOW_SECONDS)
    return response
