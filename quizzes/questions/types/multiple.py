"""Multiple choice: all options that fit."""

from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.grading.multi_response import MULTI_RESPONSE, RECOMMENDED, Ticks
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
from quizzes.questions.types.options import is_whole, posted_ids, share_faults, shares, text_faults, texts


class Multiple(QuestionType):
    """The response is a list of option ids. Nothing ticked is no answer."""

    slug = "multiple"
    shuffles = "options"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> list[str] | None:
        # By id, not as shown: each try shows its own order, and the same ticks are the same response.
        return sorted(posted_ids(posted, asked, name)) or None

    def grade(self, response: list[str] | None, key: Key) -> Grade:
        scheme = key.get("scheme", RECOMMENDED)
        if not response:
            return Grade(ZERO, scheme, "0")
        fits, numbers = set(key["fits"]), {name: Decimal(text) for name, text in key.get("numbers", {}).items()}
        # Keys frozen before other schemes were offered do not say how many options there are; theirs do not ask.
        return MULTI_RESPONSE[scheme](Ticks(set(response), fits, key.get("of", len(fits)), shares(key), **numbers))

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
        if key.get("scheme") == "moodle_fractions":
            found += share_faults(asked, key)
            found += [] if is_whole(key) else [Fault.SHARES_NOT_WHOLE]
        if key.get("scheme") == "qti_map_response":
            default = Decimal(key.get("numbers", {}).get("default", 0))
            found += share_faults(asked, key, default)
        return found

    def cases(self, asked: Asked, key: Key) -> dict[str, list[str] | None]:
        everything, fits = list(texts(asked)), self.best(key)
        others = [option for option in everything if option not in fits]
        return {
            "best": fits,
            "everything": everything,
            "one_missing": fits[1:],
            "one_extra": sorted([*fits, *others[:1]]),
            "one_swapped": sorted([*fits[1:], *others[:1]]),
            "only_others": others,
            "none": None,
        }

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
            key={"fits": ["a", "c"], "scheme": RECOMMENDED, "of": 3},
            feedback={"why": "Peers walk beside.", "options": {"a": "Yes.", "b": "That is clinical.", "c": "Yes."}},
            posted={"answer": ["c", "a"]},
            response=["a", "c"],
        )
