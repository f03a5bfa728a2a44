"""Lines of lists: a course in the catalog, a module of a course, an activity of a module; finished words and flags."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.pages.links import localized
from cms.site.context import LANGUAGE_NAMES
from courses.catalog.labels import ENTRY_WAY_LABELS
from courses.catalog.outlines import ActivityOutline, CourseOutline, ModuleOutline
from courses.catalog.rules import ActivityKind, EntryWay
from courses.learn.visits import Visit
from courses.progress import rules
from courses.progress.rules import FINISHING, ResultState, Standing

# Tone and words of a state, as `components/tag.html` takes them; no tone is plain text.
TONES = {
    "done": "done",
    "in_progress": "berry",
    "next": "berry",
    ResultState.WAITING: "honey",
    ResultState.NEW_FEEDBACK: "honey",
    ResultState.TAKEN_BACK: "honey",
}


@dataclass(frozen=True)
class Row:
    title: str
    # Empty for what is not open: then there is no link.
    address: str
    state: str
    words: str
    detail: str = ""
    kind: str = ""
    number: int = 0
    minutes: int = 0
    is_done: bool = False
    is_here: bool = False
    # Set where the title is in another language than the page.
    lang: str = ""

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")


def foreign(language: str) -> str:
    """The language to name on a text, or nothing where it is the page's own."""
    return "" if language == get_language() else language


def state_words(state: str) -> str:
    """Few states, in words."""
    return {
        "done": _("Done"),
        "in_progress": _("In progress"),
        "not_started": _("Not started"),
        "next": _("Next"),
        ResultState.WAITING: _("Waiting for a person"),
        ResultState.NEW_FEEDBACK: _("New feedback"),
        ResultState.NOT_YET: _("Almost there"),
        ResultState.TAKEN_BACK: _("Open again"),
    }.get(state, "")


def activity_state(activity: ActivityOutline, standing: Standing) -> str:
    """The state of an activity as outlines show it; a result says it for a quiz, a completion for a lesson."""
    if standing.has(activity.key):
        return "done"
    result = standing.results.get(activity.key)
    if result is None:
        return "not_started"
    return "in_progress" if result in FINISHING or result == ResultState.STARTED else result


def activity_rows(visit: Visit, module: ModuleOutline, here: ActivityOutline | None = None) -> list[Row]:
    """The activities of a module. Lessons link for everybody: their door explains itself."""
    is_closed = visit.opens_after(module) is not None
    rows = []
    for activity in module.activities:
        state = activity_state(activity, visit.standing)
        if state == "not_started" and visit.next and visit.next.key == activity.key:
            state = "next"
        rows.append(
            Row(
                title=activity.title,
                address="" if is_closed and not visit.is_team else localized(activity.path),
                state=state,
                words=state_words(state) if visit.enrollment else "",
                kind=activity.kind,
                number=activity.number,
                minutes=activity.minutes,
                is_done=state == "done",
                is_here=here is not None and here.key == activity.key,
                lang=foreign(activity.language),
            )
        )
    return rows


def module_rows(visit: Visit) -> list[Row]:
    """The modules of a course, each saying what opens it when it is not open."""
    if visit.course is None:
        return []
    rows = []
    for module in visit.course.modules:
        progress, before = visit.progress(module), visit.opens_after(module)
        state = "done" if progress.is_complete else "in_progress" if progress.is_started else "not_started"
        words = state_words(state) if visit.enrollment else ""
        if before is not None:
            state, words = "closed", _("Opens after module %(number)s") % {"number": before.number}
        rows.append(
            Row(
                title=module.title,
                address=localized(module.path),
                state=state,
                words=words,
                detail=module.summary,
                number=module.number,
                minutes=module.minutes,
                is_done=progress.is_complete,
                lang=foreign(module.language),
            )
        )
    return rows


@dataclass(frozen=True)
class Card:
    course: CourseOutline
    address: str
    words: str
    tone: str

    @property
    def lang(self) -> str:
        return foreign(self.course.language)

    @property
    def language_names(self) -> str:
        return ", ".join(LANGUAGE_NAMES.get(code, code) for code in self.course.languages)


def card(course: CourseOutline, standing: Standing | None) -> Card:
    """A course in the catalog, and where its reader stands in it."""
    address = localized(course.path)
    if standing is None:
        words = "" if course.entry_way == EntryWay.OPEN else str(ENTRY_WAY_LABELS[EntryWay(course.entry_way)])
        return Card(course, address, words, "")
    done, total = rules.modules_done(course, standing), len(course.modules)
    if done == total:
        return Card(course, address, _("Done"), "done")
    current = rules.next_activity(course, standing)
    module = course.module(current.key) if current else None
    number = module.number if module else done + 1
    return Card(course, address, _("Module %(number)s of %(total)s") % {"number": number, "total": total}, "berry")


def name_in_sentence(activity: ActivityOutline) -> str:
    """As in "Keep going: lesson 3"; the title of what is no lesson."""
    if activity.kind == ActivityKind.LESSON:
        return _("lesson %(number)s") % {"number": activity.number}
    return activity.title
