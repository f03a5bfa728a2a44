"""The words for requirements, groups and faults, in the reader's language."""

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
}
STATES = {
    State.DONE: gettext_lazy("Done"),
    State.IN_PROGRESS: gettext_lazy("In progress"),
    State.NOT_STARTED: gettext_lazy("Not started"),
    State.OUTSIDE: gettext_lazy("Outside Hearten"),
    State.BOARD_DECIDES: gettext_lazy("Ask your board"),
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


def in_language(texts: dict[str, str]) -> str:
    """A text of a frozen payload in the reader's language, else in English."""
    language = (get_language() or "en").split("-")[0]
    return texts.get(language) or texts.get("en", "")


def fault(found: Fault) -> str:
    return str(_FAULTS[found.missing]) % {"name": found.name, "detail": found.detail}


def title(requirement: dict) -> str:
    """A requirement in one line."""
    own = in_language(requirement["label"])
    hours = requirement.get("hours") or 0
    match requirement["kind"]:
        case RequirementKind.HOURS_TOTAL:
            return ngettext("%(count)s hour of training", "%(count)s hours of training", hours) % {"count": hours}
        case RequirementKind.HOURS_IN_CATEGORY:
            return ngettext("%(name)s: %(count)s hour", "%(name)s: %(count)s hours", hours) % {
                "name": own,
                "count": hours,
            }
        case RequirementKind.PRACTICE:
            return ngettext("%(count)s hour of peer support work", "%(count)s hours of peer support work", hours) % {
                "count": hours
            }
        case RequirementKind.SUPERVISION:
            return ngettext("%(count)s hour with a supervisor", "%(count)s hours with a supervisor", hours) % {
                "count": hours
            }
        case RequirementKind.ETHICS_CODE if not own:
            return gettext("Sign the board’s code of ethics")
        case RequirementKind.RENEWAL:
            return gettext("Renew every %(months)s months") % {"months": requirement["months"]}
    return own


def facts(requirement: dict) -> list[str]:
    """What else the rule says, as sentences."""
    said = []
    if requirement["kind"] == RequirementKind.EXAM and requirement.get("pass_mark"):
        scale = {"mark": requirement["pass_mark"], "low": requirement["scale_from"], "high": requirement["scale_to"]}
        said.append(
            gettext("You pass with %(mark)s on a scale from %(low)s to %(high)s.") % scale
            if scale["high"]
            else gettext("You pass with %(mark)s.") % scale
        )
    if requirement["kind"] == RequirementKind.EXAM and requirement.get("minutes"):
        said.append(gettext("You have %(minutes)s minutes.") % requirement)
    if requirement["kind"] == RequirementKind.RENEWAL:
        said.append(
            gettext("%(hours)s hours of training each time, %(ethics_hours)s of them in ethics.") % requirement
            if requirement.get("ethics_hours")
            else gettext("%(hours)s hours of training each time.") % requirement
        )
    if detail := in_language(requirement["detail"]):
        said.append(detail)
    return said


def day(iso: str) -> str:
    """A date of a frozen payload, as people write it."""
    return formats.date_format(date.fromisoformat(iso), "DATE_FORMAT") if iso else ""
