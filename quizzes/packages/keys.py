"""Keys that follow from where a thing stands in its package, so that reading a folder twice finds the same things."""

from uuid import UUID, uuid5

SPACE = UUID("6f0d8f52-1f43-5c0e-9a53-0d2f6a6b7c11")


def key_of(*path: str) -> UUID:
    """The translation key of what stands at course/module/lesson …"""
    return uuid5(SPACE, "/".join(path))


def part_of(question: UUID, part: str) -> str:
    """The id of an option or prompt, the same in every language. One that was written in the CMS keeps its own."""
    try:
        return str(UUID(part))
    except ValueError:
        return str(uuid5(question, part))


def nested(within: str, part: str) -> str:
    """The name of a part inside another one. An id from the CMS is unique by itself and stays as it is."""
    try:
        return str(UUID(part))
    except ValueError:
        return within + part
