"""What happens to each request because of who sends it."""

from functools import partial

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cms.accounts import queries

# What a person needs to set up a second factor, or to leave.
OPEN_WITHOUT_SECOND_FACTOR = ("mfa_", "account_logout", "account_reauthenticate", "operations:")


class JoinedAuthenticationMiddleware(AuthenticationMiddleware):
    """Django's, with the person that the session's own query brought along."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_user_of, request))


def _user_of(request):
    if not hasattr(request, "_cached_user"):
        request._cached_user = request.session.trusted_user() or auth.get_user(request)
    return request._cached_user


class PersonMiddleware:
    """Times in the person's own zone; and no page for staff who have not set up their second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Nobody is signed in without this cookie, so strangers cost no query.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.time_zone):
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.HEARTEN_STAFF_SECOND_FACTOR or settings.HEARTEN_DEMO:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        open_anyway = request.resolver_match.view_name or ""
        if not request.user.is_team or open_anyway.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return None
        if queries.has_second_factor(request.user):
            return None
        messages.info(request, _("Your work here needs a second step when you sign in. Set up one of these first."))
        return redirect("mfa_index")
