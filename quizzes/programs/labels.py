"""The words for requirements, groups and faults, in the reader's language."""

import re
from datetime import date

from django.utils import formats
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from quizzes.programs.rules import Fault, Group, Missing, RequirementKind, State

GROUPS = {
    Group.BEFORE: gettext_lazy("Before you start"),
    Group.LEARN: gettext_lazy("Learn"),
    Group.PRACTICE: gettext_lazy("Practice"),
    Group.APPLY: gettext_lazy("Apply"),
    Group.KEEP: gettext_lazy("Keep it up"),
    Group.BOARD: gettext_lazy("What only the board decides"),
    Group.NOT_ASKED: gettext_lazy("What this board does not ask for"),
}
STATES = {
    State.DONE: gettext_lazy("Done"),
    State.IN_PROGRESS: gettext_lazy("In progress"),
    State.NOT_STARTED: gettext_lazy("Not started"),
    State.NOT_YET: gettext_lazy("Not yet"),
    State.OUTSIDE: gettext_lazy("Outside Hearten"),
    State.BOARD_DECIDES: gettext_lazy("Ask your board"),
    State.NOT_ASKED: gettext_lazy("Not asked"),
}
CONFIDENCE = {
    "high": gettext_lazy("We read this on the board’s own pages or in its rules."),
    "medium": gettext_lazy("Some of this comes from older or second-hand pages. Check it with the board."),
    "low": gettext_lazy("We found little about this program. Check every line with the board."),
}
_FAULTS = {
    Missing.REQUIREMENTS: gettext_lazy("Add at least one requirement."),
    Missing.SOURCES: gettext_lazy("Add a source: where does the board publish these rules?"),
    Missing.AS_OF: gettext_lazy("Say on which day the rules were read (“rules as of”)."),
    Missing.OWN_KEY: gettext_lazy("Two requirements have the key “%(name)s”. Give each its own."),
    Missing.HOURS: gettext_lazy("“%(name)s” asks for 0 hours. Give a number above 0."),
    Missing.DOMAINS: gettext_lazy("“%(name)s” counts no domain. Choose at least one."),
    Missing.KNOWN_DOMAINS: gettext_lazy("“%(name)s” names a domain Hearten does not have: %(detail)s."),
    Missing.ONE_TOTAL: gettext_lazy("There are two hour totals. A program has one."),
    Missing.ROOM_IN_TOTAL: gettext_lazy(
        "The categories ask for %(name)s hours together, the total only for %(detail)s."
    ),
}
# What an open line, or one about something not asked for, is about.
_ABOUT = {
    "age": gettext_lazy("Your age"),
    "education": gettext_lazy("School"),
    "recovery": gettext_lazy("Time in recovery"),
    "training": gettext_lazy("Hours of training"),
    "modality": gettext_lazy("How many hours may be online"),
    "category": gettext_lazy("How many hours of this"),
    "practice": gettext_lazy("Hours of peer support work"),
    "background": gettext_lazy("A background check"),
    "exam": gettext_lazy("An exam"),
    "renewal": gettext_lazy("Renewal"),
}
# Kinds that have words of their own when the board gives none.
_PLAIN = {
    RequirementKind.EDUCATION: gettext_lazy("Have a high school diploma or a GED"),
    RequirementKind.ETHICS_CODE: gettext_lazy("Sign the board’s code of ethics"),
    RequirementKind.DOCUMENTS: gettext_lazy("Send your papers to the board"),
    RequirementKind.BACKGROUND: gettext_lazy("Have a background check"),
}


def in_language(texts: dict[str, str]) -> str:
    """A text of a frozen payload in the reader's language, else in English."""
    language = (get_language() or "en").split("-")[0]
    return texts.get(language) or texts.get("en", "")


def asker(version: dict) -> str:
    """Who asks: a state where it is one, else the program by its name."""
    return version.get("asker") or in_language(version["name"])


def short_name(version: dict) -> str:
    """A program among others: the state first, since people look for that; without what stands in brackets."""
    name, asker = re.sub(r" \([^()]*\)$", "", in_language(version["name"])), version.get("asker")
    return f"{asker}: {name}" if asker and not name.startswith(asker) else name


def hours_in_all(version: dict) -> str:
    """The hours of training a program asks for, in one phrase; what it counts instead, or that one must ask."""
    kinds = {each["kind"]: each for each in version["requirements"]}
    for kind in (RequirementKind.HOURS_TOTAL, RequirementKind.COURSE):
        if kind in kinds and kinds[kind].get("hours"):
            return _hours_title(RequirementKind.HOURS_TOTAL, "", kinds[kind]["hours"])
    if RequirementKind.UNITS in kinds:
        return _units(kinds[RequirementKind.UNITS])
    return str(STATES[State.BOARD_DECIDES])


def fault(found: Fault) -> str:
    return str(_FAULTS[found.missing]) % {"name": found.name, "detail": found.detail}


def number(value: float) -> str:
    """46, 59.5 or 2,000, as people write it."""
    value = int(value) if value == int(value) else value
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def title(requirement: dict) -> str:
    """A requirement in one line."""
    own, kind = in_language(requirement.get("label") or {}), RequirementKind(requirement["kind"])
    if kind in _HOURS:
        return _hours_title(kind, own, requirement.get("hours") or requirement.get("most") or 0)
    if kind is RequirementKind.RENEWAL:
        return gettext("Renew every %(months)s months") % {"months": requirement["months"]}
    if kind is RequirementKind.AGE:
        return gettext("Be at least %(years)s years old") % {"years": requirement["count"]}
    if kind is RequirementKind.LETTERS:
        count = requirement["count"]
        return ngettext("%(count)s letter of reference", "%(count)s letters of reference", count) % {"count": count}
    if kind is RequirementKind.UNITS:
        return f"{own}: {_units(requirement)}"
    if kind is RequirementKind.RECOVERY and not own:
        return _recovery_title(requirement)
    if own or kind in _PLAIN:
        return own or str(_PLAIN[kind])
    about = requirement.get("about")
    return str(_ABOUT[about]) if about in _ABOUT else ""


_HOURS = {
    RequirementKind.HOURS_TOTAL, RequirementKind.HOURS_IN_CATEGORY, RequirementKind.PRACTICE,
    RequirementKind.SUPERVISION,
}  # fmt: skip


def _hours_title(kind: RequirementKind, own: str, hours: float) -> str:
    # A half hour is plural.
    plural = 1 if hours == 1 else 2
    match kind:
        case RequirementKind.HOURS_TOTAL:
            words = ngettext("%(count)s hour of training", "%(count)s hours of training", plural)
        case RequirementKind.HOURS_IN_CATEGORY:
            words = ngettext("%(name)s: %(count)s hour", "%(name)s: %(count)s hours", plural)
        case RequirementKind.PRACTICE:
            words = ngettext("%(count)s hour of peer support work", "%(count)s hours of peer support work", plural)
        case _:
            words = ngettext("%(count)s hour with a supervisor", "%(count)s hours with a supervisor", plural)
    return words % {"count": number(hours), "name": own}


def _units(requirement: dict) -> str:
    count = requirement["count"]
    if requirement.get("unit") == "day":
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
    return ngettext("%(count)s course", "%(count)s courses", count) % {"count": count}


def _recovery_title(requirement: dict) -> str:
    months, about = requirement.get("recovery_months") or 0, requirement.get("about")
    if about == "lived":
        return gettext("Have lived experience")
    if about == "services":
        return gettext("At least %(months)s months with mental health services") % {"months": months}
    if not months:
        return gettext("Be in recovery")
    return gettext("At least %(months)s months in recovery") % {"months": months}


def day(iso: str) -> str:
    """A date of a frozen payload, as people write it."""
    return on(date.fromisoformat(iso)) if iso else ""


def on(when: date) -> str:
    return formats.date_format(when, "DATE_FORMAT")
