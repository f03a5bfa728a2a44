"""The states of an enrollment."""

from enum import StrEnum


class EnrollmentState(StrEnum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
