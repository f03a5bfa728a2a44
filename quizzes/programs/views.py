"""Doors: where do you want to be certified, and what a board asks for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.programs import labels, queries, services
from quizzes.programs.forms import UNSURE, ChooseForm
from quizzes.programs.sheets import sheets

# So many are read at a glance; more want a search.
_FEW = 6


@require_safe
def index(request):
    """All programs whose rules we have read, by place."""
    place = request.GET.get("place", "").strip()
    programs = [
        {
            "slug": version.program.slug,
            "place": labels.asker(version.payload),
            "name": labels.in_language(version.payload["name"]),
            "hours": labels.hours_in_all(version.payload),
        }
        for version in queries.matching(queries.published_versions(), place)
    ]
    context = {"programs": programs, "place": place, "nav": "roadmap" if request.user.is_authenticated else "about"}
    return render(request, "quizzes/programs/index.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request):
    """One question, asked after the first enrollment, changed at any time. Who arrives from an enrollment and has
    answered before is sent on."""
    on = _address_after(request)
    published, place = list(queries.published_versions()), request.GET.get("place", "").strip()
    versions = queries.matching(published, place)
    pursuit = queries.pursuit_of(request.user)
    if request.method != "POST" and on and (pursuit or not published):
        return redirect(on)
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        versions=versions,
        initial=_present_answer(pursuit, versions),
    )
    if form.is_valid():
        messages.success(request, _keep_answer(request.user, form.chosen()))
        return redirect(on or "home:roadmap")
    context = {"form": form, "after": on, "place": place, "has_many": len(published) > _FEW}
    return render(request, "quizzes/programs/choose.html", context, status=422 if form.is_bound else 200)


def _keep_answer(user, chosen) -> str:
    """What to say about an answer that was kept."""
    version = chosen or queries.example_version()
    if version:
        services.choose(user, version, is_example=chosen is None)
    if chosen is None:
        return _("No hurry. Your roadmap shows an example until you choose.")
    return _("Your roadmap now shows %(program)s.") % {"program": labels.in_language(chosen.payload["name"])}


def _address_after(request) -> str:
    """Where to go on to, if it is a page of ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}) else ""


def _present_answer(pursuit, versions) -> dict[str, str]:
    if pursuit is None:
        return {}
    if pursuit.is_example:
        return {"answer": UNSURE}
    same = [v for v in versions if v.program_id == pursuit.program_version.program_id]
    return {"answer": str(same[0].pk)} if same else {}


@require_safe
def program(request, slug):
    """What a board asks for, with the source and the date of every rule."""
    version = queries.published_version(slug)
    if version is None:
        raise Http404
    payload = version.payload
    context = {
        "asker": labels.asker(payload),
        "name": labels.in_language(payload["name"]),
        "confidence": labels.CONFIDENCE.get(payload.get("confidence", ""), ""),
        "board": payload["board"],
        "place": labels.in_language(payload["place"]),
        "summary": labels.in_language(payload["summary"]),
        "as_of": labels.day(payload["as_of"]),
        "sources": payload["sources"],
        "sheets": sheets(payload),
        "nav": "roadmap" if request.user.is_authenticated else "about",
    }
    return render(request, "quizzes/programs/program.html", context)
