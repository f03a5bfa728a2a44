"""Who sees a reflection."""

from enum import StrEnum


class Visibility(StrEnum):
    ONLY_ME = "only_me"
    INSTRUCTOR = "instructor"
