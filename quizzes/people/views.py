"""The team's doors to people, all inside the CMS."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.pages.links import localized
from courses.catalog.queries import outline
from courses.cohorts.services import renew_code as give_new_code
from courses.enrollments import services
from quizzes.attempts import clock
from quizzes.attempts import services as attempts
from quizzes.hours.export import CSV, XLSX, as_csv, as_xlsx
from quizzes.people import queries, screens, tables
from quizzes.people.forms import AccommodationForm, InviteForm, invited
from quizzes.people.learner import learner as read_learner
from quizzes.people.permissions import can_accommodate
from quizzes.people.roster import chosen, groups_for, in_order, matching, roster
from quizzes.people.rules import Reach

PAGE_SIZE = 50


def _viewer(request) -> queries.Viewer:
    """Who looks. A role that has no people here is told so by the CMS."""
    who = queries.viewer(request.user)
    if who.reads == Reach.NOBODY:
        raise PermissionDenied
    return who


@require_safe
def report(request):
    """Who is in a cohort, and how far."""
    who = _viewer(request)
    groups = groups_for(who)
    group = chosen(groups, request.GET.get("group", ""))
    if group is None and groups:
        raise Http404
    if group is None:
        return render(request, "quizzes/people/report.html", screens.no_groups(request))
    found = roster(group, now=timezone.now())
    sort, words = request.GET.get("sort", "name"), request.GET.get("q", "")
    rows = in_order(matching(found.rows, words), sort)
    if request.GET.get("export"):
        return _file(request.GET["export"], found, rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    may_let_in = who.leads != Reach.NOBODY
    context = screens.report(request, groups, found, page, sort, words, may_let_in=may_let_in)
    return render(request, "quizzes/people/report.html", context)


def _file(kind: str, found, rows) -> HttpResponse:
    lines = tables.table(found, rows)
    ways = {"csv": (as_csv, CSV), "xlsx": (partial(as_xlsx, _("People")), XLSX)}
    if kind not in ways:
        raise Http404
    write, content_type = ways[kind]
    response = HttpResponse(write(lines), content_type=content_type)
    name = slugify(found.group.title) or "people"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def learner(request, person_id):
    """One person, as far as the viewer may read."""
    who = _viewer(request)
    person = get_object_or_404(queries.people_for(who), pk=person_id)
    found = read_learner(person, who, now=timezone.now())
    led = queries.led_of(person, who) if can_accommodate(request.user) else []
    return render(request, "quizzes/people/learner.html", screens.learner(request, person, found, led))


@require_http_methods(["GET", "HEAD", "POST"])
def accommodation(request, person_id):
    """What a person needs, set once for all quizzes. Only who leads them finds this page, and what it says of why."""
    who = _viewer(request)
    if not can_accommodate(request.user):
        raise PermissionDenied
    person = get_object_or_404(queries.people_led_by(who), pk=person_id)
    form = AccommodationForm(request.POST or None, instance=queries.accommodation_of(person))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = screens.accommodation(request, person, form)
        return render(request, "quizzes/people/accommodation.html", context, status=status)
    words = {"allowance": form.allowance(), "reason": form.cleaned_data["reason"]}
    if attempts.accommodate(person, by=request.user, at=clock.received_at(), **words):
        messages.success(request, _("Saved. It counts everywhere, also in a quiz that is open now."))
    else:
        messages.success(request, _("Saved. Nothing changes for the person."))
    return redirect("people_admin:learner", person.pk)


@require_POST
def suspend(request, enrollment_id):
    """Close a place for a while."""
    return _switch(request, enrollment_id, attempts.suspend, _("The place is closed for now. Nothing in it is lost."))


@require_POST
def reinstate(request, enrollment_id):
    """Open a place again."""
    return _switch(request, enrollment_id, attempts.reinstate, _("The place is open again."))


def _switch(request, enrollment_id, deed, said):
    place = get_object_or_404(queries.places_led_by(_viewer(request)), pk=enrollment_id)
    try:
        deed(place, by=request.user, at=clock.received_at())
        messages.success(request, said)
    except (services.AlreadyClosed, services.NotSuspended):
        messages.warning(request, _("Somebody has changed this place meanwhile. Look at it once more."))
    return redirect("people_admin:learner", place.trainee_id)


@require_safe
def cohort(request, cohort_id):
    """Let people into a cohort: its code, and invitations."""
    led = queries.cohorts_led_by(_viewer(request))
    found = get_object_or_404(led, pk=cohort_id)
    waiting = queries.waiting_invitations(led.filter(pk=found.pk))
    form = InviteForm(initial={"language": request.user.language})
    return render(request, "quizzes/people/cohort.html", screens.cohort(request, found, form, waiting))


@require_POST
def invite(request, cohort_id):
    """Look at who would get a mail; with `send` in the form, send."""
    led = queries.cohorts_led_by(_viewer(request))
    found = get_object_or_404(led, pk=cohort_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        waiting = queries.waiting_invitations(led.filter(pk=found.pk))
        return render(request, "quizzes/people/cohort.html", screens.cohort(request, found, form, waiting), status=422)
    lines = form.lines(found)
    if "send" not in request.POST:
        return render(request, "quizzes/people/invite.html", screens.invite(request, found, form, lines))
    _send(request, found, invited(lines), form.cleaned_data["language"])
    return redirect("people_admin:cohort", found.pk)


def _send(request, found, emails: list[str], language: str) -> None:
    try:
        sent = services.invite(emails, found.course_key, cohort=found, by=request.user, language=language)
    except services.NotOpen:
        messages.error(request, _("The course of this cohort is not published yet, so nobody was invited."))
        return
    words = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", len(sent))
    messages.success(request, words % {"n": len(sent)})


@require_POST
def renew_code(request, cohort_id):
    """Give a cohort a new code."""
    found = get_object_or_404(queries.cohorts_led_by(_viewer(request)), pk=cohort_id)
    give_new_code(found, by=request.user)
    messages.success(request, _("The cohort has a new code. The old one opens nothing any more."))
    return redirect("people_admin:cohort", found.pk)


@require_safe
def slip(request, cohort_id):
    """The code on paper."""
    found = get_object_or_404(queries.cohorts_led_by(_viewer(request)), pk=cohort_id)
    address = request.build_absolute_uri(localized(f"join/{found.join_code}/"))
    context = screens.slip(found, outline(found.course_key), address)
    return render(request, "quizzes/people/slip.html", context)
