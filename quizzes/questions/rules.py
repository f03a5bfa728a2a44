"""What a frozen question holds, and the part of it a trainee may see while answering."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

PARTS = ("options", "prompts", "answers", "items", "gaps", "units")
# Parts that hold further parts. Words are the translation's own, everything else (what follows, points) the source's.
NESTED = ("steps", "guide")
WORDS = frozenset({"text", "then"})
# Told one by one as an answer gets there: no page receives them whole.
TOLD_ON_THE_WAY = frozenset({"steps"})


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is asked. There is no field for what fits, for feedback or for reasons: they cannot leak."""

    version_id: int
    type: str
    language: str
    stem: str
    scene: str
    # Texts only: options, prompts, answers as lists of id and text; whether a comment may be left.
    asked: Mapping[str, Any]


@dataclass(frozen=True)
class Wording:
    """One language of a question as its author left it."""

    asked: dict[str, Any]
    feedback: dict[str, Any]


def answer_id(question_key: str, part_id: str) -> str:
    """An id for an answer that does not tell which prompt it belongs to, and stays the same in every version."""
    return hashlib.sha256(f"{question_key}/{part_id}".encode()).hexdigest()[:8]


def in_words_of(source: Wording, translation: Wording) -> Wording | None:
    """A translation in the order and with the parts of its source; None when it lacks one of them."""
    asked = dict(translation.asked)
    for part in PARTS:
        if part not in source.asked:
            continue
        said = {option["id"]: option for option in translation.asked.get(part, [])}
        wanted = [option["id"] for option in source.asked[part]]
        if not set(wanted) <= said.keys():
            return None
        asked[part] = [said[option] for option in wanted]
    for part in NESTED:
        if part not in source.asked:
            continue
        nested = _in_words_of(source.asked[part], translation.asked.get(part, []))
        if nested is None:
            return None
        asked[part] = nested
    return Wording(asked=asked, feedback=translation.feedback)


def _in_words_of(source: Sequence[Mapping[str, Any]], translation: Sequence[Mapping[str, Any]]) -> list[Any] | None:
    """Parts as the source has them, in the words of the translation; None when it lacks one, at any depth."""
    said, found = {each["id"]: each for each in translation}, []
    for each in source:
        other = said.get(each["id"])
        if other is None:
            return None
        part = dict(each) | {name: other[name] for name in WORDS & each.keys() & other.keys()}
        for name, value in each.items():
            if isinstance(value, list):
                part[name] = _in_words_of(value, other.get(name, []))
                if part[name] is None:
                    return None
        found.append(part)
    return found


def without_repeats(source: Wording) -> Wording:
    """Of answers that read the same, only the one whose id the key names first stays to be picked."""
    if "answers" not in source.asked:
        return source
    kept: dict[str, dict[str, str]] = {}
    for answer in source.asked["answers"]:
        kept.setdefault(answer["text"].strip(), answer)
    return Wording(asked=source.asked | {"answers": list(kept.values())}, feedback=source.feedback)


def payload(
    *,
    type: str,
    source_language: str,
    wordings: Mapping[str, Wording],
    key: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """What a question version keeps: the key once, the texts in every language that has all the parts."""
    source = without_repeats(wordings[source_language])
    complete: dict[str, Wording | None]
    complete = {language: in_words_of(source, wording) for language, wording in wordings.items()}
    complete[source_language] = source
    return {
        "type": type,
        "source_language": source_language,
        "asked": {language: wording.asked for language, wording in complete.items() if wording},
        "feedback": {language: wording.feedback for language, wording in complete.items() if wording},
        "key": dict(key),
        **facts,
    }


def spoken(texts: Mapping[str, Any], language: str, source_language: str) -> tuple[str, Any]:
    """The language that can be shown, and its texts: the wanted one, else the one the question was written in."""
    shown = language if language in texts else source_language
    return shown, texts[shown]


def ordered(options: Sequence[Mapping[str, str]], order: Sequence[str]) -> list[Mapping[str, str]]:
    """Options in the order a try drew for them."""
    place = {option: index for index, option in enumerate(order)}
    return sorted(options, key=lambda option: place.get(option["id"], len(place)))


def asked_question(
    version_id: int, frozen: Mapping[str, Any], language: str, *, part: str = "", order: Sequence[str] = ()
) -> AskedQuestion:
    """The question as one person reads it: in their language, `part` in the order their try drew."""
    shown, texts = spoken(frozen["asked"], language, frozen["source_language"])
    asked = {name: value for name, value in texts.items() if name not in {"stem", "scene"}}
    if part and order:
        asked[part] = ordered(asked[part], order)
    return AskedQuestion(
        version_id=version_id,
        type=frozen["type"],
        language=shown,
        stem=texts["stem"],
        scene=texts["scene"],
        asked=asked,
    )


def on_page(question: AskedQuestion) -> AskedQuestion:
    """The question as its page receives it: without what an answer has still to come to. `view` tells what it has."""
    return replace(
        question, asked={name: value for name, value in question.asked.items() if name not in TOLD_ON_THE_WAY}
    )


@dataclass(frozen=True)
class Choice:
    id: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Prompt:
    id: str
    text: str
    choices: list[Choice]


@dataclass(frozen=True)
class Controls:
    """What a question's form shows: its choices or prompts, with the answer so far in place."""

    choices: list[Choice]
    prompts: list[Prompt]
    offers_comment: bool
    comment: str


def controls(asked: Mapping[str, Any], response: Any) -> Controls:
    """The form of a question, filled with a response of its type."""
    given = response if isinstance(response, Mapping) else {}
    chosen = given.get("option") if given else response
    ticked = {chosen} if isinstance(chosen, str) else set(chosen or ())
    return Controls(
        choices=_choices(asked.get("options", []), ticked),
        prompts=[
            Prompt(prompt["id"], prompt["text"], _choices(asked["answers"], {given.get(prompt["id"])}))
            for prompt in asked.get("prompts", [])
        ],
        offers_comment=bool(asked.get("comment")),
        comment=given.get("comment", ""),
    )


def _choices(options: Sequence[Mapping[str, str]], chosen: Collection[str | None]) -> list[Choice]:
    return [Choice(option["id"], option["text"], option["id"] in chosen) for option in options]
