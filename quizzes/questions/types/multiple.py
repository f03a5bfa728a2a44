"""Multiple choice: all options that fit."""

from quizzes.grading.credit import RECOMMENDED, SCHEMES
from quizzes.grading.grades import Grade
from quizzes.grading.scores import ZERO
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
from quizzes.questions.types.options import posted_ids, text_faults, texts


class Multiple(QuestionType):
    """The response is a list of option ids. Nothing ticked is no answer."""

    slug = "multiple"
    shuffles = "options"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> list[str] | None:
        # By id, not as shown: each try shows its own order, and the same ticks are the same response.
        return sorted(posted_ids(posted, asked, name)) or None

    def grade(self, response: list[str] | None, key: Key) -> Grade:
        scheme = key.get("scheme", RECOMMENDED)
        fraction = SCHEMES[scheme](set(response), set(key["fits"])) if response else ZERO
        return Grade(fraction, scheme, str(fraction))

    def summarize(self, response: list[str] | None, asked: Asked) -> list[str]:
        return [text for option, text in texts(asked).items() if option in (response or [])]

    def best(self, key: Key) -> list[str]:
        return sorted(key["fits"])

    def other(self, asked: Asked, key: Key) -> list[str] | None:
        return [option for option in texts(asked) if option not in key["fits"]][:1] or None

    def explain(self, response: list[str] | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        shown, ticked, fits = texts(asked), set(response or []), set(key["fits"])
        yours = [
            Line(text, remark=feedback["options"].get(option, ""), fits=option in fits)
            for option, text in shown.items()
            if option in ticked
        ]
        stronger = [] if ticked == fits else [Line(text) for option, text in shown.items() if option in fits]
        return Explanation(yours=yours, stronger=stronger)

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = text_faults(asked, feedback)
        if len(key["fits"]) < 2:
            found.append(Fault.TOO_FEW_FIT)
        elif len(key["fits"]) == len(asked["options"]):
            found.append(Fault.ALL_FIT)
        return found

    def ids(self, asked: Asked) -> list[str]:
        return sorted(texts(asked))

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Which of these are part of your role?",
                "scene": "",
                "options": [
                    {"id": "a", "text": "Go with someone to a first meeting"},
                    {"id": "b", "text": "Give advice on medicine"},
                    {"id": "c", "text": "Help someone plan for a hard night"},
                ],
            },
            key={"fits": ["a", "c"], "scheme": RECOMMENDED},
            feedback={"why": "Peers walk beside.", "options": {"a": "Yes.", "b": "That is clinical.", "c": "Yes."}},
            posted={"answer": ["c", "a"]},
            response=["a", "c"],
        )
