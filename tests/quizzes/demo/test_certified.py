import pytest
from django.utils import timezone

from quizzes.demo.certified import certified
from quizzes.home.periods import periods_of
from quizzes.home.queries import roads_of
from tests.builders import icrc, in_role, person


@pytest.mark.django_db
def test_somebody_certified_long_ago_has_a_certificate_and_two_periods():
    icrc()
    sam = person("Sam", legal_name="Sam Rivera")

    certified(sam, by=in_role("Rosa", "reviewer"), now=timezone.now())

    periods = periods_of(sam, roads_of(sam).goals)
    assert [(each.line.minutes // 60, each.is_current) for each in periods] == [(4, True), (20, False)]
    assert sam.credentials.get().snapshot["minutes"] == 46 * 60
