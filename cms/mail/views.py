"""The mails of a demo, to read in the browser: nothing of a demo leaves the machine."""

from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from cms.mail import queries


def demo_only(view):
    """The address does not exist on any other database."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.HEARTEN_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@demo_only
def inbox(request):
    """All mails, newest first."""
    page = Paginator(queries.demo_mails(), 20).get_page(request.GET.get("page"))
    return render(request, "cms/mail/inbox.html", {"mails": page})


@demo_only
def mail(request, mail_id):
    """One mail as it would have arrived."""
    found = get_object_or_404(queries.demo_mails(), pk=mail_id)
    return render(request, "cms/mail/mail.html", {"mail": found})
