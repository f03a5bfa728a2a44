"""Multiple true or false (Kprime): several statements, each judged for itself, and scored together."""

from quizzes.grading.grades import Grade
from quizzes.grading.statements import KPRIME, KPRIME_RECOMMENDED
from quizzes.questions.types.contract import Asked, Fault, Feedback, Key, Sample
from quizzes.questions.types.matching import Matching
from quizzes.questions.types.options import text_faults


class Kprime(Matching):
    """The response maps statement ids to "true" or "false"; statements left open are not in it."""

    slug = "kprime"
    shuffles = "prompts"

    def grade(self, response: dict[str, str] | None, key: Key) -> Grade:
        return KPRIME[key.get("scheme", KPRIME_RECOMMENDED)](response or {}, key["pairs"])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = text_faults(asked, feedback, "prompts")
        return found if len(asked["prompts"]) > 1 else [Fault.TOO_FEW_STATEMENTS, *found]

    def cases(self, asked: Asked, key: Key) -> dict[str, dict[str, str] | None]:
        return {
            name: dict.fromkeys(key["pairs"], "true") if name == "all_the_same" else response
            for name, response in super().cases(asked, key).items()
        }

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Decide for each statement about confidentiality.",
                "scene": "",
                "prompts": [
                    {"id": "p1", "text": "You may tell your supervisor when someone is in danger."},
                    {"id": "p2", "text": "You may tell a friend, if you leave out the name."},
                    {"id": "p3", "text": "You say before you listen what you cannot keep to yourself."},
                ],
                "answers": [{"id": "true", "text": "True"}, {"id": "false", "text": "False"}],
            },
            key={"pairs": {"p1": "true", "p2": "false", "p3": "true"}, "scheme": KPRIME_RECOMMENDED},
            feedback={
                "why": "What is told to you stays with you, within limits that you name first.",
                "options": {
                    "p1": "Safety comes before silence.",
                    "p2": "A story can be known without a name.",
                    "p3": "No surprises keeps trust.",
                },
            },
            posted={"answer-p1": ["true"], "answer-p2": ["false"], "answer-p3": ["true"]},
            response={"p1": "true", "p2": "false", "p3": "true"},
        )
