"""The doors of reflections: save one, read one's own."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.pages.links import localized
from courses.catalog.queries import outline, prompts_in
from courses.enrollments.queries import active_enrollments_for
from courses.progress.active_time import count
from courses.progress.openings import read_opening
from courses.reflections import queries, services
from courses.reflections.entries import entry
from courses.reflections.rules import Visibility
from courses.reflections.writing import ReflectionForm, returned, saved_words


@login_required
def mine(request):
    """What I have written."""
    entries = [entry(reflection) for reflection in queries.reflections_for(request.user)]
    return render(request, "courses/reflections/mine.html", {"entries": entries})


@login_required
@require_POST
def save(request, enrollment_id, lesson_key, block_id):
    """Save a reflection. Script gets a sentence back, everybody else their lesson."""
    enrollment = get_object_or_404(active_enrollments_for(request.user), pk=enrollment_id)
    course = outline(enrollment.course_key)
    lesson = course.activity(lesson_key) if course else None
    prompt = prompts_in(lesson_key).get(block_id) if lesson else None
    if prompt is None:
        raise Http404
    back = f"{localized(lesson.path)}#{block_id}"
    form = ReflectionForm(request.POST, auto_id=f"{block_id}-%s")
    if not form.is_valid():
        context = {"form": form, "sheet": returned(form, block_id), "prompt": prompt, "back": back}
        return render(request, "courses/reflections/save.html", context, status=422)
    _count_writing(request, enrollment, lesson_key)
    visibility = Visibility(form.cleaned_data["visibility"])
    saved = services.save_reflection(
        enrollment, lesson_key, block_id, text=form.cleaned_data["text"], visibility=visibility, by=request.user
    )
    if request.accepts("text/html"):
        return redirect(back)
    return JsonResponse({"saved": saved_words(saved)})


def _count_writing(request, enrollment, lesson_key):
    """The time up to a press of Save: its answer is a page opened anew. A script gives signs of its own."""
    opening = read_opening(request.POST.get("opened", ""), trainee_id=request.user.pk)
    if opening and opening.is_of(enrollment.pk, lesson_key) and request.accepts("text/html"):
        count(request.user, opening.sitting, opened_at=opening.at, at=timezone.now())
