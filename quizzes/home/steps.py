"""What a person can tell about one step of the road: which form it has, and what was told before."""

from collections.abc import Callable

from quizzes.home import forms
from quizzes.home.forms import StepForm
from quizzes.programs.facts import topic_of
from quizzes.programs.renewal import certified_topic
from quizzes.programs.rules import Counts, RequirementKind

_FORMS: dict[str, type[StepForm]] = {
    RequirementKind.AGE: forms.HaveForm,
    RequirementKind.EDUCATION: forms.HaveForm,
    RequirementKind.RESIDENCE: forms.HaveForm,
    RequirementKind.ETHICS_CODE: forms.HaveForm,
    RequirementKind.BACKGROUND: forms.HaveForm,
    RequirementKind.LETTERS: forms.LettersForm,
    RequirementKind.COURSE: forms.CourseForm,
    RequirementKind.UNITS: forms.UnitsForm,
    RequirementKind.EXAM: forms.ExamForm,
    RequirementKind.RENEWAL: forms.RenewalForm,
    RequirementKind.RECOVERY: forms.RecoveryForm,
}


def form_for(requirement: dict) -> type[StepForm] | None:
    """The form of a step; none where there is nothing to tell."""
    kind = requirement["kind"]
    if kind == RequirementKind.DOCUMENTS:
        return forms.PapersForm if requirement.get("items") else forms.HaveForm
    if kind in (RequirementKind.HOURS_TOTAL, RequirementKind.HOURS_IN_CATEGORY):
        open_to_the_board = requirement.get("counts") == Counts.BOARD or requirement.get("unsure")
        return forms.AnswerForm if open_to_the_board else None
    if kind == RequirementKind.PRACTICE:
        return forms.FirstDayForm if requirement.get("months_from") else None
    return _FORMS.get(kind)


def topics_of(requirement: dict, version: dict) -> list[str]:
    """Every name under which evidence for this step is kept."""
    slug = version["slug"]
    found = [topic_of(requirement, version)]
    found += [item.get("topic") or f"{slug}:{item['key']}" for item in requirement.get("items") or ()]
    if requirement["kind"] == RequirementKind.RENEWAL:
        parts = [*(requirement.get("topics") or ()), *(requirement.get("extras") or ()), {"key": "ethics"}]
        found += [certified_topic(version), *(f"{slug}:renewal_{part['key']}" for part in parts)]
    if requirement.get("months_from"):
        found.append(f"{slug}:{requirement['months_from']}")
    if requirement.get("tries_from"):
        found.append(requirement["tries_from"])
    return list(dict.fromkeys(found))


def names_of(requirement: dict, version: dict, in_language: Callable[[dict], str]) -> dict[str, str]:
    """What each of these topics is called on the page, where the step itself does not say it."""
    slug = version["slug"]
    found = {
        item.get("topic") or f"{slug}:{item['key']}": in_language(item["label"])
        for item in requirement.get("items") or ()
    }
    for part in [*(requirement.get("topics") or ()), *(requirement.get("extras") or ())]:
        found[f"{slug}:renewal_{part['key']}"] = in_language(part["label"])
    return found
