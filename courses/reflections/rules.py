"""Who sees a reflection."""

from enum import StrEnum


class Visibility(StrEnum):
    ONLY_ME = "only_me"
    INSTRUCTOR = "instructor"


# Characters; a long evening's writing, and a bound on what one prompt may store.
LONGEST = 20_000
