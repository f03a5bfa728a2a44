from decimal import Decimal

import pytest

from quizzes.blueprints.coverage import Covered, Topics, covered, not_fresh_twice
from quizzes.blueprints.rules import Draw, Fixed, Section

ETHICS, ADVOCACY = Topics("ethics", frozenset({"cc01"})), Topics("advocacy")
TOPICS = {f"e{number}": ETHICS for number in range(5)} | {f"a{number}": ADVOCACY for number in range(5)}
MIXED = ["e0", "e1", "a0", "a1"]


@pytest.mark.parametrize(
    ("plan", "pools", "found"),
    [
        ([Fixed("e0")], {}, Covered.ALWAYS),
        ([Fixed("a0")], {}, Covered.NEVER),
        ([Section({"en": "One"}), Fixed("a0")], {}, Covered.NEVER),
        ([Draw(1, tag="t")], {0: ["a0", "a1"]}, Covered.NEVER),
        ([Draw(2, tag="t")], {0: MIXED}, Covered.BY_CHANCE),
        ([Draw(3, tag="t")], {0: MIXED}, Covered.ALWAYS),
        ([Draw(1, domain="ethics")], {0: ["e0", "e1"]}, Covered.ALWAYS),
        ([Draw(2, tag="t"), Fixed("e4")], {0: MIXED}, Covered.ALWAYS),
        ([Draw(2, tag="t")], {}, Covered.NEVER),
        # A pool that has become too small asks all of it.
        ([Draw(9, tag="t")], {0: ["e0"]}, Covered.ALWAYS),
    ],
)
def test_covered_says_whether_every_try_asks_about_a_topic(plan, pools, found):
    assert covered("ethics", plan, pools, TOPICS) is found


def test_a_competency_is_covered_like_a_domain():
    assert covered("cc01", [Fixed("e0")], {}, TOPICS) is Covered.ALWAYS
    assert covered("cc01", [Fixed("a0")], {}, TOPICS) is Covered.NEVER


@pytest.mark.parametrize(
    ("plan", "pools", "found"),
    [
        ([Draw(2, tag="t")], {0: MIXED}, []),
        ([Draw(3, tag="t")], {0: MIXED}, [(Draw(3, tag="t"), 4)]),
        ([Draw(3, tag="t", points=Decimal(2))], {0: MIXED}, [(Draw(3, tag="t", points=Decimal(2)), 4)]),
        # Too small for one try is a fault, not a warning.
        ([Draw(5, tag="t")], {0: MIXED}, []),
        ([Fixed("e0"), Draw(2, tag="t")], {1: MIXED}, [(Draw(2, tag="t"), 3)]),
    ],
)
def test_not_fresh_twice_names_draws_that_would_bring_known_questions(plan, pools, found):
    assert not_fresh_twice(plan, pools) == found
