"""Doors of somebody without an account: the entries a trainee asks them to confirm. Looking changes nothing, so mail
scanners and previews decide nothing."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.claims import confirming, links
from quizzes.claims.asking import LinkState, masked
from quizzes.claims.confirm_forms import StopForm, WhoForm
from quizzes.claims.confirm_screens import Sheet, asking, checking, closed
from quizzes.claims.confirming import Choice
from quizzes.claims.discretion import by_token


def _is_trainee(request, link) -> bool:
    # Nobody is signed in without this cookie, so strangers cost no query.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.pk == link.trainee_id


@by_token
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, link, token):
    """Answer about each entry; then check, say who one is, and send."""
    at = timezone.now()
    if _is_trainee(request, link):
        return render(request, "quizzes/claims/own_link.html", status=403)
    if told := closed(link, token, at=at):
        return render(request, "quizzes/claims/confirm_closed.html", told)
    posted = request.POST if request.method == "POST" else None
    step = posted.get("step", "look") if posted is not None else ""
    sheet = Sheet(link, posted, all_right=step == "all")
    if step in {"look", "all", "send"} and sheet.is_answered():
        return _check_or_send(request, sheet, token, step, at)
    status = 409 if sheet.moved else 422 if step and step != "back" else 200
    return render(request, "quizzes/claims/confirm.html", asking(sheet, token), status=status)


def _check_or_send(request, sheet, token, step, at):
    """The second page; and once it is filled in, the deed."""
    approves = any(each.choice == Choice.APPROVE for each in sheet.chosen.values())
    form = WhoForm(request.POST if step == "send" else None, initial={"name": sheet.link.name}, approves=approves)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "quizzes/claims/confirm_check.html", checking(sheet, token, form), status=status)
    who = {"name": form.cleaned_data["name"], "role": form.cleaned_data["role"]}
    try:
        confirming.decide(sheet.link, sheet.chosen, **who, at=at)
    except confirming.Moved as moved:
        sheet.note_moved(moved.keys)
        return render(request, "quizzes/claims/confirm.html", asking(sheet, token), status=409)
    except confirming.LinkClosed:
        # Pressed twice, or somebody else was first: the page says what was decided.
        pass
    except confirming.OwnWork:
        return render(request, "quizzes/claims/own_link.html", status=403)
    return redirect("deciding:confirm", token)


@by_token
@require_POST
def again(request, link, token):
    """A fresh link, to the address the old one went to."""
    at = timezone.now()
    if closed(link, token, at=at) is None:
        return redirect("deciding:confirm", token)
    try:
        links.again(link, at=at)
        was_sent = True
    except links.NotNow:
        was_sent = False
    context = {"address": masked(link.email), "was_sent": was_sent}
    return render(request, "quizzes/claims/confirm_again.html", context, status=200 if was_sent else 429)


@by_token
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, link, token):
    """Not my person, or never again."""
    at = timezone.now()
    form = StopForm(request.POST if request.method == "POST" else None)
    is_over = links.state_of(link, at=at) == LinkState.REFUSED
    if form.is_valid():
        links.refuse(link, never_again=form.cleaned_data["why"] == "silence", at=at)
        is_over = True
    context = {"form": form, "token": token, "is_over": is_over, "trainee": link.trainee.get_full_name()}
    return render(request, "quizzes/claims/confirm_stop.html", context, status=422 if form.errors else 200)
