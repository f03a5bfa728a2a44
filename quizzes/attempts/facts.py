"""What to know before a quiz starts, each fact in a sentence with its icon."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext

from cms.templatetags.ui import as_duration
from courses.enrollments.rules import Allowance
from quizzes.attempts.feedback import tells_at_once
from quizzes.attempts.rules import Mode
from quizzes.attempts.wording import domain_words, enough_words, kept_words, moment_words, share_words, span_words
from quizzes.blueprints.rules import Fixed, Plan, Purpose, asks, plan_from, worth
from quizzes.blueprints.terms import Part, Terms, When
from quizzes.grading.passing import PassingKind
from quizzes.questions.queries import unscored

Fact = dict[str, str]


def facts(blueprint: Mapping[str, Any], agreed: Terms, allowance: Allowance) -> list[Fact]:
    """All that holds for this person at this quiz, the most important first."""
    plan = plan_from(blueprint["plan"])
    scored = _scored(plan, blueprint["source_language"])
    found = [_purpose(agreed), _questions(plan), _time(agreed, allowance), *_dates(agreed, allowance)]
    if agreed.purpose != Purpose.PRACTICE:
        found += [_passing(agreed, scored), *_conditions(agreed, plan), _credit(agreed)]
        found += [_tries(agreed, allowance), *_waits(agreed)]
    found += [_at_once(agreed), _feedback(agreed), *_modifiers(agreed), _seen_by(agreed)]
    return [{"icon": icon, "said": said} for icon, said in filter(None, found)]


def _scored(plan: Plan, language: str) -> Plan:
    """The part of a plan that brings points: pages to read bring none."""
    fixed = [entry.question for entry in plan if isinstance(entry, Fixed)]
    to_read = unscored(fixed, language) if fixed else set()
    return [entry for entry in plan if not (isinstance(entry, Fixed) and entry.question in to_read)]


def _purpose(agreed: Terms) -> tuple[str, str] | None:
    said = {
        Purpose.PRACTICE: ("messages-square", gettext("This is practice. Nothing here counts.")),
        Purpose.PRETEST: (
            "compass",
            gettext("This shows what you know before you start. It brings no hours, and you can’t do badly at it."),
        ),
        Purpose.TEST_OUT: (
            "compass",
            gettext("For people who know this module already. It brings no hours by itself: your program decides."),
        ),
        Purpose.FINAL: ("award", gettext("This is the final quiz.")),
    }
    return said.get(agreed.purpose)


def _questions(plan: Plan) -> tuple[str, str]:
    total = asks(plan)
    said = ngettext("%(count)s question, one at a time", "%(count)s questions, one at a time", total)
    return "list-checks", said % {"count": total}


def _time(agreed: Terms, allowance: Allowance) -> tuple[str, str]:
    limit = allowance.limit(agreed.time_limit)
    if limit is None:
        return "infinity", gettext("No time limit. Stop and come back when you like.")
    said = gettext("You have %(time)s once you start. You can hide the clock.") % {
        "time": as_duration(round(limit.total_seconds() / 60))
    }
    if limit != agreed.time_limit:
        said += " " + gettext("That is with your extra time.")
    said += " " + gettext("When it is over, what you saved is sent for you.")
    if allowance.break_minutes:
        breaks = {"time": as_duration(allowance.break_minutes)}
        said += " " + gettext("You can stop the clock for breaks of %(time)s in all.") % breaks
    return "clock", said


def _dates(agreed: Terms, allowance: Allowance) -> list[tuple[str, str]]:
    closes_at = allowance.closing(agreed.closes_at, agreed.time_limit)
    found = []
    if agreed.opens_at:
        found.append(("calendar", gettext("Opens %(when)s.") % {"when": moment_words(agreed.opens_at)}))
    if closes_at:
        found.append(("calendar", gettext("Open until %(when)s.") % {"when": moment_words(closes_at)}))
    return found


def _passing(agreed: Terms, plan: Plan) -> tuple[str, str] | None:
    if agreed.purpose == Purpose.PRETEST:
        return None
    possible = worth(plan) * (3 if agreed.certainty_counts else 1)
    enough = {"enough": enough_words(agreed.passing, possible)}
    if agreed.passing.kind == PassingKind.SCALED:
        return "circle-check", gettext("A score of %(enough)s finishes this quiz.") % enough
    return "circle-check", gettext("%(enough)s finishes this quiz.") % enough


def _conditions(agreed: Terms, plan: Plan) -> list[tuple[str, str]]:
    found = []
    for domain, least in agreed.domain_minimum.items():
        words = {"domain": domain_words(domain), "share": share_words(Decimal(least))}
        found.append(("circle-check", gettext("At least %(share)s of the points about %(domain)s.") % words))
    critical = sum(isinstance(entry, Fixed) and entry.critical for entry in plan)
    if critical:
        said = ngettext(
            "%(count)s question has to be right, whatever the score. It is marked.",
            "%(count)s questions have to be right, whatever the score. They are marked.",
            critical,
        )
        found.append(("shield-check", said % {"count": critical}))
    return found


def _credit(agreed: Terms) -> tuple[str, str]:
    return "table", gettext("Parts of an answer earn part of its points. Blanks are fine: they only earn nothing.")


def _tries(agreed: Terms, allowance: Allowance) -> tuple[str, str]:
    allowed, period = allowance.tries(agreed.tries_allowed), agreed.period
    if allowed:
        said = ngettext("%(count)s try.", "%(count)s tries.", allowed) % {"count": allowed}
    else:
        said = gettext("As many tries as you like.")
    if period:
        words = {"count": period.tries + allowance.extra_tries, "months": period.months}
        said = ngettext("%(count)s try in %(months)s months.", "%(count)s tries in %(months)s months.", words["count"])
        said %= words
    return "undo-2", f"{said} {kept_words(agreed.which_try_counts)}"


def _waits(agreed: Terms) -> list[tuple[str, str]]:
    if not agreed.wait and not agreed.wait_later:
        return []
    first, later = span_words(agreed.wait), span_words(agreed.wait_later)
    if agreed.wait == agreed.wait_later:
        return [("hourglass", gettext("Between two tries there is a rest of %(time)s.") % {"time": first})]
    said = gettext("After your first try there is a rest of %(first)s, after later ones of %(later)s.")
    return [("hourglass", said % {"first": first, "later": later})]


def _at_once(agreed: Terms) -> tuple[str, str] | None:
    if agreed.purpose == Purpose.PRACTICE or not tells_at_once(agreed, Mode.GRADED):
        return None
    said = gettext("You see how it went right after each question. After that, this answer stays as it is.")
    return "message-square-text", said


def _feedback(agreed: Terms) -> tuple[str, str] | None:
    when = agreed.feedback[Part.GENERAL]
    said = {
        # Said already, with what follows from it.
        When.AT_ONCE: "",
        When.AFTER_SENDING: gettext("Answers and reasons come after you send."),
        When.AFTER_PASSING: gettext("Until you pass, we show what to read again. After that, every reason."),
        When.AFTER_CLOSING: gettext("Answers and reasons come when the quiz has closed for everyone."),
        When.NEVER: gettext("After you send, we show what to read again."),
    }
    if agreed.purpose == Purpose.PRACTICE:
        return "message-square-text", gettext("You see the reasons right after each question.")
    return ("message-square-text", said[when]) if said[when] else None


def _modifiers(agreed: Terms) -> list[tuple[str, str]]:
    found = []
    if agreed.offers_unsure:
        found.append(("circle-dashed", gettext("You can say “I don’t know yet”. It costs nothing.")))
    if agreed.asks_certainty:
        found.append(("circle-dot", gettext("With each answer you say how sure you are.")))
    return found


def _seen_by(agreed: Terms) -> tuple[str, str]:
    if agreed.purpose == Purpose.PRACTICE:
        return "lock", gettext("Only you see how it went.")
    return "lock", gettext("Only you and your program team see your score.")
