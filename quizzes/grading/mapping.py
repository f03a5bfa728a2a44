"""QTI `map_response`: a value for each thing that may be answered, added up within bounds."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked
from quizzes.grading.scores import ZERO


def map_response(
    response: Iterable[str],
    mapping: Mapping[str, Decimal],
    *,
    default: Decimal = ZERO,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> Grade:
    """Σ of the mapped values of the *distinct* members; one that is not mapped adds `default`; then the bounds.

    The value is QTI's SCORE and may be more than 1. As the specification and TAO's PHP engine do it; TAO's older
    JavaScript runner leaves `defaultValue` out.
    """
    workings = added([mapping.get(member, default) for member in sorted(set(response))])
    if lower is not None:
        workings = f"max({lower:f}, {workings})"
    if upper is not None:
        workings = f"min({upper:f}, {workings})"
    return worked("qti_map_response", f"({workings})" if lower is None and upper is None else workings)


def most(
    mapping: Mapping[str, Decimal], unmapped: int, *, default: Decimal = ZERO, upper: Decimal | None = None
) -> Decimal:
    """The highest value a response can have: everything that adds something, within the upper bound."""
    value = unmapped * max(ZERO, default)
    for worth in mapping.values():
        value += max(ZERO, worth)
    return value if upper is None else min(upper, value)


def added(values: Iterable[Decimal]) -> str:
    """A sum as it is written: "0.5 + 0.5 - 1". Nothing to add is "0"."""
    text = ""
    for value in values:
        sign = ("-" if value < 0 else "") if not text else (" - " if value < 0 else " + ")
        text += f"{sign}{abs(value):f}"
    return text or "0"
