"""Keys of saves: one key, one answer, whatever is held by now."""

import pytest

from quizzes.attempts import services
from quizzes.attempts.models import Attempt


def test_a_key_is_not_good_for_another_answer_even_if_that_one_is_held_by_now(taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a", key="first")
    taken.save(attempt, 1, "b", key="second")

    with pytest.raises(services.RequestKeyReused):
        taken.save(attempt, 1, "b", key="first")

    assert Attempt.objects.get(pk=attempt.pk).last_step == 3
