"""Doors: programs side by side, other rules of the same program, and which ones one aims at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.home import labels
from quizzes.home.comparison import compare as side_by_side
from quizzes.home.newer import changes
from quizzes.hours.facts import facts_of
from quizzes.programs import services
from quizzes.programs.labels import day, in_language, short_name
from quizzes.programs.queries import newest_version, published_versions, pursuits_of


@login_required
@never_cache
@require_safe
def compare(request):
    """What is left for each program one aims at, and for any others one is curious about."""
    pursuits, published = list(pursuits_of(request.user)), list(published_versions())
    own = [pursuit.program_version for pursuit in pursuits]
    pursued = {version.program_id for version in own}
    wanted = [slug for slug in dict.fromkeys(request.GET.getlist("with")) if slug]
    curious = [v for slug in wanted for v in published if v.program.slug == slug and v.program_id not in pursued]
    if request.GET.get("all"):
        curious = [version for version in published if version.program_id not in pursued]
    found = side_by_side([*own, *curious], facts_of(request.user, with_recovery=True), pursued=pursued)
    shown = pursued | {version.program_id for version in curious}
    context = {
        "nav": "roadmap",
        "columns": labels.columns(found),
        "rows": labels.rows(found),
        "wanted": [version.program.slug for version in curious],
        "choices": [(v.program.slug, short_name(v.payload)) for v in published if v.program_id not in shown],
    }
    return render(request, "quizzes/home/compare.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def newer(request, slug):
    """What a program's newer rules would mean, and the choice to go by them."""
    pursuit = get_object_or_404(pursuits_of(request.user), program__slug=slug)
    version = newest_version(pursuit.program_id)
    if version.number <= pursuit.program_version.number:
        raise Http404
    if request.method == "POST":
        services.switch(pursuit, version)
        messages.success(request, _("You now go by the newer rules."))
        return redirect(f"{reverse('home:roadmap')}?program={slug}")
    context = {
        "nav": "roadmap",
        "slug": slug,
        "name": in_language(version.payload["name"]),
        "as_of": day(version.payload["as_of"]),
        "changes": changes(pursuit.program_version.payload, version.payload, facts_of(request.user)),
    }
    return render(request, "quizzes/home/newer.html", context)


@login_required
@require_POST
def put_first(request, slug):
    """Let the dashboard and the hours speak of this program."""
    pursuit = get_object_or_404(pursuits_of(request.user), program__slug=slug)
    services.choose(request.user, pursuit.program_version, is_example=pursuit.is_example)
    messages.success(request, _("Your dashboard now shows this program first."))
    return redirect("home:roadmap")


@login_required
@require_POST
def stop(request, slug):
    """No longer aim at a program."""
    services.stop(get_object_or_404(pursuits_of(request.user), program__slug=slug))
    messages.success(request, _("You no longer aim at this program. Your hours and notes stay."))
    return redirect("home:roadmap")
