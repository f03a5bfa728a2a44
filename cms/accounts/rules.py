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


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """What a browser calls itself, in words people know: "Firefox, Windows". What we don't know stays as it is."""
    found = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, DEVICES)]
    return ", ".join(filter(None, found)) or user_agent
