"""Lengths of time as people write them."""

import re
from decimal import ROUND_HALF_UP, Decimal

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
_HOURS = r"(?:(\d{1,4}(?:[.,]\d{1,4})?) ?(?:hours?|hrs?|h|horas?))?"
_MINUTES = r"(?:(?:and|y)? ?(\d{1,5}) ?(?:minutes?|minutos?|mins?|m))?"
_SPOKEN = re.compile(f"{_HOURS} ?{_MINUTES}")
_PLAIN = re.compile(r"\d{1,4}(?:[.,]\d{0,4})?|[.,]\d{1,4}")


def minutes_from(typed: str) -> int | None:
    """The minutes somebody meant by "1.5", "1,5", "1:30", "2 h", "90 min" or "1 h 30 min"; a bare number is hours.
    None when it is no length of time."""
    text = " ".join(typed.lower().split())
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if text and text[-1].isalpha() and (found := _SPOKEN.fullmatch(text)) and (found[1] or found[2]):
        return _in_minutes(found[1] or "0") + int(found[2] or 0)
    if text.isascii() and _PLAIN.fullmatch(text):
        return _in_minutes(text)
    return None


def _in_minutes(hours: str) -> int:
    whole = Decimal("0" + hours.replace(",", ".").rstrip("."))
    return int((whole * 60).quantize(Decimal(1), ROUND_HALF_UP))


def spelled(minutes: int) -> str:
    """Minutes as somebody would type them again: "1.5" where that is exact, else "1:20"; nothing for none."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    exact = {0: "", 15: ".25", 30: ".5", 45: ".75"}
    return f"{hours}{exact[rest]}" if rest in exact else f"{hours}:{rest:02}"
