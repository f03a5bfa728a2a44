"""The account page and its sections."""

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from cms.accounts import queries, services
from cms.accounts.forms import SECTIONS, in_words
from cms.accounts.theme import remember_theme


@never_cache
@login_required
def account(request):
    """What we know about the person, and where to change it."""
    person = request.user
    return render(
        request,
        "cms/accounts/account.html",
        {"person": person, "has_second_step": queries.has_second_factor(person), **in_words(person)},
    )


@never_cache
@login_required
def section(request, section):
    """One part of it to change."""
    if section not in SECTIONS:
        raise Http404
    person = queries.person(request.user.pk)
    form = SECTIONS[section](request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        person = services.update_account(queries.person(person.pk), by=request.user, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Saved."))
            response = redirect(reverse("accounts:account"))
        return remember_theme(response, person.theme)
    return render(request, f"cms/accounts/{section}.html", {"form": form})


def sign_out(request):
    """Out, and nothing stays on the device, not even answers that waited there to be sent: phones are shared."""
    response = allauth.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response
