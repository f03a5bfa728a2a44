"""What ticked options earn, under the names the field gave its schemes.

In the formulas: r right ticked, w ticked that do not fit, R all that fit, N all options.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.mapping import added, map_response, most
from quizzes.grading.receipts import worked


@dataclass(frozen=True)
class Ticks:
    """What was ticked, beside what the key says of each option. `of` is N; at least one option fits."""

    ticked: Set[str]
    fits: Set[str]
    of: int
    # Shares of the point by option, and bounds and fines as a share of the point: only some schemes ask for them.
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    dock: Decimal | None = None
    default: Decimal = Decimal(0)
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def right(self) -> int:
        return len(self.ticked & self.fits)

    @property
    def off(self) -> int:
        return len(self.ticked - self.fits)


def all_or_nothing(ticks: Ticks) -> Grade:
    """1 for everything that fits and nothing else. LearnDash, TutorLMS, Brightspace; New Quizzes "Exact match"."""
    return worked("all_or_nothing", _exact(ticks))


def right_minus_wrong(ticks: Ticks) -> Grade:
    """(r − w)/R, never below 0: ticking everything earns nothing extra, leaving out costs only what was left out."""
    return worked("right_minus_wrong", f"max(0, ({ticks.right} - {ticks.off}) / {len(ticks.fits)})")


def canvas_partial(ticks: Ticks) -> Grade:
    """r/R − w/R, never below 0; with a `dock` (Canvas `incorrect_dock`) dock·w is taken off instead. Canvas Classic."""
    of = len(ticks.fits)
    less = f"{ticks.off} / {of}" if ticks.dock is None else f"{ticks.off} * {ticks.dock:f}"
    return worked("canvas_partial", f"max(0, {ticks.right} / {of} - {less})")


def canvas_no_partial(ticks: Ticks) -> Grade:
    """1 only if r − w ≥ R, else 0. Canvas Classic without partial credit."""
    return worked("canvas_no_partial", "1" if ticks.right - ticks.off >= len(ticks.fits) else "0")


def new_quizzes_partial(ticks: Ticks) -> Grade:
    """+1/R for each right, −1/R for each other, never below 0. New Quizzes "Partial credit with penalty"."""
    of = len(ticks.fits)
    return worked("new_quizzes_partial", f"max(0, {ticks.right} / {of} - {ticks.off} / {of})")


def moodle_fractions(ticks: Ticks) -> Grade:
    """min(1, max(0, Σ share of each ticked)). Moodle multiple choice, several answers; qtype_multichoice."""
    shares = [ticks.shares[option] for option in sorted(ticks.ticked) if option in ticks.shares]
    return worked("moodle_fractions", f"min(1, max(0, {added(shares)}))")


def edx_edc(ticks: Ticks) -> Grade:
    """(r + those that do not fit and were left blank)/N. Open edX `partial_credit="EDC"`, every decision counts."""
    blank = ticks.of - len(ticks.fits) - ticks.off
    return worked("edx_edc", f"({ticks.right} + {blank}) / {ticks.of}")


def edx_halves(ticks: Ticks) -> Grade:
    """No slip 1, one ½ (of three options or more), two ¼ (of five or more), else 0. Open edX `partial_credit="halves"`.

    A slip is one ticked that does not fit, or one that fits and was left out.
    """
    slips = ticks.off + len(ticks.fits) - ticks.right
    if slips == 0:
        return worked("edx_halves", "1")
    if slips == 1 and ticks.of >= 3:
        return worked("edx_halves", "1 / 2")
    return worked("edx_halves", "1 / 4" if slips == 2 and ticks.of >= 5 else "0")


def brightspace_right_minus_wrong(ticks: Ticks) -> Grade:
    """+1/N for each right, −1/N for each other, never below 0. Brightspace "Right minus wrong".

    Over all options, not over those that fit, as its manual says: the best answer earns R/N.
    """
    return worked("brightspace_right_minus_wrong", f"max(0, ({ticks.right} - {ticks.off}) / {ticks.of})")


def brightspace_correct_answers(ticks: Ticks) -> Grade:
    """One share for each right tick and each rightly left blank: /N. Brightspace "Correct answers"."""
    blank = ticks.of - len(ticks.fits) - ticks.off
    return worked("brightspace_correct_answers", f"({ticks.right} + {blank}) / {ticks.of}")


def qti_map_response(ticks: Ticks) -> Grade:
    """The mapped values of what was ticked, an unmapped one adds `default`, within the bounds; of the most there is.

    Where nothing can add anything, nothing is earned.
    """
    value = map_response(ticks.ticked, ticks.shares, default=ticks.default, lower=ticks.lower, upper=ticks.upper)
    unmapped = max(0, ticks.of - len(ticks.shares))
    of = most(ticks.shares, unmapped, default=ticks.default, upper=ticks.upper)
    return worked("qti_map_response", f"{value.workings} / {of:f}" if of > 0 else "0")


def qti_match_correct(ticks: Ticks) -> Grade:
    """1 if the response equals `correctResponse`, else 0. TAO "Match Correct"."""
    return worked("qti_match_correct", _exact(ticks))


def _exact(ticks: Ticks) -> str:
    return "1" if ticks.ticked == ticks.fits else "0"


RECOMMENDED = "right_minus_wrong"
MULTI_RESPONSE: dict[str, Callable[[Ticks], Grade]] = {
    scheme.__name__: scheme
    for scheme in (
        right_minus_wrong,
        all_or_nothing,
        canvas_partial,
        canvas_no_partial,
        new_quizzes_partial,
        moodle_fractions,
        edx_edc,
        edx_halves,
        brightspace_right_minus_wrong,
        brightspace_correct_answers,
        qti_map_response,
        qti_match_correct,
    )
}
