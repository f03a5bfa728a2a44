"""Pages that somebody opens with a link from a mail: for them alone, and nothing of the address goes anywhere."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from quizzes.claims import links
from quizzes.credentials import limits
from quizzes.credentials.discretion import unlisted


def by_token(view):
    """Open a door with the token of its address. A guess is a page that is not there, and guessing is slowed down.

    No forgery token: nothing here rests on a cookie, the address itself is the right to decide. And with "no-referrer"
    browsers send no origin along, so Django would refuse every post.
    """

    @csrf_exempt
    @wraps(view)
    def door(request, token, **kwargs):
        if limits.is_over(request, "confirm", limits.MISSES_PER_MINUTE):
            return _closed(request, "quizzes/claims/slow_down.html", 429, {"Retry-After": str(limits.WINDOW_SECONDS)})
        link = links.find(token)
        if link is None:
            limits.count(request, "confirm")
            return _closed(request, "quizzes/claims/no_link.html", 404)
        response = view(request, link, token, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return unlisted(door)


def _closed(request, template: str, status: int, headers: dict[str, str] | None = None):
    response = render(request, template, status=status)
    for name, value in {"Referrer-Policy": "no-referrer", **(headers or {})}.items():
        response[name] = value
    return response
