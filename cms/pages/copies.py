"""One drawing of a page for all strangers."""

from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpResponse

from cms.pages.rules import may_be_kept, may_share
from cms.site.queries import Stamp, stamp
from cms.site.rules import THEME_COOKIE, theme_from


@dataclass(frozen=True, slots=True)
class Copy:
    """A drawn page and the state of the site it was drawn from. In any other state it is not shown again."""

    stamp: Stamp
    content: bytes
    headers: dict[str, str]


class SharedCopyMiddleware:
    """Answers strangers from memory where a door has said that its page is the same for them all. Publishing,
    unpublishing, moving and restricting change the stamp, so nothing has to be thrown away by hand."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "GET" or request.META.get("QUERY_STRING") or not may_share(request.COOKIES):
            return self.get_response(request)
        theme = theme_from(request.COOKIES.get(THEME_COOKIE))
        key = f"copy:{request.get_host()}:{request.path}:{theme}"
        copy = caches["frozen"].get(key)
        if copy and copy.stamp == stamp():
            return HttpResponse(copy.content, headers=copy.headers)
        response = self.get_response(request)
        if getattr(response, "same_for_strangers", False) and _is_impersonal(request, response):
            caches["frozen"].set(key, Copy(stamp(), response.content, dict(response.headers)))
        return response


def _is_impersonal(request, response) -> bool:
    """Holds nothing of the visitor it was drawn for: no cookie came, none goes out, no form carries a token."""
    if response.status_code != 200 or response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
        return False
    return may_be_kept(request.COOKIES)
