"""What all types with typed answers share: reading a line, accepted answers, what is said about them.

An accepted answer of a key is `{"id", "share", "texts"}`: one id and one share for every spelling in every language.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from quizzes.grading.matching_text import parts_of
from quizzes.grading.scores import ONE
from quizzes.questions.types.contract import Fault, TooLong

# Matches no accepted answer: what an author previews as "look again".
SOMETHING_ELSE = "…"


def typed(values: Sequence[str], longest: int) -> str:
    """What somebody typed, without the spaces around it. Raises TooLong."""
    text = "\n".join(values).replace("\r\n", "\n").strip()
    if len(text) > longest:
        raise TooLong(len(text))
    return text


def earns_all(share: str) -> bool:
    return Decimal(share) == ONE


def plain(accepted: str) -> str:
    """An accepted answer as somebody would type it: without wildcards."""
    return " ".join("".join(parts_of(accepted, ())).split())


def strongest(accepted: Sequence[Mapping[str, Any]]) -> str:
    """The first spelling of the first answer that earns everything; empty when there is none."""
    return next((plain(each["texts"][0]) for each in accepted if earns_all(each["share"]) and each["texts"]), "")


def weakest(accepted: Sequence[Mapping[str, Any]]) -> str:
    """A text that earns less than everything: a listed one where the author listed any."""
    less = [plain(each["texts"][0]) for each in accepted if not earns_all(each["share"]) and each["texts"]]
    return next((text for text in less if text), SOMETHING_ELSE)


def accepted_faults(accepted: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Why these answers cannot be graded by."""
    found = []
    shown = [text for each in accepted for text in each["texts"]]
    if not all(each["texts"] and all(text.strip() for text in each["texts"]) for each in accepted):
        found.append(Fault.EMPTY_OPTION)
    if len({tuple(parts_of(text)) for text in shown}) < len(shown):
        found.append(Fault.TWICE_THE_SAME)
    if any(Decimal(each["share"]) > 0 and not any(parts_of(text)) for each in accepted for text in each["texts"]):
        found.append(Fault.ANYTHING_FITS)
    if not any(earns_all(each["share"]) for each in accepted):
        found.append(Fault.NO_FULL_ANSWER)
    return found


def with_spellings(
    accepted: Sequence[Mapping[str, Any]], others: Sequence[Sequence[Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """Accepted answers with the spellings other languages give for the same ids."""
    said = [{each["id"]: each["texts"] for each in other} for other in others]
    return [
        {
            **each,
            "texts": list(dict.fromkeys([*each["texts"], *(t for other in said for t in other.get(each["id"], []))])),
        }
        for each in accepted
    ]
