"""What all types with a list of options share."""

from quizzes.questions.types.contract import Asked, Fault, Feedback, Posted, UnknownOption


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
