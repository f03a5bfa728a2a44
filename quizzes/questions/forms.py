"""The question's form in the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale

from courses.catalog.models import LessonPage


def source_lesson(key) -> LessonPage | None:
    """The lesson a question points at, in the language it was written in where there is one."""
    if not key:
        return None
    found = LessonPage.objects.filter(translation_key=key)
    return found.filter(locale=Locale.get_default()).first() or found.first()


class QuestionForm(WagtailAdminModelForm):
    """Chooses a lesson as a page and keeps its key. Pressing Publish shows what is still missing as sentences."""

    lesson_page = forms.ModelChoiceField(
        label=_("Lesson that teaches this"),
        queryset=LessonPage.objects.all(),
        required=False,
        widget=AdminPageChooser(target_models=[LessonPage]),
        help_text=_("The result page links here: “Read lesson 4 again”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["lesson_page"] = source_lesson(self.instance.lesson_key)

    def _post_clean(self):
        if "lesson_page" in self.cleaned_data:
            lesson = self.cleaned_data["lesson_page"]
            self.instance.lesson_key = lesson.translation_key if lesson else None
        super()._post_clean()
        if "action-publish" in self.data and not self.errors:
            for sentence in self.instance.faults():
                self.add_error(None, sentence)
