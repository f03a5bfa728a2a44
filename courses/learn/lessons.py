"""What a lesson page shows around its text: where it stands among its neighbors, what comes next, what was written."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.blocks.rendering import Prompt, RenderedBody, render_body
from cms.pages.links import localized
from cms.pages.queries import kept
from courses.catalog.models import LessonPage
from courses.catalog.outlines import ActivityOutline, ModuleOutline
from courses.catalog.queries import source_of
from courses.learn.rows import Row, activity_rows, name_in_sentence
from courses.learn.visits import Visit
from courses.reflections.models import Reflection
from courses.reflections.queries import reflections_in
from courses.reflections.writing import ReflectionForm, saved_words


@dataclass(frozen=True)
class Neighbor:
    """A link of the pager."""

    address: str
    where: str
    title: str


@dataclass
class LessonView:
    visit: Visit
    module: ModuleOutline
    activity: ActivityOutline
    body: RenderedBody

    @cached_property
    def is_done(self) -> bool:
        return self.visit.standing.has(self.activity.key)

    @cached_property
    def is_module_done(self) -> bool:
        return self.visit.progress(self.module).is_complete

    @cached_property
    def is_last_to_do(self) -> bool:
        return [each.key for each in self.visit.progress(self.module).remaining] == [self.activity.key]

    @cached_property
    def rows(self) -> list[Row]:
        return activity_rows(self.visit, self.module, here=self.activity)

    @cached_property
    def segments(self) -> list[tuple[str, str]]:
        return [segment(self.visit, each, self.activity) for each in self.module.lessons]

    @cached_property
    def previous(self) -> Neighbor | None:
        return self._neighbor(-1, _("Back to %(name)s"), _("Back"))

    @cached_property
    def next(self) -> Neighbor | None:
        return self._neighbor(1, _("Next, %(name)s"), _("Next"))

    def _neighbor(self, step: int, numbered: str, bare: str) -> Neighbor | None:
        keys = [each.key for each in self.module.activities]
        index = keys.index(self.activity.key) + step
        if not 0 <= index < len(keys):
            return None
        other = self.module.activities[index]
        where = numbered % {"name": name_in_sentence(other)} if other.number else bare
        return Neighbor(localized(other.path), where, other.title)

    @cached_property
    def pieces(self) -> list:
        """The text as it is for everybody, and for each reflection a form with what this person has written."""
        if not self.visit.enrollment or not self.body.prompts:
            return list(self.body.pieces)
        written = reflections_in(self.visit.enrollment, self.activity.key)
        return [_sheet(piece, written) if isinstance(piece, Prompt) else piece for piece in self.body.pieces]


def _sheet(prompt: Prompt, written: dict[str, Reflection]) -> dict:
    """A prompt with its form and what is in it."""
    saved = written.get(prompt.block_id)
    form = ReflectionForm.of(prompt.block_id, saved)
    return {"prompt": prompt, "form": form, "said": saved_words(saved) if saved else ""}


def segment(visit: Visit, lesson: ActivityOutline, here: ActivityOutline) -> tuple[str, str]:
    """State and words of one step in the row of lessons."""
    name = {"number": lesson.number}
    if lesson.key == here.key:
        return "now", _("Lesson %(number)s: you are here") % name
    if visit.standing.has(lesson.key):
        return "done", _("Lesson %(number)s: done") % name
    return "todo", _("Lesson %(number)s: not yet") % name


def body_of(request, page: LessonPage) -> RenderedBody:
    """The text, drawn once for each published version and language around it. Its own words are all in its own
    language, so that a voice reads them right."""
    pause = localized("pause/")

    def draw() -> RenderedBody:
        source = source_of(page)
        with override(page.locale.language_code):
            return render_body(page.body, pause=pause, source=source.body if source else None)

    return kept(request, page, "lesson", draw)
