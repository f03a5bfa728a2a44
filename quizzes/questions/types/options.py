"""What all types with a list of options share."""

from decimal import Decimal

from quizzes.grading.scores import ZERO
from quizzes.questions.types.contract import Asked, Fault, Feedback, Key, Posted, UnknownOption


def texts(asked: Asked, part: str = "options") -> dict[str, str]:
    """Texts by id, in the order they are shown."""
    return {option["id"]: option["text"] for option in asked[part]}


def posted_ids(posted: Posted, asked: Asked, name: str) -> list[str]:
    """The options a form names, in the order of the question. Blanks and repetitions do not count."""
    named = {value for value in posted.get(name, ()) if value}
    known = texts(asked)
    if not named <= known.keys():
        raise UnknownOption(sorted(named - known.keys()))
    return [option for option in known if option in named]


def text_faults(asked: Asked, feedback: Feedback, part: str = "options") -> list[Fault]:
    """Empty or repeated texts, and options nobody has written feedback for."""
    shown = [text.strip() for text in texts(asked, part).values()]
    found = []
    if not all(shown):
        found.append(Fault.EMPTY_OPTION)
    if len(set(shown)) < len(shown):
        found.append(Fault.TWICE_THE_SAME)
    if not all(feedback["options"].get(option["id"], "").strip() for option in asked[part]):
        found.append(Fault.NO_FEEDBACK)
    return found


def shares(key: Key) -> dict[str, Decimal]:
    """The share of the point each option is worth, where the scheme weighs them. In the key they are text."""
    return {option: Decimal(share) for option, share in key.get("shares", {}).items()}


def share_faults(asked: Asked, key: Key, default: Decimal = ZERO) -> list[Fault]:
    """Shares that say otherwise than "this one fits"; `default` is what an option without a share is worth."""
    worth = shares(key)
    adding = {option for option in texts(asked) if worth.get(option, default) > 0}
    return [] if adding == set(key["fits"]) else [Fault.SHARE_AGAINST_FIT]


def is_whole(key: Key) -> bool:
    """Whether the shares above 0 are the whole point, to two decimals as in Moodle: three times 33.33333 % are."""
    return round(sum(share for share in shares(key).values() if share > 0), 2) == 1
