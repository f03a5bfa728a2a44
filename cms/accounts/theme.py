"""The chosen colors, kept in a cookie so that a page knows them before it knows the person."""

from django.conf import settings
from django.http import HttpResponse

from cms.accounts.rules import Theme
from cms.site.rules import THEME_COOKIE

YEAR = 365 * 24 * 3600


def remember_theme(response: HttpResponse, theme: str) -> HttpResponse:
    """Set the cookie, or take it back when the device decides."""
    if theme == Theme.DEVICE:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    else:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
