"""Fill in: a text with gaps, each typed or chosen from a list."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.matching_text import FORGIVABLE, accepted_of, matched
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
    UnknownOption,
)
from quizzes.questions.types.options import texts
from quizzes.questions.types.texts import accepted_faults, earns_all, strongest, typed, weakest, with_spellings

LONGEST = 100
# Where a gap stands in the text, by its place in the author's list: [[1]], [[2]].
MARK = re.compile(r"\[\[([0-9]{1,2})\]\]")
BLANK = "____"
GAPS_RECOMMENDED = "gap_parts"


class Gaps(QuestionType):
    """The response maps gap ids to what was typed, or to the id of what was chosen; blank gaps are not in it.

    A gap of `asked` that names options is chosen, any other is typed. A gap of the key has `accepted` answers, or the
    share of each option in `shares`. Every gap is worth the same.
    """

    slug = "gaps"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> dict[str, str] | None:
        gaps = {f"{name}-{gap['id']}": gap for gap in asked["gaps"]}
        filled = {}
        for field, values in posted.items():
            if not field.startswith(f"{name}-"):
                continue
            if field not in gaps:
                raise UnknownOption(field)
            gap, text = gaps[field], typed([value for value in values if value], LONGEST)
            if text and gap["options"] and text not in gap["options"]:
                raise UnknownOption(field)
            if text:
                filled[gap["id"]] = text
        return filled or None

    def grade(self, response: dict[str, str] | None, key: Key) -> Grade:
        found = [self._share(gap, (response or {}).get(gap["id"])) for gap in key["gaps"]]
        shares = [each[0] if each else "0" for each in found]
        if key["scheme"] == "all_or_nothing":
            return worked("all_or_nothing", "1" if all(earns_all(share) for share in shares) else "0")
        return worked(GAPS_RECOMMENDED, f"({' + '.join(shares)}) / {len(shares)}")

    def _share(self, gap: Mapping[str, Any], given: str | None) -> tuple[str, str] | None:
        """What the answer in a gap earns, and the id it is told about by."""
        if not given:
            return None
        if "shares" in gap:
            return gap["shares"].get(given, "0"), given
        found = matched(given, accepted_of(gap["accepted"]), gap["forgives"])
        return (str(found.share), found.id) if found else None

    def summarize(self, response: dict[str, str] | None, asked: Asked) -> list[str]:
        """The whole text with its gaps filled: a word alone says little."""
        if not response:
            return []
        shown = self._shown(response, asked)
        said = [shown.get(gap["id"], BLANK) for gap in asked["gaps"]]
        return [MARK.sub(lambda mark: said[place] if (place := int(mark[1]) - 1) < len(said) else "", asked["text"])]

    def _shown(self, response: dict[str, str], asked: Asked) -> dict[str, str]:
        """What stands in each filled gap, in words."""
        options = texts(asked)
        return {
            gap["id"]: options[response[gap["id"]]] if gap["options"] else response[gap["id"]]
            for gap in asked["gaps"]
            if gap["id"] in response
        }

    def best(self, key: Key) -> dict[str, str]:
        return {gap["id"]: self._best(gap) for gap in key["gaps"]}

    def _best(self, gap: Mapping[str, Any]) -> str:
        if "shares" in gap:
            return next((option for option, share in gap["shares"].items() if earns_all(share)), "")
        return strongest(gap["accepted"])

    def other(self, asked: Asked, key: Key) -> dict[str, str]:
        return self._lesser(key)

    def _lesser(self, key: Key) -> dict[str, str]:
        return {gap["id"]: text for gap in key["gaps"] for text in self._less(gap)}

    def _less(self, gap: Mapping[str, Any]) -> list[str]:
        """What earns less in a gap; nothing where every choice earns all."""
        if "shares" in gap:
            return [option for option, share in gap["shares"].items() if not earns_all(share)][:1]
        return [weakest(gap["accepted"])]

    def explain(self, response: dict[str, str] | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        given, options, yours, stronger = response or {}, texts(asked), [], []
        shown = self._shown(given, asked)
        for number, gap in enumerate(key["gaps"], start=1):
            found = self._share(gap, given.get(gap["id"]))
            fits = bool(found and earns_all(found[0]))
            if gap["id"] in shown:
                remark = feedback["options"].get(found[1], "") if found else ""
                yours.append(Line(shown[gap["id"]], prompt=str(number), remark=remark, fits=fits))
            if not fits:
                told = feedback.get("stronger", {}).get(gap["id"]) or self._best(gap)
                stronger.append(Line(options.get(told, told), prompt=str(number)))
        return Explanation(yours=yours, stronger=stronger)

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        found = [] if asked["gaps"] else [Fault.NO_GAPS]
        if sorted(int(mark) for mark in MARK.findall(asked["text"])) != list(range(1, len(asked["gaps"]) + 1)):
            found.append(Fault.MARKS_DIFFER)
        shown = texts(asked)
        keyed = {gap["id"]: gap for gap in key["gaps"]}
        for gap in asked["gaps"]:
            graded = keyed[gap["id"]]
            if "shares" in graded:
                found += self._chosen_faults([shown[option].strip() for option in gap["options"]], graded["shares"])
            else:
                found += accepted_faults(graded["accepted"])
        return list(dict.fromkeys(found))

    def _chosen_faults(self, options: Sequence[str], shares: Mapping[str, str]) -> list[Fault]:
        faults = {
            Fault.TOO_FEW_OPTIONS: len(options) < 2,
            Fault.EMPTY_OPTION: not all(options),
            Fault.TWICE_THE_SAME: len(set(options)) < len(options),
            Fault.NO_FULL_ANSWER: not any(earns_all(share) for share in shares.values()),
            Fault.ALL_FIT: all(earns_all(share) for share in shares.values()),
        }
        return [fault for fault, is_so in faults.items() if is_so]

    def ids(self, asked: Asked) -> list[str]:
        return sorted([*(gap["id"] for gap in asked["gaps"]), *texts(asked)])

    def view(self, asked: Asked, response: dict[str, str] | None) -> Mapping[str, Any]:
        """The text cut at its gaps. A gap without a mark, as a translation may leave it, stands at the end."""
        shown, given = texts(asked), response or {}
        controls: list[dict[str, Any]] = [
            {
                "id": gap["id"],
                "number": number,
                "value": given.get(gap["id"], ""),
                "choices": [
                    {"id": option, "text": shown[option], "chosen": given.get(gap["id"]) == option}
                    for option in gap["options"]
                ],
            }
            for number, gap in enumerate(asked["gaps"], start=1)
        ]
        waiting = dict(enumerate(controls, start=1))
        # Cut at its marks, a text alternates with their numbers.
        pieces: list[dict[str, Any]] = [
            {"text": "", "gap": waiting.pop(int(part), None)} if place % 2 else {"text": part, "gap": None}
            for place, part in enumerate(MARK.split(asked["text"]))
        ]
        pieces += [{"text": "", "gap": gap} for gap in waiting.values()]
        return {
            "pieces": [piece for piece in pieces if piece["text"] or piece["gap"]],
            "sentence": MARK.sub(r"(\1)", asked["text"]),
            "total": len(controls),
            "longest": LONGEST,
        }

    def cases(self, asked: Asked, key: Key) -> dict[str, Any]:
        first = {gap["id"]: self._best(gap) for gap in key["gaps"][:1]}
        return {"best": self.best(key), "one_gap": first, "other": self._lesser(key), "none": None}

    def joined(self, key: Key, others: Sequence[Key]) -> Key:
        spoken = [{gap["id"]: gap["accepted"] for gap in other["gaps"] if "accepted" in gap} for other in others]
        gaps = [
            {**gap, "accepted": with_spellings(gap["accepted"], [each.get(gap["id"], []) for each in spoken])}
            if "accepted" in gap
            else gap
            for gap in key["gaps"]
        ]
        return {**key, "gaps": gaps}

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "Fill in what a boundary does.",
                "scene": "",
                "text": "A boundary tells both people what they can [[1]] and protects the [[2]].",
                "gaps": [{"id": "g1", "options": []}, {"id": "g2", "options": ["o1", "o2"]}],
                "options": [{"id": "o1", "text": "schedule"}, {"id": "o2", "text": "relationship"}],
            },
            key={
                "scheme": GAPS_RECOMMENDED,
                "gaps": [
                    {
                        "id": "g1",
                        "accepted": [
                            {"id": "a1", "share": "1", "texts": ["count on", "rely on"]},
                            {"id": "a2", "share": "0.5", "texts": ["expect*"]},
                        ],
                        "forgives": list(FORGIVABLE),
                    },
                    {"id": "g2", "shares": {"o1": "0", "o2": "1"}},
                ],
            },
            feedback={
                "why": "A limit is a promise both can plan with.",
                "options": {"a1": "Yes.", "a2": "Close: it is more than a hope.", "o1": "Time is only part of it."},
                "stronger": {"g1": "count on"},
            },
            posted={"answer-g1": ["count on"], "answer-g2": ["o2"]},
            response={"g1": "count on", "g2": "o2"},
        )
