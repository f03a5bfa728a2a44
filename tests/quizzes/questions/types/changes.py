"""A type's sample with parts of it changed, for the tests of its faults."""

from quizzes.questions.types import REGISTRY, Fault


def faults(slug: str, *, asked=None, key=None, feedback=None) -> list[Fault]:
    """What keeps the changed sample from being published."""
    kind = REGISTRY[slug]
    sample = kind.sample()
    return kind.faults(sample.asked | (asked or {}), sample.key | (key or {}), sample.feedback | (feedback or {}))


def options(*texts: str) -> list[dict[str, str]]:
    """Options a, b, c … with these texts."""
    return [{"id": "abcdefgh"[number], "text": text} for number, text in enumerate(texts)]
