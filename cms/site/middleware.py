"""What happens to each request because of the site it reaches."""

from django.conf import settings
from django.utils.cache import patch_cache_control

from cms.site.queries import Moment, current_moment


class MomentMiddleware:
    """One moment a request: edition and shell are read at most once. What a signed-in person sees stays in their
    browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = current_moment.set(Moment(request.get_host()))
        try:
            response = self.get_response(request)
        finally:
            current_moment.reset(token)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response
