"""Short answer: a line or a few, compared with accepted answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.matching_text import FORGIVABLE, Accepted, accepted_of, matched
from quizzes.grading.receipts import worked
from quizzes.questions.types.contract import (
    Asked,
    Explanation,
    Fault,
    Feedback,
    Key,
    Line,
    Posted,
    QuestionType,
    Sample,
)
from quizzes.questions.types.texts import (
    SOMETHING_ELSE,
    accepted_faults,
    earns_all,
    plain,
    strongest,
    typed,
    weakest,
    with_spellings,
)

LONGEST = 500
# The name of the one gap there is, where accepted answers are told.
WHOLE = "answer"


class Short(QuestionType):
    """The response is the text as typed. It earns the share of the accepted answer it is, or nothing."""

    slug = "short"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> str | None:
        return typed(posted.get(name, ()), LONGEST) or None

    def grade(self, response: str | None, key: Key) -> Grade:
        found = self._matched(response, key)
        return worked("accepted_answer", str(found.share) if found else "0")

    def _matched(self, response: str | None, key: Key) -> Accepted | None:
        return matched(response, accepted_of(key["accepted"]), key["forgives"]) if response else None

    def summarize(self, response: str | None, asked: Asked) -> list[str]:
        return [response] if response else []

    def best(self, key: Key) -> str:
        return strongest(key["accepted"])

    def other(self, asked: Asked, key: Key) -> str:
        return weakest(key["accepted"])

    def explain(self, response: str | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        found = self._matched(response, key)
        fits = bool(found and earns_all(str(found.share)))
        remark = feedback["options"].get(found.id, "") if found else ""
        stronger = feedback.get("stronger", {}).get(WHOLE) or self.best(key)
        return Explanation(
            yours=[Line(response, remark=remark, fits=fits)] if response else [],
            stronger=[] if fits else [Line(stronger)],
        )

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        return accepted_faults(key["accepted"])

    def ids(self, asked: Asked) -> list[str]:
        return []

    def view(self, asked: Asked, response: str | None) -> Mapping[str, Any]:
        return {"text": response or "", "rows": asked["rows"], "longest": LONGEST}

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        """Each answer the author listed, and one nobody did."""
        listed = {f"option:{each['id']}": plain(each["texts"][0]) for each in key["accepted"] if each["texts"]}
        return listed | {"other": SOMETHING_ELSE, "none": None}

    def joined(self, key: Key, others: Sequence[Key]) -> Key:
        return {**key, "accepted": with_spellings(key["accepted"], [other["accepted"] for other in others])}

    def sample(self) -> Sample:
        return Sample(
            asked={"stem": "What does a peer do before anything else?", "scene": "", "rows": 1},
            key={
                "accepted": [
                    {"id": "a", "share": "1", "texts": ["listen", "listen*"]},
                    {"id": "b", "share": "0.5", "texts": ["ask a question"]},
                    {"id": "c", "share": "0", "texts": ["give advice", "advise"]},
                ],
                "forgives": list(FORGIVABLE),
            },
            feedback={
                "why": "People open up to someone who listens.",
                "options": {"a": "Yes.", "b": "A good second step.", "c": "Advice comes later, if it is asked for."},
                "stronger": {WHOLE: "listen"},
            },
            posted={"answer": ["listen"]},
            response="listen",
        )
