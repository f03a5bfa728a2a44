"""What several statements, each true or false, earn together. A statement left open is one that is not right."""

from collections.abc import Callable, Mapping

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked

Marks = Mapping[str, str]


def kprime(marked: Marks, key: Marks) -> Grade:
    """All right 1, all but one ½, else 0. Kprime (Krebs 1997), as in ILIAS and in Moodle's qtype_kprime."""
    off = _off(marked, key)
    return worked("kprime", "1" if off == 0 else "1 / 2" if off == 1 else "0")


def kprime_parts(marked: Marks, key: Marks) -> Grade:
    """Right statements / statements. Moodle's "Subpoints"."""
    return worked("kprime_parts", f"{len(key) - _off(marked, key)} / {len(key)}")


def all_or_nothing(marked: Marks, key: Marks) -> Grade:
    """1 if every statement is right, else 0. Moodle's "Kprime 1/0"."""
    return worked("all_or_nothing", "0" if _off(marked, key) else "1")


def _off(marked: Marks, key: Marks) -> int:
    return sum(marked.get(statement) != fits for statement, fits in key.items())


KPRIME_RECOMMENDED = "kprime"
KPRIME: dict[str, Callable[[Marks, Marks], Grade]] = {
    "kprime": kprime,
    "kprime_parts": kprime_parts,
    "all_or_nothing": all_or_nothing,
}
