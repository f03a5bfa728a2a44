"""Single choice: one option of several fits best."""

from quizzes.grading.grades import Grade
from quizzes.grading.single_response import SINGLE_RECOMMENDED, SINGLE_RESPONSE, Chosen
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
    UnknownOption,
)
from quizzes.questions.types.options import posted_ids, shares, text_faults, texts


class Single(QuestionType):
    """The response is the id of an option."""

    slug = "single"
    shuffles = "options"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> str | None:
        chosen = posted_ids(posted, asked, name)
        if len(chosen) > 1:
            raise UnknownOption(chosen)
        return chosen[0] if chosen else None

    def grade(self, response: str | None, key: Key) -> Grade:
        scheme = key.get("scheme", SINGLE_RECOMMENDED)
        return SINGLE_RESPONSE[scheme](Chosen(response, key["fits"], shares(key)))

    def summarize(self, response: str | None, asked: Asked) -> list[str]:
        return [texts(asked)[response]] if response else []

    def best(self, key: Key) -> str:
        return key["fits"][0]

    def other(self, asked: Asked, key: Key) -> str | None:
        return next((option for option in texts(asked) if option not in key["fits"]), None)

    def explain(self, response: str | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        shown, fits = texts(asked), response in key["fits"]
        yours = [Line(shown[response], remark=feedback["options"].get(response, ""), fits=fits)] if response else []
        return Explanation(yours=yours, stronger=[] if fits else [Line(shown[self.best(key)])])

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = [Fault.TOO_FEW_OPTIONS] if len(asked["options"]) < 2 else []
        found += text_faults(asked, feedback)
        if len(key["fits"]) != 1:
            found.append(Fault.NOT_ONE_FITS)
        elif key.get("scheme") == "moodle_single":
            found += self._share_faults(key)
        return found

    def _share_faults(self, key: Key) -> list[Fault]:
        """The one that fits earns the whole point, every other less. Others may earn a part, or cost one."""
        worth, best = shares(key), key["fits"][0]
        found = [] if worth.get(best) == 1 else [Fault.SHARES_NOT_WHOLE]
        if any(share >= 1 for option, share in worth.items() if option != best):
            found.append(Fault.SHARE_AGAINST_FIT)
        return found

    def cases(self, asked: Asked, key: Key) -> dict[str, str | None]:
        return {f"option:{option}": option for option in texts(asked)} | {"none": None}

    def ids(self, asked: Asked) -> list[str]:
        return sorted(texts(asked))

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Which one is a peer’s job?",
                "scene": "",
                "options": [{"id": "a", "text": "Share lived experience"}, {"id": "b", "text": "Change a dose"}],
            },
            key={"fits": ["a"]},
            feedback={"why": "Peers listen and share.", "options": {"a": "That is the heart of it.", "b": "Clinical."}},
            posted={"answer": ["a"]},
            response="a",
        )
