"""What matched pairs earn. Extra answers never change the denominator; a blank prompt is one that does not fit."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked

Pairs = Mapping[str, str]


def matching_parts(matched: Pairs, key: Pairs) -> Grade:
    """Right parts / parts. Moodle matching; Canvas, where a wrong part costs nothing; QTI `map_response` over pairs."""
    return worked("matching_parts", f"{_right(matched, key)} / {len(key)}")


def all_or_nothing(matched: Pairs, key: Pairs) -> Grade:
    """1 if every prompt has its answer, else 0. QTI `match_correct` over pairs."""
    return worked("all_or_nothing", "1" if _right(matched, key) == len(key) else "0")


def count_back(tries: Sequence[Pairs], key: Pairs, penalty: Decimal) -> Grade:
    """Several tries at one question: Σ over finally right prompts max(0, 1 − wrong tries before · penalty) / prompts.

    Moodle's "interactive" behaviour (qtype_match, compute_final_grade): what counts is the last try that was not
    right, so a prompt that was right, then lost, then found again has used its tries. At least one try is needed.
    """
    earned = []
    for prompt, answer in key.items():
        off = [index for index, matched in enumerate(tries) if matched.get(prompt) != answer]
        used = off[-1] + 1 if off else 0
        if used < len(tries):
            earned.append(f"max(0, 1 - {used} * {penalty:f})" if used else "1")
    return worked("count_back", f"({' + '.join(earned) or 0}) / {len(key)}")


def _right(matched: Pairs, key: Pairs) -> int:
    return sum(matched.get(prompt) == answer for prompt, answer in key.items())


MATCHING_RECOMMENDED = "matching_parts"
MATCHING: dict[str, Callable[[Pairs, Pairs], Grade]] = {
    "matching_parts": matching_parts,
    "all_or_nothing": all_or_nothing,
}
