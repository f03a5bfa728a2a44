"""What changed from one version of a program's rules to the next."""

from dataclasses import dataclass
from enum import StrEnum

# Where a rule comes from may be corrected without the rule changing.
_BESIDE = ("source", "as_of")


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    change: Change
    before: dict | None
    after: dict | None

    @property
    def key(self) -> str:
        return (self.after or self.before or {})["key"]


def differences(old: dict, new: dict) -> list[Difference]:
    """Requirement by requirement, in the order of the new rules; what fell away stands last. A requirement is the
    same when its key is."""
    before = {each["key"]: each for each in old["requirements"]}
    after = {each["key"]: each for each in new["requirements"]}
    found = [
        Difference(Change.CHANGED if key in before else Change.ADDED, before.get(key), each)
        for key, each in after.items()
        if key not in before or _rule(each) != _rule(before[key])
    ]
    return found + [Difference(Change.REMOVED, each, None) for key, each in before.items() if key not in after]


def _rule(requirement: dict) -> dict:
    """What a requirement says, without what is merely empty."""
    return {
        name: value
        for name, value in requirement.items()
        if name not in _BESIDE and value not in (None, "", [], {}, False)
    }
