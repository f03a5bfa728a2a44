"""Said to an author when a door to going live meets faults."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cms.records.publishing import CannotPublish


class FaultsMiddleware:
    """The page form shows faults beside the fields. Workflow, bulk action, unlock and whatever Wagtail adds next end
    here: the sentences, and back to where the author was. What the door had begun is rolled back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, CannotPublish):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"faults": exception.faults}, status=400)
        lead = _("“%(title)s” can’t go live yet:") % {"title": exception.what}
        listed = format_html_join("", "<li>{}</li>", ([text] for text in exception.faults))
        messages.error(request, format_html("{}<ul>{}</ul>", lead, listed))
        back = request.META.get("HTTP_REFERER", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = reverse("wagtailadmin_home")
        return redirect(back)
