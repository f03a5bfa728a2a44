"""What the page editor says before anything goes live: faults, time, reading grade."""

from wagtail.admin.panels import Panel

from cms.blocks.rules import SUGGESTED_GRADE, all_text, count_words, hardest, reading_grade
from cms.pages.models import BasePage
from courses.catalog.rules import READING, TimedPart, is_far_off, total


class PublishingForm(BasePage.base_form_class):  # type: ignore[name-defined]
    """Pressing Publish asks the page for its faults and shows them as sentences; saving a draft never does."""

    def _post_clean(self):
        super()._post_clean()
        if "action-publish" in self.data and not self.errors:
            self.instance.parent_hint = self.parent_page
            for sentence in self.instance.faults():
                self.add_error(None, sentence)


class TimePanel(Panel):
    """What the minutes of the saved draft are made of."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/catalog/time_panel.html"

        def get_context_data(self, parent_context=None):
            parts, declared = self.instance.stated_parts() if self.instance.pk else [], self.instance.minutes
            return super().get_context_data(parent_context) | {
                "parts": [_worded(part) for part in parts],
                "stated": total(parts),
                "declared": declared,
                "is_far_off": bool(declared) and is_far_off(declared, total(parts)),
            }


class GradePanel(Panel):
    """Flesch-Kincaid grade of the saved draft. It suggests; it never blocks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/catalog/grade_panel.html"

        def get_context_data(self, parent_context=None):
            text = all_text(self.instance.body.get_prep_value())
            # The formula knows English syllables only.
            is_english = self.instance.locale_id and self.instance.locale.language_code == "en"
            grade = reading_grade(text) if is_english else None
            return super().get_context_data(parent_context) | {
                "grade": grade,
                "words": count_words(text),
                "is_over": bool(grade and grade > SUGGESTED_GRADE),
                "suggested": SUGGESTED_GRADE,
                "hardest": hardest(text),
            }


def _worded(part: TimedPart) -> dict:
    return {"what": part.what, "minutes": part.minutes, "basis": part.basis, "is_reading": part.what == READING}
