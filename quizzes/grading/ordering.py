"""What an order earns: the nine schemes of Moodle's ordering questions, under their names and constants.

Each takes the order given and the right one, both with the same two or more items, each once.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import worked

Order = Sequence[str]


def all_or_nothing(given: Order, key: Order) -> Grade:
    """1 if the order is the same, else 0. Moodle −1, "All or nothing"."""
    return worked("all_or_nothing", "1" if list(given) == list(key) else "0")


def absolute_position(given: Order, key: Order) -> Grade:
    """Items in their right place / n. Moodle 0, "Absolute position"."""
    right = sum(item == fits for item, fits in zip(given, key, strict=True))
    return worked("absolute_position", f"{right} / {len(key)}")


def next_without_last(given: Order, key: Order) -> Grade:
    """Right "next" pairs / (n − 1). Moodle 1, "Relative to the next item (excluding last)"."""
    right = len(set(pairwise(given)) & set(pairwise(key)))
    return worked("next_without_last", f"{right} / {len(key) - 1}")


def next_with_last(given: Order, key: Order) -> Grade:
    """As without the last, and "nothing follows" counts for the last: / n. Moodle 2, "… (including last)"."""
    right = len(set(pairwise(given)) & set(pairwise(key))) + (given[-1] == key[-1])
    return worked("next_with_last", f"{right} / {len(key)}")


def one_on_each_side(given: Order, key: Order) -> Grade:
    """For each item one for the same item before it and one for the same after it, "none" at an end counts too: / 2n.
    Moodle 3, "Relative to one previous and one next item"."""
    pairs = len(set(pairwise(given)) & set(pairwise(key)))
    ends = (given[0] == key[0]) + (given[-1] == key[-1])
    return worked("one_on_each_side", f"(2 * {pairs} + {ends}) / {2 * len(key)}")


def all_on_each_side(given: Order, key: Order) -> Grade:
    """For each item those that rightly stand before it and those that rightly stand after it: / n(n − 1).
    Moodle 4, "Relative to all previous and next items"."""
    n, place = len(key), {item: index for index, item in enumerate(given)}
    # A pair in its right order is seen from both of its items.
    right = sum(place[key[a]] < place[key[b]] for a in range(n) for b in range(a + 1, n))
    return worked("all_on_each_side", f"2 * {right} / ({n} * {n - 1})")


def longest_ordered(given: Order, key: Order) -> Grade:
    """The longest run that rises, with gaps allowed / n; a run of one counts 0. Moodle 5, "Longest ordered subset"."""
    ranks = _ranks(given, key)
    ending: list[int] = []
    for index, rank in enumerate(ranks):
        ending.append(1 + max((ending[other] for other in range(index) if ranks[other] < rank), default=0))
    return worked("longest_ordered", f"{_of_two(max(ending))} / {len(key)}")


def longest_unbroken(given: Order, key: Order) -> Grade:
    """The longest chain of items that follow each other in the key and appear in that order, not needing to be
    adjacent / n; a chain of one counts 0. Moodle 6, "Longest contiguous subset"."""
    chain: dict[int, int] = {}
    for rank in _ranks(given, key):
        chain[rank] = chain.get(rank - 1, 0) + 1
    return worked("longest_unbroken", f"{_of_two(max(chain.values()))} / {len(key)}")


def distance(given: Order, key: Order) -> Grade:
    """Σ max(0, n − 1 − how far an item is from its place) / n(n − 1). Moodle 7, "Relative to correct position"."""
    n = len(key)
    near = [n - 1 - abs(index - rank) for index, rank in enumerate(_ranks(given, key))]
    return worked("distance", f"({' + '.join(map(str, near))}) / ({n} * {n - 1})")


def _ranks(given: Order, key: Order) -> list[int]:
    right = {item: rank for rank, item in enumerate(key)}
    return [right[item] for item in given]


def _of_two(length: int) -> int:
    """One item alone is in no order."""
    return length if length > 1 else 0


ORDERING: dict[str, Callable[[Order, Order], Grade]] = {
    "all_or_nothing": all_or_nothing,
    "absolute_position": absolute_position,
    "next_without_last": next_without_last,
    "next_with_last": next_with_last,
    "one_on_each_side": one_on_each_side,
    "all_on_each_side": all_on_each_side,
    "longest_ordered": longest_ordered,
    "longest_unbroken": longest_unbroken,
    "distance": distance,
}
# As Moodle stores them, for files that come from there.
MOODLE: dict[int, str] = dict(enumerate(ORDERING, start=-1))
