"""Reading published pages into outlines: one query for courses, one for modules, one per type of activity."""

from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Page

from cms.site.rules import DEFAULT_LANGUAGE
from courses.catalog.models import CoursePage, ModulePage
from courses.catalog.outlines import ActivityOutline, CourseOutline, ModuleOutline
from courses.catalog.rules import ActivityKind

# Structure, time and order are those of the pages in this language; other languages bring their texts.
SOURCE_LANGUAGE = DEFAULT_LANGUAGE
STEP = Page.steplen


class Shelf:
    """Live pages of one kind: the source of each, and its text in the language asked for."""

    def __init__(self, rows: Iterable[Page], language: str):
        self.sources: dict[UUID, Page] = {}
        self.texts: dict[UUID, Page] = {}
        self.languages: dict[UUID, list[str]] = {}
        for row in sorted(rows, key=lambda page: page.locale.language_code != SOURCE_LANGUAGE):
            self.sources.setdefault(row.translation_key, row)
            self.languages.setdefault(row.translation_key, []).append(row.locale.language_code)
            if row.locale.language_code == language:
                self.texts[row.translation_key] = row

    def under(self, parent: Page) -> list[Page]:
        """The sources below a page, in the order of the tree."""
        found = [page for page in self.sources.values() if page.path[:-STEP] == parent.path]
        return sorted(found, key=lambda page: page.path)

    def text(self, source: Page) -> Page:
        return self.texts.get(source.translation_key, source)


def load_outlines(language: str, activity_models: Iterable[type[Page]]) -> list[CourseOutline]:
    """Every published course that has something live in it."""
    courses, modules = _shelf(CoursePage, language), _shelf(ModulePage, language)
    pages = [page for model in activity_models for page in _live(model)]
    activities = Shelf(pages, language)
    found = [
        _course(page, courses, modules, activities)
        for page in sorted(courses.sources.values(), key=lambda page: page.path)
    ]
    return [course for course in found if course.modules]


def _live(model: type[Page]):
    return model.objects.live().select_related("locale").defer_streamfields()


def _shelf(model: type[Page], language: str) -> Shelf:
    return Shelf(_live(model), language)


def _path(page: Page) -> str:
    """`/home/courses/foundations/` → `courses/foundations/`: the first part is the home page of a language."""
    return page.url_path.strip("/").partition("/")[2] + "/"


def _course(page, courses: Shelf, modules: Shelf, activities: Shelf) -> CourseOutline:
    text = courses.text(page)
    chapters = [
        _module(number, module, modules, activities) for number, module in enumerate(modules.under(page), start=1)
    ]
    return CourseOutline(
        key=page.translation_key,
        title=text.title,
        slug=page.slug,
        path=_path(page),
        summary=text.summary,
        entry_way=page.entry_way,
        languages=tuple(courses.languages[page.translation_key]),
        modules=tuple(chapters),
        activities=tuple(_activity(each, 0, activities, None) for each in activities.under(page)),
        language=text.locale.language_code,
        active_share=page.active_share,
    )


def _module(number: int, page, modules: Shelf, activities: Shelf) -> ModuleOutline:
    text = modules.text(page)
    before = modules_by_pk(modules).get(page.opens_after_id)
    children, lesson = [], 0
    for child in activities.under(page):
        lesson += child.activity_kind == ActivityKind.LESSON
        children.append(_activity(child, lesson if child.activity_kind == ActivityKind.LESSON else 0, activities, page))
    return ModuleOutline(
        key=page.translation_key,
        title=text.title,
        slug=page.slug,
        path=_path(page),
        number=number,
        minutes=page.minutes or 0,
        domain=page.domain,
        competencies=tuple(page.competencies),
        # A module that waits for one that is not live would never open.
        opens_after_key=before.translation_key if before else None,
        activities=tuple(children),
        summary=text.summary,
        content_note=text.content_note,
        objectives=tuple(text.objectives),
        language=text.locale.language_code,
    )


def modules_by_pk(modules: Shelf) -> dict[int, Page]:
    """Live sources by row, to follow "opens after"."""
    return {page.pk: page for page in modules.sources.values()}


def _activity(page, number: int, activities: Shelf, module) -> ActivityOutline:
    text = activities.text(page)
    return ActivityOutline(
        key=page.translation_key,
        kind=str(page.activity_kind),
        title=text.title,
        slug=page.slug,
        path=_path(page),
        minutes=page.minutes or 0,
        domain=page.domain or (module.domain if module else ""),
        competencies=tuple(page.competencies or (module.competencies if module else ())),
        modality=page.modality,
        number=number,
        language=text.locale.language_code,
        is_required=page.is_required,
    )
