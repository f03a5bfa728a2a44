"""What the shell shows, as plain values: small enough to keep in memory, the same for everybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext, override

SCHEMES = {"call": "tel:", "text": "sms:", "email": "mailto:", "web": ""}


@dataclass(frozen=True)
class Way:
    """One way to reach somebody, with the punctuation that follows it in the sentence."""

    label: str
    address: str
    after: str


@dataclass(frozen=True)
class HelpLine:
    name: str
    contacts: tuple[Way, ...]
    note: str
    language: str


@dataclass(frozen=True)
class Help:
    strip_text: str
    strip_number: str
    heading: str
    lines: tuple[HelpLine, ...]
    contact_heading: str
    contact_hours: str


@dataclass(frozen=True)
class Contact:
    """The program's own person. Nothing is shown until there is a way to reach them."""

    name: str = ""
    phone: str = ""
    dial: str = ""
    email: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.phone or self.email)


@dataclass(frozen=True)
class Shell:
    provider_name: str
    help: Help
    contact: Contact = field(default_factory=Contact)
    provider_number: str = ""
    # The share of declared minutes that has to be active time, in percent.
    active_share: int = 0


def help_from(texts: Mapping[str, Any]) -> Help:
    """The help block from stored or built-in texts."""
    return Help(
        strip_text=texts["strip_text"],
        strip_number=texts["strip_number"],
        heading=texts["heading"],
        lines=tuple(_line(line) for line in texts["lines"]),
        contact_heading=texts["contact_heading"],
        contact_hours=texts["contact_hours"],
    )


def contact_from(name: str, phone: str, email: str) -> Contact:
    """The person to ask; the number to dial drops what only eyes need."""
    return Contact(name=name, phone=phone, dial=re.sub(r"[^\d+]", "", phone), email=email)


def _line(line: Mapping[str, Any]) -> HelpLine:
    ways = list(line["contacts"])
    with override(line["language"] or get_language()):
        joined = gettext(", or ")
    return HelpLine(
        name=line["name"],
        contacts=tuple(
            Way(
                label=way["label"],
                address=SCHEMES[way["way"]] + _target(way["way"], way["target"]),
                after="." if index == len(ways) - 1 else joined if index == len(ways) - 2 else ", ",
            )
            for index, way in enumerate(ways)
        ),
        note=line["note"],
        language=line["language"] or "",
    )


def _target(way: str, target: str) -> str:
    if way in {"call", "text"}:
        return re.sub(r"[^\d+]", "", target)
    if way == "web" and not re.match(r"https?://", target):
        return f"https://{target}"
    return target
