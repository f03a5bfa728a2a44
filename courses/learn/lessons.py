"""What a lesson page shows around its text: where it stands among its neighbors, what comes next, what was written."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
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
from courses.progress.held import HeldView
from courses.progress.openings import Sitting, opening_token
from courses.reflections.queries import reflections_in
from courses.reflections.writing import Sheet, sheet


@dataclass(frozen=True)
class Neighbor:
    """A link of the pager."""

    address: str
    where: str
    title: str


class Piece(NamedTuple):
    """Text that is the same for everybody, and the prompt that follows it, if one does."""

    html: SafeString
    prompt: Prompt | None = None
    sheet: Sheet | None = None


@dataclass
class LessonView:
    visit: Visit
    module: ModuleOutline
    activity: ActivityOutline
    text: list[Piece]

    @cached_property
    def is_done(self) -> bool:
        return self.visit.standing.has(self.activity.key)

    @cached_property
    def is_module_done(self) -> bool:
        return self.visit.progress(self.module).is_complete

    @cached_property
    def opening(self) -> str:
        """When this page was opened, signed: what is done on it brings it back."""
        place = self.visit.enrollment
        if place is None:
            return ""
        activity = self.activity
        return opening_token(Sitting(place.trainee_id, place.pk, self.module.key, activity.key, activity.minutes))

    @cached_property
    def held(self) -> HeldView | None:
        """Set when all of the module is done and its hours wait for time."""
        return self.visit.held_in(self.module)

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
    def pieces(self) -> list[Piece]:
        """The text as it is for everybody, and under each prompt a sheet with what this person has written."""
        if not self.visit.enrollment or not any(piece.prompt for piece in self.text):
            return self.text
        written = reflections_in(self.visit.enrollment, self.activity.key)
        return [
            piece._replace(sheet=sheet(piece.prompt.block_id, written.get(piece.prompt.block_id)))
            if piece.prompt
            else piece
            for piece in self.text
        ]


def segment(visit: Visit, lesson: ActivityOutline, here: ActivityOutline) -> tuple[str, str]:
    """State and words of one step in the row of lessons."""
    name = {"number": lesson.number}
    if lesson.key == here.key:
        return "now", _("Lesson %(number)s: you are here") % name
    if visit.standing.has(lesson.key):
        return "done", _("Lesson %(number)s: done") % name
    return "todo", _("Lesson %(number)s: not yet") % name


def text_of(request, page: LessonPage) -> list[Piece]:
    """The text, drawn once for each published version and language around it. Its own words are all in its own
    language, so that a voice reads them right."""
    pause = localized("pause/")

    def draw() -> list[Piece]:
        source = source_of(page)
        with override(page.locale.language_code):
            body = render_body(page.body, pause=pause, source=source.body if source else None)
            opening = {"lead": body.lead, "parts": body.parts, "aims": page.aims}
            return _pieces(render_to_string("courses/learn/_opening.html", opening), body)

    return kept(request, page, "lesson", draw)


def _pieces(opening: SafeString, body: RenderedBody) -> list[Piece]:
    """HTML and prompts by turns, cut behind each prompt."""
    pieces, html = [], opening
    for part in body.pieces:
        if isinstance(part, Prompt):
            pieces.append(Piece(html, part))
            html = SafeString("")
        else:
            html += part
    return [*pieces, Piece(html)]
