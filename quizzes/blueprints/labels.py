"""Words for what the rules name."""

from django.utils.translation import gettext_lazy as _

from quizzes.blueprints.rules import FeedbackWhen, PlanFault, Purpose
from quizzes.grading.policies import Counts

PURPOSES = {
    Purpose.GRADED: _("Quiz of a module: graded"),
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
}
