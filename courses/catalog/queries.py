"""Reads of the catalog: outlines of published courses, activities of a module, faults of a draft."""

from collections.abc import Collection, Iterable
from functools import cache, reduce
from operator import or_
from uuid import UUID

from django.apps import apps
from django.core.cache import caches
from django.db.models import Q, Sum
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from cms.pages.queries import edition
from courses.catalog import rules
from courses.catalog.activities import ActivityMixin
from courses.catalog.labels import sentence
from courses.catalog.loading import SOURCE_LANGUAGE, load_outlines
from courses.catalog.models import CoursePage, KeptPage, LessonPage, ModulePage, ModuleVersion
from courses.catalog.outlines import CourseOutline
from courses.catalog.rules import ActivityKind, Fault, FaultKind, TimedPart, approval_faults


@cache
def activity_models() -> list[type[Page]]:
    """Every page type that can be an activity, whatever app brings it."""
    return [model for model in apps.get_models() if issubclass(model, ActivityMixin) and issubclass(model, Page)]


def outlines(language: str | None = None) -> list[CourseOutline]:
    """All published courses in a language, with English where a text has no translation. In memory per edition:
    two queries and one per activity type at the first call after a change, none later."""
    return list(_by_key(language).values())


def outline(course_key: UUID, language: str | None = None) -> CourseOutline | None:
    """One published course."""
    return _by_key(language).get(course_key)


def _by_key(language: str | None) -> dict[UUID, CourseOutline]:
    language = language or get_language() or SOURCE_LANGUAGE
    frozen, name = caches["frozen"], f"outlines:{edition()}:{language}"
    found = frozen.get(name)
    if found is None:
        found = {course.key: course for course in load_outlines(language, activity_models())}
        frozen.set(name, found)
    return found


def activities_of(module: Page) -> list[Page]:
    """The activity pages under a module, live or not, in order."""
    return [child for child in module.get_children().specific() if isinstance(child, ActivityMixin)]


def newest_version(module_key: UUID) -> ModuleVersion | None:
    return ModuleVersion.objects.filter(module_key=module_key).order_by("-number").first()


def is_source(page: Page) -> bool:
    """Whether hours are counted on this page. A translation's words differ in number; its time is its source's."""
    if page.locale.language_code == SOURCE_LANGUAGE:
        return True
    source = Locale.objects.filter(language_code=SOURCE_LANGUAGE)
    return not Page.objects.filter(translation_key=page.translation_key, locale__in=source).exists()


def source_of(page: LessonPage) -> LessonPage | None:
    """The live page a lesson translates; none for a source."""
    if is_source(page):
        return None
    pages = LessonPage.objects.live().filter(translation_key=page.translation_key)
    return pages.filter(locale__language_code=SOURCE_LANGUAGE).first()


def _sentences(faults: list[Fault]) -> list[str]:
    return [sentence(fault) for fault in faults]


def activity_faults(page: ActivityMixin) -> list[str]:
    """What keeps an activity from going live. An evaluation earns no hours, so it needs none of this."""
    if page.activity_kind == ActivityKind.EVALUATION or not is_source(page):
        return []
    module = page.module()
    facts = rules.Facts(
        minutes=page.minutes,
        parts=page.stated_parts(),
        domain=page.domain or getattr(module, "domain", ""),
        competencies=page.competencies or getattr(module, "competencies", []),
    )
    return _sentences(rules.activity_faults(facts))


def lesson_faults(page: LessonPage) -> list[str]:
    return activity_faults(page) + _sentences(rules.story_faults(page.body.get_prep_value()))


def module_parts(module: ModulePage) -> list[TimedPart]:
    """The live activities of a module as parts of its time."""
    live = [page for page in activities_of(module) if page.live and page.minutes and page.is_required]
    return [TimedPart(page.title, page.minutes, str(page.specific_class._meta.verbose_name)) for page in live]


def module_faults(module: ModulePage) -> list[str]:
    """What keeps a module from going live: its own gaps, then those of each activity, draft or live."""
    if not is_source(module):
        return []
    pages = activities_of(module) if module.pk else []
    live = [page.minutes or 0 for page in pages if page.live and page.is_required]
    found = rules.module_faults(module.minutes, module.domain, module.objectives, live)
    found += _order_faults(module)
    return _sentences(found) + [
        f"“{page.title}”: {text}" for page in pages for text in (page if page.live else _draft(page)).faults()
    ]


def _draft(page: Page) -> Page:
    return page.get_latest_revision_as_object()


def _order_faults(module: ModulePage) -> list[Fault]:
    before = module.opens_after
    if before is None:
        return []
    if before.pk == module.pk:
        return [Fault(FaultKind.OPENS_AFTER_ITSELF)]
    if module.pk and not before.path.startswith(module.path[: -module.steplen]):
        return [Fault(FaultKind.OPENS_AFTER_OTHER_COURSE, name=before.title)]
    return []


def course_faults(course: CoursePage) -> list[str]:
    """What keeps a course from going live."""
    wanted = {
        FaultKind.NO_SUMMARY: course.summary,
        FaultKind.NO_OBJECTIVES: course.objectives,
        FaultKind.NO_INSTRUCTOR: course.instructor_name,
        FaultKind.NO_ATTESTATION: course.attestation,
    }
    missing = [Fault(kind) for kind, value in wanted.items() if not value]
    return _sentences([*missing, *approval_faults(course.approvals, _live_minutes(course) if course.approvals else 0)])


def _live_minutes(course: CoursePage) -> int:
    """What the live modules of a course declare together."""
    live = ModulePage.objects.live().child_of(course) if course.pk else ModulePage.objects.none()
    return live.aggregate(total=Sum("minutes"))["total"] or 0


def titles_of(versions: Collection[int], language: str) -> dict[int, str]:
    """What these module versions were called in a language; without those that did not have it. One query."""
    rows = ModuleVersion.objects.filter(pk__in=list(versions)) if versions else ModuleVersion.objects.none()
    return {pk: title for pk, title in rows.values_list("pk", f"payload__texts__{language}__title") if title}


def kept_within(pages: Iterable[Page]) -> list[str]:
    """The titles of what may not be deleted at or below these pages: it has brought somebody hours."""
    below = [Q(page__path__startswith=page.path) for page in pages]
    if not below:
        return []
    return list(
        KeptPage.objects.filter(reduce(or_, below)).order_by("page__path").values_list("page__title", flat=True)
    )


def prompts_in(lesson_key: UUID, language: str | None = None) -> dict[str, str]:
    """The reflections a lesson asks for, by their stable name, in a language or else in the source. In memory per
    edition; empty for what is no live lesson."""
    language = language or get_language() or SOURCE_LANGUAGE
    frozen, name = caches["frozen"], f"prompts:{edition()}:{language}:{lesson_key}"
    found = frozen.get(name)
    if found is None:
        pages = LessonPage.objects.live().filter(translation_key=lesson_key).select_related("locale")
        ranked = sorted(pages, key=lambda page: page.locale.language_code != language)
        asked = [block.value for block in ranked[0].body if block.block_type == "reflect"] if ranked else []
        found = {value["block_id"]: value["prompt"] for value in asked}
        frozen.set(name, found)
    return found
