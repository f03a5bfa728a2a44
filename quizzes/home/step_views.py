"""Doors: one step of the road, and what a person tells about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.home import queries
from quizzes.home.forms import RecoveryForm
from quizzes.home.periods import periods_of
from quizzes.home.roadmap import step_of
from quizzes.home.steps import form_for, names_of, topics_of
from quizzes.programs import services
from quizzes.programs.labels import in_language
from quizzes.programs.queries import told_by
from quizzes.programs.rules import RequirementKind


def address_of(step: str, program: str) -> str:
    return f"{reverse('home:step', args=[step])}?{urlencode({'program': program})}"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, step):
    """What is asked, how it stands, and a form for what a person has."""
    roads = queries.roads_of(request.user, request.GET.get("program"))
    found = step_of(roads.goals, step) if roads and roads.goals.pursuit else None
    if found is None:
        raise Http404
    line, requirement = found
    form = _form(request, requirement, roads.goals.payload)
    if form and form.is_valid():
        _keep(request.user, form, roads.goals.pursuit.program_version)
        messages.success(request, _("We noted it. Only you see it here."))
        return redirect(address_of(step, roads.goals.payload["slug"]))
    context = _about(request.user, line, requirement, roads.goals) | {"form": form}
    return render(request, "quizzes/home/step.html", context, status=422 if form and form.is_bound else 200)


def _form(request, requirement: dict, version: dict):
    kind = form_for(requirement)
    if kind is None:
        return None
    return kind(request.POST if request.method == "POST" else None, requirement=requirement, version=version)


def _keep(user, form, version) -> None:
    if isinstance(form, RecoveryForm):
        services.say_recovery(user, **form.word())
    else:
        services.tell(user, *form.told(), version=version)


def _about(user, line, requirement: dict, goals) -> dict:
    """What the page of a step shows."""
    version = goals.payload
    names = names_of(requirement, version, in_language)
    rows = told_by(user).filter(topic__in=topics_of(requirement, version))
    asked = (requirement.get("about") or "recovery", requirement.get("recovery_months") or 0)
    words = [answer for answer in goals.facts.recovery if (answer.about, answer.months) == asked]
    return {
        "nav": "roadmap",
        "line": line,
        "program": goals.program_name,
        "slug": version["slug"],
        "told": [(row, names.get(row.topic, "")) for row in rows],
        "word": words[-1] if line.is_private and words else None,
        "board_length": version["minutes_in_hour"],
        "periods": periods_of(user, goals) if requirement["kind"] == RequirementKind.RENEWAL else [],
    }


@login_required
@require_POST
def take_back(request, evidence_id):
    """Remove something one told."""
    evidence = get_object_or_404(told_by(request.user), pk=evidence_id)
    services.take_back(evidence)
    messages.success(request, _("We removed it."))
    return redirect(_step_posted(request))


@login_required
@require_POST
def erase_recovery(request):
    """Remove every word one said about recovery, for all programs."""
    services.erase_recovery(request.user)
    messages.success(request, _("Your answers about recovery are erased. Nothing of them is kept."))
    return redirect(_step_posted(request))


def _step_posted(request) -> str:
    """The page the button stood on, by its two names; never an address from outside."""
    step, program = request.POST.get("step", ""), request.POST.get("program", "")
    if step.replace("_", "").isalnum() and program.replace("-", "").isalnum():
        return address_of(step, program)
    return reverse("home:roadmap")
