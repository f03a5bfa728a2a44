"""A reflection as its writer reads it: beside the prompt and the lesson it belongs to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.pages.links import localized
from courses.catalog.queries import outlines, prompts_in
from courses.reflections.models import Reflection
from courses.reflections.rules import Visibility


@dataclass(frozen=True)
class Entry:
    reflection: Reflection
    prompt: str
    lesson: str
    # Empty when the lesson is gone; what was written stays.
    address: str

    @property
    def is_shared(self) -> bool:
        return self.reflection.visibility == Visibility.INSTRUCTOR


def entry(reflection: Reflection) -> Entry:
    """A reflection with its prompt and lesson, as far as they are still published."""
    found = (course.activity(reflection.lesson_key) for course in outlines())
    lesson = next((activity for activity in found if activity), None)
    prompt = prompts_in(reflection.lesson_key).get(reflection.block_id, "")
    address = f"{localized(lesson.path)}#{reflection.block_id}" if lesson else ""
    return Entry(reflection, prompt or _("A reflection"), lesson.title if lesson else "", address)
