"""Matching: an answer for each prompt, from one list."""

from quizzes.grading.grades import Grade
from quizzes.grading.matching import MATCHING, MATCHING_RECOMMENDED
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
from quizzes.questions.types.options import text_faults, texts


class Matching(QuestionType):
    """The response maps prompt ids to answer ids; prompts left blank are not in it."""

    slug = "matching"
    shuffles = "answers"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> dict[str, str] | None:
        prompts, answers = texts(asked, "prompts"), texts(asked, "answers")
        matched = {}
        for field, values in posted.items():
            if not field.startswith(f"{name}-"):
                continue
            prompt, chosen = field.removeprefix(f"{name}-"), [value for value in values if value]
            if prompt not in prompts or len(chosen) > 1 or not set(chosen) <= answers.keys():
                raise UnknownOption(field)
            if chosen:
                matched[prompt] = chosen[0]
        return matched or None

    def grade(self, response: dict[str, str] | None, key: Key) -> Grade:
        return MATCHING[key.get("scheme", MATCHING_RECOMMENDED)](response or {}, key["pairs"])

    def summarize(self, response: dict[str, str] | None, asked: Asked) -> list[str]:
        prompts, answers, matched = texts(asked, "prompts"), texts(asked, "answers"), response or {}
        return [f"{text}: {answers[matched[prompt]]}" for prompt, text in prompts.items() if prompt in matched]

    def best(self, key: Key) -> dict[str, str]:
        return dict(key["pairs"])

    def other(self, asked: Asked, key: Key) -> dict[str, str]:
        answers = list(texts(asked, "answers"))
        return {prompt: next((each for each in answers if each != fit), fit) for prompt, fit in key["pairs"].items()}

    def explain(self, response: dict[str, str] | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        answers, pairs, matched = texts(asked, "answers"), key["pairs"], response or {}
        yours, stronger = [], []
        for prompt, text in texts(asked, "prompts").items():
            chosen = matched.get(prompt)
            fits = chosen == pairs[prompt]
            if chosen:
                remark = feedback["options"].get(prompt, "")
                yours.append(Line(answers[chosen], prompt=text, remark=remark, fits=fits))
            if not fits:
                stronger.append(Line(answers[pairs[prompt]], prompt=text))
        return Explanation(yours=yours, stronger=stronger)

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = text_faults(asked, feedback, "prompts")
        if len(asked["prompts"]) < 2:
            found.insert(0, Fault.TOO_FEW_PROMPTS)
        if not all(answer["text"].strip() for answer in asked["answers"]) and Fault.EMPTY_OPTION not in found:
            found.append(Fault.EMPTY_OPTION)
        if len({answer["text"].strip() for answer in asked["answers"]}) < 2:
            found.append(Fault.ONE_ANSWER_FOR_ALL)
        return found

    def cases(self, asked: Asked, key: Key) -> dict[str, dict[str, str] | None]:
        best, other = self.best(key), self.other(asked, key)
        first = next(iter(best))
        return {
            "best": best,
            "one_off": best | {first: other[first]},
            "one_blank": {prompt: answer for prompt, answer in best.items() if prompt != first},
            "all_the_same": dict.fromkeys(best, best[first]),
            "all_off": other,
            "none": None,
        }

    def ids(self, asked: Asked) -> list[str]:
        return sorted([*texts(asked, "prompts"), *texts(asked, "answers")])

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Pick the best first step for each request.",
                "scene": "",
                "prompts": [
                    {"id": "p1", "text": "“Can I borrow 20 dollars?”"},
                    {"id": "p2", "text": "“I want to hurt my roommate.”"},
                ],
                "answers": [
                    {"id": "a3f", "text": "Call your supervisor"},
                    {"id": "b01", "text": "Say a kind no"},
                    {"id": "c77", "text": "Change a dose"},
                ],
            },
            key={"pairs": {"p1": "b01", "p2": "a3f"}},
            feedback={
                "why": "Some things you do yourself, some you never carry alone.",
                "options": {"p1": "A kind no keeps the roles clear.", "p2": "A safety limit goes to a supervisor."},
            },
            posted={"answer-p1": ["b01"], "answer-p2": ["a3f"]},
            response={"p1": "b01", "p2": "a3f"},
        )
