"""Details by which somebody could be found, in what a person wrote about others: asked about once before sending."""

from collections.abc import Iterable

from quizzes.questions.types import identifying as rules


def identifying(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """The places that may name or place somebody, as they are written, each once and in order. `names` are known:
    a reader may find the writer's own."""
    known = list(names)
    return list(dict.fromkeys(finding.said for text in texts for finding in rules.identifying(text, known)))
