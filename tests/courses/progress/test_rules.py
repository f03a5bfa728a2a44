"""Done, open, next."""

from uuid import UUID

from courses.catalog.outlines import ActivityOutline, CourseOutline, ModuleOutline
from courses.progress import rules
from courses.progress.rules import CompletionKind, ResultState, Standing, standing_of

READ, PRACTICE, QUIZ, LATER = (UUID(int=number) for number in range(1, 5))
FIRST, SECOND = UUID(int=10), UUID(int=20)


def activity(key: UUID, kind: str = "lesson") -> ActivityOutline:
    return ActivityOutline(key, kind, f"Part {key.int}", f"part-{key.int}", "", 10, "advocacy", (), "self_paced")


def module(key: UUID, *activities: ActivityOutline, after: UUID | None = None) -> ModuleOutline:
    return ModuleOutline(key, "M", "m", "", 1, 10, "advocacy", (), after, activities)


def course(*modules: ModuleOutline) -> CourseOutline:
    return CourseOutline(UUID(int=99), "C", "c", "", "", "open", ("en",), modules)


BASICS = module(FIRST, activity(READ), activity(PRACTICE), activity(QUIZ, "quiz"))
MORE = module(SECOND, activity(LATER), after=FIRST)
COURSE = course(BASICS, MORE)


def test_standing_keeps_the_last_word_on_each_activity():
    words = [(READ, CompletionKind.DONE), (READ, CompletionKind.TAKEN_BACK), (PRACTICE, CompletionKind.DONE)]

    assert standing_of(words, []).done == {PRACTICE}


def test_standing_keeps_the_best_result():
    results = [(QUIZ, ResultState.STARTED), (QUIZ, ResultState.PASSED), (QUIZ, ResultState.STARTED), (QUIZ, "not_yet")]

    assert standing_of([], results).results == {QUIZ: ResultState.PASSED}


def test_module_progress_counts_marked_and_passed_activities():
    progress = rules.module_progress(BASICS, Standing(frozenset({READ}), {QUIZ: ResultState.PASSED}))

    assert (progress.done, progress.total, [left.key for left in progress.remaining]) == (2, 3, [PRACTICE])
    assert not progress.is_complete


def test_a_module_without_activities_is_never_complete():
    assert not rules.module_progress(module(FIRST), Standing()).is_complete


def test_a_waiting_quiz_does_not_complete_a_module():
    standing = Standing(frozenset({READ, PRACTICE}), {QUIZ: ResultState.WAITING})

    assert not rules.module_progress(BASICS, standing).is_complete


def test_a_module_opens_when_the_one_before_is_complete():
    half = Standing(frozenset({READ}))
    whole = Standing(frozenset({READ, PRACTICE}), {QUIZ: ResultState.PASSED})

    assert not rules.is_open(COURSE, MORE, half)
    assert rules.opens_after(COURSE, MORE, half) is BASICS
    assert rules.is_open(COURSE, MORE, whole)


def test_a_module_that_waits_for_one_that_is_gone_is_open():
    assert rules.is_open(course(MORE), MORE, Standing())


def test_next_activity_is_the_first_open_one_not_done():
    whole = Standing(frozenset({READ, PRACTICE}), {QUIZ: ResultState.PASSED})

    assert rules.next_activity(COURSE, Standing(frozenset({READ}))).key == PRACTICE
    assert rules.next_activity(COURSE, whole).key == LATER
    assert rules.next_activity(COURSE, Standing(whole.done | {LATER}, whole.results)) is None


def test_next_activity_passes_over_a_closed_module():
    closed_first = course(module(SECOND, activity(LATER), after=FIRST), BASICS)

    assert rules.next_activity(closed_first, Standing()).key == READ


def test_course_minutes_are_the_sum_of_its_modules():
    assert COURSE.minutes == 20
    assert COURSE.minutes_by_domain == {"advocacy": 20}


def test_what_a_person_took_back_is_open_until_it_is_finished_again():
    taken = [(QUIZ, ResultState.PASSED), (QUIZ, ResultState.TAKEN_BACK)]

    assert not standing_of([], taken).has(QUIZ)
    assert standing_of([], [*taken, (QUIZ, ResultState.NOT_YET)]).results == {QUIZ: ResultState.NOT_YET}
    assert standing_of([], [*taken, (QUIZ, ResultState.PASSED)]).has(QUIZ)
