"""True or false: single choice with two options that are always the same."""

from quizzes.questions.types.contract import Asked, Fault, Feedback, Key, Sample
from quizzes.questions.types.single import Single


class TrueFalse(Single):
    """The response is "true" or "false"."""

    slug = "truefalse"
    shuffles = ""

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        return [Fault.NO_FEEDBACK] if not all(feedback["options"].values()) else []

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Peers can help someone plan for a hard night.",
                "scene": "",
                "options": [{"id": "true", "text": "True"}, {"id": "false", "text": "False"}],
            },
            key={"fits": ["true"]},
            feedback={"why": "A plan is shared work.", "options": {"true": "Yes.", "false": "It is shared work."}},
            posted={"answer": ["true"]},
            response="true",
        )
