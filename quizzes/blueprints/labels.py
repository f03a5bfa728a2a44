"""Words for what the rules name."""

from django.utils.translation import gettext_lazy as _

from quizzes.blueprints.rules import FeedbackWhen, PlanFault, PlanWarning, Purpose
from quizzes.blueprints.terms import Part, When
from quizzes.grading.passing import PassingKind
from quizzes.grading.policies import Counts

PURPOSES = {
    Purpose.GRADED: _("Quiz of a module: graded"),
    Purpose.FINAL: _("Final: graded"),
    Purpose.PRACTICE: _("Practice: never graded, feedback at once"),
    Purpose.PRETEST: _("Pre-test: what is known before; grants no hours"),
    Purpose.TEST_OUT: _("Test-out: notes what is known already; grants no hours"),
    Purpose.EVALUATION: _("Course evaluation: no names, never graded"),
}

FEEDBACK = {
    FeedbackWhen.AFTER_SENDING: _("After sending: answers with reasons"),
    FeedbackWhen.AFTER_PASSING: _("After passing: until then only what to read again"),
    FeedbackWhen.TOPICS_ONLY: _("Topics only: what to read again, never the answers"),
}

COUNTS = {
    Counts.HIGHEST: _("The best try counts"),
    Counts.LATEST: _("The latest try counts"),
    Counts.FIRST: _("The first try counts"),
    Counts.AVERAGE: _("The average of all tries counts"),
}

PASSING_KINDS = {
    PassingKind.PERCENT: _("A share of the points, in percent"),
    PassingKind.POINTS: _("A number of points"),
    PassingKind.SCALED: _("A score on a scale, like 500 on 200 to 800"),
}

PARTS = {
    Part.OWN: _("Their own answer"),
    Part.OUTCOME: _("Whether it went well"),
    Part.POINTS: _("Points of each question"),
    Part.GENERAL: _("Why: the explanation"),
    Part.OPTIONS: _("Feedback on each option"),
    Part.KEY: _("A stronger answer: the key"),
}

WHENS = {
    When.AT_ONCE: _("Right after each question; its answer is then final"),
    When.AFTER_SENDING: _("After sending"),
    When.AFTER_PASSING: _("After passing, or after the last try"),
    When.AFTER_CLOSING: _("After the quiz has closed"),
    When.NEVER: _("Never"),
}

# The rules of a quiz in the CMS: heading, whether folded at first, fields.
RULE_PANELS = [
    (
        _("Passing"),
        "",
        ("passing_kind", "passing_percent", "passing_value", "scale_low", "scale_high", "domain_minima"),
    ),
    (
        _("Tries"),
        "",
        (
            "tries_allowed", "which_try_counts", "wait_minutes", "wait_minutes_later", "period_tries", "period_months",
            "period_since",
        ),
    ),
    (
        _("Time"),
        "collapsed",
        ("time_limit_minutes", "zone", "opens_on", "opens_time", "closes_on", "closes_time", "grace_seconds"),
    ),
    (_("Feedback"), "", ("feedback_when", "feedback_rules")),
    (
        _("How it asks"),
        "",
        (
            "shuffle_questions", "shuffle_options", "unseen_first", "offers_practice", "offers_unsure",
            "asks_certainty", "certainty_counts",
        ),
    ),
]  # fmt: skip

FAULTS = {
    PlanFault.EMPTY: _("The plan is empty. Add at least one question or draw."),
    PlanFault.SMALL_POOL: _("A draw of %(wanted)s questions (%(filter)s) finds only %(found)s that are published."),
    PlanFault.NOT_PUBLISHED: _("“%(question)s” is not published yet. Publish it or take it out of the plan."),
    PlanFault.TWICE: _("“%(question)s” stands in the plan twice."),
    PlanFault.SURVEY_IN_QUIZ: _("“%(question)s” is a survey item. A graded quiz asks only questions with a key."),
    PlanFault.GRADED_IN_EVALUATION: _("“%(question)s” is a graded question. An evaluation asks only survey items."),
    PlanFault.DRAW_IN_EVALUATION: _("An evaluation asks everyone the same. Name its questions instead of drawing."),
    PlanFault.DRAW_OF_EVERYTHING: _("Say what a draw draws from: a tag, a type, a category or a competency."),
    PlanFault.NOT_IN_MODULE: _("A graded quiz belongs in a module. Move it there or make it a course evaluation."),
    PlanFault.NOT_IN_COURSE: _("A course evaluation stands directly in its course, not in a module."),
    PlanFault.NOTHING_SCORED: _("Nothing in this plan is scored. Add at least one question with a key."),
    PlanFault.NO_PASSING_POINTS: _("Say how many points are enough to pass."),
    PlanFault.UNREACHABLE_POINTS: _("Passing takes %(wanted)s points, and this plan has %(found)s."),
    PlanFault.NO_SCALE: _("Say the scale: where it starts, where it ends, and a passing score between."),
    PlanFault.DOMAIN_NOT_ASKED: _("This quiz promises “%(domain)s”, and no question in its plan is about it."),
    PlanFault.COMPETENCY_NOT_ASKED: _("This quiz promises “%(competency)s”, and no question in its plan is about it."),
    PlanFault.CLOSES_BEFORE_OPENING: _("It closes before it opens. Look at the two dates once more."),
    PlanFault.NEVER_CLOSES: _(
        "Some feedback shows after the quiz has closed, and it never closes. Set a closing date."
    ),
    PlanFault.PERIOD_IN_PART: _("Tries per period need all three: how many, how many months, and from which day."),
}

WARNINGS = {
    PlanWarning.NOT_TWO_FRESH_TRIES: _(
        "A second try will bring known questions: the draw of %(wanted)s (%(filter)s) finds %(found)s, and two fresh "
        "tries need %(needed)s."
    ),
    PlanWarning.DOMAIN_BY_CHANCE: _("A try may come without a question on “%(domain)s”: only a draw could bring one."),
}
