"""The door that finds pages, and the doors of those that belong to no course."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import requires_csrf_token
from wagtail import hooks
from wagtail import views as wagtail_views

from cms.pages import queries
from cms.pages.links import localized
from cms.site.context import StaticChrome
from cms.site.queries import keep_stamp
from cms.site.rules import DEFAULT_LANGUAGE


def serve(request, path):
    """Opens the page at an address; what we do not find, Wagtail may (redirects)."""
    language = get_language() or DEFAULT_LANGUAGE
    found = queries.found_at(path, host=request.get_host(), language=language)
    if found is None:
        return wagtail_views.serve(request, path)
    keep_stamp(found.stamp)
    request.content_locale_missing = found.language != language
    response = _open(request, found)
    response.same_for_strangers = not found.is_restricted and getattr(found.model, "same_for_strangers", False)
    patch_vary_headers(response, ["Cookie"])
    return response


def _open(request, found):
    page = queries.page_of(found)
    chain = wagtail_views.serve_chain
    # Wagtail asks the database for restrictions here; the lookup already knows that there are none.
    if found.is_restricted:
        for wrap in reversed(hooks.get_hooks("on_serve_page")):
            chain = wrap(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return chain(page, request, [], {})


def landing(request, page):
    """The front page."""
    context = {"page": page, "nav": "welcome"}
    content = queries.kept(
        request, page, "landing", lambda: render_to_string("cms/pages/_landing_content.html", context, request)
    )
    return render(request, "cms/pages/landing.html", {**context, "content": content})


def standard_page(request, page):
    """A plain page."""
    context = {"page": page, "nav": page.slug}
    body = queries.kept(
        request, page, "body", lambda: render_to_string("cms/pages/_standard_body.html", context, request)
    )
    return render(request, "cms/pages/standard_page.html", {**context, "body": body})


def pause(request):
    """A quiet page. Not counted, not kept, not shown to anybody."""
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}) or request.path in back:
        back = localized("")
    return render(request, "cms/pages/pause.html", {"back": back})


@requires_csrf_token
def server_error(request):
    """Says that something on our side is broken, without asking the database for anything."""
    language = get_language() or settings.LANGUAGE_CODE
    context = {"chrome": StaticChrome(request), "LANGUAGE_CODE": language}
    return HttpResponseServerError(render_to_string("500.html", context))
