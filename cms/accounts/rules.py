"""Who people are here."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does here. A Django group of the same name carries the permissions."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


STAFF_ROLES = frozenset(Role) - {Role.TRAINEE}


class Theme(StrEnum):
    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"


def home_in(language: str) -> str:
    """The dashboard's address in a person's language; English carries no prefix."""
    return "/home/" if language == "en" else f"/{language}/home/"
