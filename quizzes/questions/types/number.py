"""Number: a value with a tolerance, with or without a unit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.grading.numbers import NotANumber, TooManyDigits, plain_words, read_number, unit_named
from quizzes.grading.receipts import worked
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
    Reason,
    Sample,
    UnknownOption,
    Unreadable,
)
from quizzes.questions.types.texts import earns_all, typed

LONGEST = 100
# How the unit is asked for: not at all, typed behind the number, chosen from a list.
IGNORED, TYPED, CHOSEN = "ignored", "typed", "chosen"
Given = dict[str, str]


class Number(QuestionType):
    """The response keeps what was typed, the number it was read as, and the id of its unit.

    It is read once, when it is saved, so that a better rule for reading cannot change an old answer. Each answer of
    the key is in the first unit; another unit's factor says how many of the first it is: an hour is 60 minutes.
    """

    slug = "number"

    def read(self, posted: Posted, asked: Asked, name: str = "answer") -> Given | None:
        text, chosen = typed(posted.get(name, ()), LONGEST), [each for each in posted.get(f"{name}-unit", ()) if each]
        if len(chosen) > 1 or not set(chosen) <= {unit["id"] for unit in asked["units"]}:
            raise UnknownOption(chosen)
        if not text:
            return None
        draft = {"typed": text, "unit": chosen[0] if chosen else ""}
        try:
            quantity = read_number(text)
        except TooManyDigits as error:
            raise Unreadable(Reason.TOO_MANY_DIGITS, draft) from error
        except NotANumber as error:
            raise Unreadable(Reason.NOT_A_NUMBER, draft, typed=text) from error
        return draft | {"number": plain_words(quantity.number), "unit": self._unit(quantity.unit, draft, asked)}

    def _unit(self, words: str, draft: Given, asked: Asked) -> str:
        """The unit that was typed behind the number or chosen. Raises Unreadable where one is asked for.

        Where units do not matter, words that name one still count, so that "1 year" is 12 months; others are let be.
        """
        named = [unit["id"] for unit in asked["units"] if unit_named(words, [unit["text"], *unit["also"]])]
        if asked["unit"] == IGNORED:
            return named[0] if named else ""
        if words and not named:
            raise Unreadable(Reason.UNKNOWN_UNIT, draft, unit=words)
        if named and draft["unit"] not in {"", named[0]}:
            raise Unreadable(Reason.TWO_UNITS, draft)
        unit = named[0] if named else draft["unit"]
        if not unit:
            raise Unreadable(Reason.UNIT_NEEDED, draft, example=f"{draft['typed']} {asked['units'][0]['text']}")
        return unit

    def grade(self, response: Given | None, key: Key) -> Grade:
        found = self._matched(response, key)
        return worked("within_tolerance", found["share"] if found else "0")

    def _matched(self, response: Given | None, key: Key) -> Mapping[str, Any] | None:
        """The first answer of the key this number is within the tolerance of."""
        if not response:
            return None
        factors = {unit["id"]: Decimal(unit["factor"]) for unit in key["units"]}
        number = Decimal(response["number"]) * factors.get(response["unit"], Decimal(1))
        reaches = ((answer, *_reach(answer)) for answer in key["answers"])
        return next((answer for answer, value, allowed in reaches if abs(number - value) <= allowed), None)

    def summarize(self, response: Given | None, asked: Asked) -> list[str]:
        if not response:
            return []
        # Words that were typed behind the number name its unit already.
        is_said = asked["unit"] == IGNORED or bool(read_number(response["typed"]).unit)
        return [response["typed"] if is_said else f"{response['typed']} {self._names(asked)[response['unit']]}"]

    def _names(self, asked: Asked) -> dict[str, str]:
        return {unit["id"]: unit["text"] for unit in asked["units"]}

    def _full(self, key: Key) -> Mapping[str, Any] | None:
        return next((each for each in key["answers"] if earns_all(each["share"])), None)

    def best(self, key: Key) -> Given | None:
        full = self._full(key)
        return self._saying(full["value"], key) if full else None

    def other(self, asked: Asked, key: Key) -> Given:
        """One the author listed for what it teaches; else a number beyond every answer and its tolerance."""
        listed = [self._saying(each["value"], key) for each in key["answers"] if not earns_all(each["share"])]
        for given in listed:
            if (found := self._matched(given, key)) and not earns_all(found["share"]):
                return given
        ends = [value + allowed for value, allowed in map(_reach, key["answers"])]
        return self._saying(plain_words(max(ends, default=ZERO) + 1), key)

    def _saying(self, number: str, key: Key) -> Given:
        return {"typed": number, "unit": key["units"][0]["id"] if key["units"] else "", "number": number}

    def explain(self, response: Given | None, asked: Asked, key: Key, feedback: Feedback) -> Explanation:
        found, full = self._matched(response, key), self._full(key)
        fits = bool(found and earns_all(found["share"]))
        remark = feedback["options"].get(found["id"], "") if found else ""
        return Explanation(
            yours=[Line(text, remark=remark, fits=fits) for text in self.summarize(response, asked)],
            stronger=[self._stronger(full, asked)] if full and not fits else [],
        )

    def _stronger(self, full: Mapping[str, Any], asked: Asked) -> Line:
        """The value with its unit; beside it, from where to where a number would have been taken."""
        value, allowed = _reach(full)
        unit = f" {asked['units'][0]['text']}" if asked["units"] else ""
        span = f"{plain_words(value - allowed)} – {plain_words(value + allowed)}{unit}" if allowed else ""
        return Line(f"{plain_words(value)}{unit}", remark=span)

    def faults(self, asked: Asked, key: Key, feedback: Feedback) -> list[Fault]:
        names = [name.strip() for unit in asked["units"] for name in (unit["text"], *unit["also"])]
        faults = {
            Fault.NO_FULL_ANSWER: self._full(key) is None,
            Fault.NO_UNITS: asked["unit"] != IGNORED and not asked["units"],
            Fault.EMPTY_OPTION: not all(names),
            Fault.TWICE_THE_SAME: any(unit_named(name, names[:place]) for place, name in enumerate(names)),
            Fault.FIRST_UNIT_IS_ONE: bool(key["units"]) and Decimal(key["units"][0]["factor"]) != 1,
        }
        return [fault for fault, is_so in faults.items() if is_so]

    def ids(self, asked: Asked) -> list[str]:
        return sorted(self._names(asked))

    def view(self, asked: Asked, response: Given | None) -> Mapping[str, Any]:
        given = response or {}
        # A draft that cannot be read has no number.
        read = given.get("number")
        return {
            "typed": given.get("typed", ""),
            "longest": LONGEST,
            # How we read it, where that may surprise: "1,500".
            "read_as": read if read and read != given["typed"].split()[0] else "",
            "asks_unit": asked["unit"] == TYPED,
            "units": [
                {"id": unit, "text": text, "chosen": given.get("unit") == unit}
                for unit, text in (self._names(asked) if asked["unit"] == CHOSEN else {}).items()
            ],
        }

    def sample(self) -> Sample:
        return Sample(
            asked={
                "stem": "A shift runs from 1:00 pm to 2:30 pm. How long is it?",
                "scene": "",
                "unit": CHOSEN,
                "units": [
                    {"id": "m", "text": "minutes", "also": ["minute", "min"]},
                    {"id": "h", "text": "hours", "also": ["hour", "h"]},
                ],
            },
            key={
                "answers": [
                    {"id": "a", "value": "90", "tolerance": "0", "percent": False, "share": "1"},
                    {"id": "b", "value": "90", "tolerance": "10", "percent": True, "share": "0.5"},
                ],
                "units": [{"id": "m", "factor": "1"}, {"id": "h", "factor": "60"}],
            },
            feedback={"why": "From 1:00 to 2:30 is one hour and a half.", "options": {"a": "Yes.", "b": "Close."}},
            posted={"answer": ["90"], "answer-unit": ["m"]},
            response={"typed": "90", "unit": "m", "number": "90"},
        )


def _reach(answer: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """The value of an answer, and how far from it a number may lie: as it stands, or in percent of the value."""
    value, tolerance = Decimal(answer["value"]), Decimal(answer["tolerance"])
    return value, abs(value) * tolerance / 100 if answer["percent"] else tolerance
