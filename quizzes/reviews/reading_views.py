"""Doors of readers: what waits, one answer, wording of one's own."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from quizzes.attempts import clock
from quizzes.questions.types.guides import UnknownLevel
from quizzes.reviews import queries, screens, services
from quizzes.reviews.forms import ReadForm, SavedNoteForm, TalkForm
from quizzes.reviews.rules import Asked, Reach, TalkOutcome, Verdict, next_free

PAGE_SIZE = 50


def who_reads(request) -> queries.Reader:
    """Who looks. A role that reads nobody here is told so by the CMS."""
    who = queries.reader(request.user)
    if who.reach == Reach.NOBODY:
        raise PermissionDenied
    return who


def _chosen(request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("cohort", "prompt", "hide")}


def _narrowed(line, chosen):
    try:
        cohort = int(chosen["cohort"]) if chosen["cohort"] else None
        prompt = UUID(chosen["prompt"]) if chosen["prompt"] else None
    except ValueError:
        raise Http404 from None
    return queries.narrowed(line, cohort_id=cohort, question_key=prompt)


@require_safe
def queue(request):
    """What waits for a person, oldest first."""
    who, chosen = who_reads(request), _chosen(request)
    line = queries.line_for(who)
    narrowed = _narrowed(line, chosen)
    page = Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = screens.queue(request, line, narrowed, page, chosen, queries.cohorts_in(line), clock.received_at())
    return render(request, "quizzes/reviews/queue.html", context)


def _back(chosen) -> str:
    return screens.queue_crumb(screens.kept(chosen))[0]


@require_POST
def take(request, attempt_id, number):
    """Open an answer, so that others see somebody has it."""
    attempt = get_object_or_404(queries.attempts_for(who_reads(request)), pk=attempt_id)
    over = "over" in request.POST
    services.claim(attempt, number, by=request.user, at=clock.received_at(), take_over=over)
    return redirect(_address(attempt_id, number, _chosen(request)))


def _address(attempt_id, number, chosen) -> str:
    kept = screens.kept(chosen)
    return reverse("reviews_admin:read", args=[attempt_id, number]) + (f"?{kept}" if kept else "")


def _waiting(request, attempt_id, number):
    """The answer, its row in the line as narrowed, or None for the row once it was decided."""
    who, chosen = who_reads(request), _chosen(request)
    attempt = get_object_or_404(
        queries.attempts_for(who).select_related("trainee", "enrollment__cohort"), pk=attempt_id
    )
    whole = queries.line_for(who)
    line = _narrowed(whole, chosen)
    if not any(row.place == (attempt_id, number) for row in line):
        line = whole
    return attempt, next((row for row in line if row.place == (attempt_id, number)), None), line, chosen


def _form(request, attempt, row, chosen):
    posted = request.POST if request.method == "POST" else None
    if row.asked == Asked.TALK:
        return TalkForm(posted)
    guide = screens.asked_of(row.version_id).asked.get("guide", ())
    name = _("the writer") if chosen["hide"] else attempt.trainee.get_short_name()
    if posted and "insert" in posted:
        # Saved wording goes behind what stands there; nothing is sent and nothing else typed is lost.
        saved = get_object_or_404(queries.saved_notes(request.user), pk=posted["insert"])
        note = "\n\n".join(filter(None, [posted.get("note", "").strip(), saved.text]))
        return ReadForm(initial={**posted.dict(), "note": note}, guide=guide, name=name)
    return ReadForm(posted, guide=guide, name=name)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request, attempt_id, number):
    """One answer beside its marking guide; a post decides and goes on."""
    at = clock.received_at()
    attempt, row, line, chosen = _waiting(request, attempt_id, number)
    if row is None:
        messages.info(request, _("This answer has been decided. Nothing was sent twice."))
        return redirect(_back(chosen))
    form = _form(request, attempt, row, chosen)
    if request.method == "POST" and form.is_valid():
        return _decided(request, attempt, row, line, form, chosen, at)
    claim = queries.claim_on(attempt, number)
    context = screens.reading(request, attempt, row, line, claim, form, chosen, at)
    return render(request, "quizzes/reviews/read.html", context, status=422 if form.is_bound else 200)


def _decided(request, attempt, row, line, form, chosen, at):
    try:
        _decide(attempt, row, form, by=request.user, at=at)
        messages.success(request, _("Sent. They get a mail that something is there to read."))
    except services.NotWaiting:
        messages.info(request, _("Somebody else decided this a moment ago, so nothing was sent twice."))
    except UnknownLevel:
        raise Http404 from None
    onward = next_free(line, queries.claims_on(line, at=at), request.user.pk, at=at, after=row.place)
    if "next" not in request.POST or onward is None:
        return redirect(_back(chosen))
    services.claim(queries.attempt(onward.attempt_id), onward.number, by=request.user, at=at)
    return redirect(_address(onward.attempt_id, onward.number, chosen))


def _decide(attempt, row, form, *, by, at):
    said = form.cleaned_data
    if row.asked == Asked.TALK:
        services.record_talk(
            attempt, row.number, outcome=TalkOutcome(said["outcome"]), talked_on=said["talked_on"], note=said["note"],
            private=said["private"], by=by, at=at,
        )  # fmt: skip
        return
    services.decide(
        attempt, row.number, levels=form.levels(), share=form.share(), note=said["note"],
        verdict=Verdict(said["verdict"]), by=by, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request):
    """Wording of one's own, to use again."""
    who_reads(request)
    form = SavedNoteForm(request.POST or None)
    if form.is_valid():
        services.keep_note(request.user, **form.cleaned_data)
        messages.success(request, _("Kept. You find it beside every answer you read."))
        return redirect("reviews_admin:notes")
    context = screens.frame(_("Saved notes"), "edit", screens.queue_crumb())
    context |= {"form": form, "notes": queries.saved_notes(request.user)}
    return render(request, "quizzes/reviews/notes.html", context, status=422 if form.is_bound else 200)


@require_POST
def forget(request, note_id):
    """Throw wording away."""
    services.forget_note(get_object_or_404(queries.saved_notes(request.user), pk=note_id))
    messages.success(request, _("Thrown away."))
    return redirect("reviews_admin:notes")
