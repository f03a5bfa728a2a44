"""The tests. Hypothesis draws the same examples each time, and a busy machine is no reason to complain."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ours", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("ours")
