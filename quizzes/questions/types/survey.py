"""Survey item: an opinion, never scored, never tied to a person."""

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
    Response,
    Sample,
    TooLong,
    UnknownOption,
)
from quizzes.questions.types.options import posted_ids, texts

COMMENT_LENGTH = 2000


class Survey(QuestionType):
    """The response holds the chosen option, a comment, or both."""

    slug = "survey"
    is_scored = False

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> dict[str, str] | None:
        chosen = posted_ids(posted, asked, name)
        comment = "\n".join(posted.get(f"{name}-comment", ())).replace("\r\n", "\n").strip() if asked["comment"] else ""
        if len(chosen) > 1:
            raise UnknownOption(chosen)
        if len(comment) > COMMENT_LENGTH:
            raise TooLong(len(comment))
        response = {"option": chosen[0]} if chosen else {}
        return (response | ({"comment": comment} if comment else {})) or None

    def grade(self, response: Response | None, key: Key) -> Grade:
        return Grade(ZERO, "not_scored", "0")

    def summarize(self, response: dict[str, str] | None, asked: Asked) -> list[str]:
        shown, given = texts(asked), response or {}
        chosen = [shown[given["option"]]] if "option" in given else []
        return chosen + ([given["comment"]] if "comment" in given else [])

    def best(self, key: Key) -> None:
        return None

    def other(self, asked: Asked, key: Key) -> None:
        return None

    def explain(self, response: dict[str, str] | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        return Explanation(yours=[Line(text) for text in self.summarize(response, asked)])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        shown = [text.strip() for text in texts(asked).values()]
        found = []
        if not shown and not asked["comment"]:
            found.append(Fault.NOTHING_TO_ANSWER)
        if len(shown) == 1:
            found.append(Fault.TOO_FEW_OPTIONS)
        if not all(shown):
            found.append(Fault.EMPTY_OPTION)
        if len(set(shown)) < len(shown):
            found.append(Fault.TWICE_THE_SAME)
        return found

    def ids(self, asked: Asked) -> list[str]:
        return sorted(texts(asked))

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "The pace was right for me.",
                "scene": "",
                "options": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "Not quite"}],
                "comment": True,
            },
            key={},
            feedback={"why": "", "options": {}},
            posted={"answer": ["b"], "answer-comment": ["A little fast."]},
            response={"option": "b", "comment": "A little fast."},
        )
