"""The words people read for domains, modalities, competencies and ways in."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.catalog.rules import ActivityKind, Competency, Domain, EntryWay, Fault, FaultKind, Modality

DOMAIN_LABELS: dict[str, Any] = {
    Domain.ADVOCACY: _("Advocacy"),
    Domain.MENTORING_EDUCATION: _("Mentoring and education"),
    Domain.RECOVERY_WELLNESS: _("Recovery and wellness"),
    Domain.ETHICAL_RESPONSIBILITY: _("Ethical responsibility"),
}

MODALITY_LABELS: dict[str, Any] = {
    Modality.SELF_PACED: _("At your own pace"),
    Modality.RECORDED: _("Recorded"),
    Modality.LIVE_ONLINE: _("Live online"),
    Modality.IN_PERSON: _("In person"),
}

COMPETENCY_LABELS: dict[str, Any] = {
    Competency.RELATIONSHIPS: _("Builds caring, working relationships"),
    Competency.SUPPORT: _("Gives support"),
    Competency.LIVED_EXPERIENCE: _("Shares lived experience"),
    Competency.PERSONALIZE: _("Fits support to the person"),
    Competency.PLANNING: _("Supports recovery planning"),
    Competency.RESOURCES: _("Links to resources and services"),
    Competency.SKILLS_INFO: _("Teaches skills and information"),
    Competency.CRISIS: _("Helps in a crisis"),
    Competency.COMMUNICATION: _("Values communication"),
    Competency.TEAMWORK: _("Works with others in a team"),
    Competency.LEADERSHIP_ADVOCACY: _("Leads and speaks up"),
    Competency.GROWTH: _("Keeps growing"),
}

ENTRY_WAY_LABELS: dict[str, Any] = {
    EntryWay.OPEN: _("Open to everyone"),
    EntryWay.CODE: _("With a join code"),
    EntryWay.INVITATION: _("By invitation"),
}

ACTIVITY_KIND_LABELS: dict[str, Any] = {
    ActivityKind.LESSON: _("Lesson"),
    ActivityKind.QUIZ: _("Quiz"),
    ActivityKind.EVALUATION: _("Course evaluation"),
}


def choices(labels: dict) -> list[tuple[str, object]]:
    """Labels as a model field's choices."""
    return [(key.value, label) for key, label in labels.items()]


def numbered(count: int) -> str:
    """15 minutes, 1 minute."""
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


SENTENCES = {
    FaultKind.NO_MINUTES: _("Say how many minutes it takes. The parts add up to %(stated)s."),
    FaultKind.NO_STATED_PARTS: _("Say what the minutes are made of: add text, or state parts under “Timing”."),
    FaultKind.NO_BASIS: _("Say how many minutes “%(name)s” takes, and why."),
    FaultKind.MINUTES_FAR_OFF: _(
        "The page says %(declared)s, and its parts add up to %(stated)s. Bring them within a tenth of each other."
    ),
    FaultKind.NO_DOMAIN: _("Choose an hours category (domain)."),
    FaultKind.NO_COMPETENCIES: _("Tick at least one competency."),
    FaultKind.NO_OBJECTIVES: _("Write at least one thing people can do afterward, under “Objectives”."),
    FaultKind.NO_SUMMARY: _("Write a summary of one or two sentences."),
    FaultKind.NO_ATTESTATION: _("Write what people sign at the end, under “Attestation”."),
    FaultKind.NO_INSTRUCTOR: _("Name who teaches the course."),
    FaultKind.NO_ACTIVITIES: _("Nothing in this module is live yet. Publish its lessons and its quiz first."),
    FaultKind.MODULE_MINUTES_FAR_OFF: _(
        "The module says %(declared)s, and its live lessons and quizzes add up to %(stated)s. "
        "Bring them within a tenth of each other."
    ),
    FaultKind.OPENS_AFTER_ITSELF: _("A module can’t open after itself. Choose an earlier one, or none."),
    FaultKind.OPENS_AFTER_OTHER_COURSE: _("“%(name)s” is in another course. Choose a module of this one, or none."),
    FaultKind.STORY_WITHOUT_SOURCE: _(
        "The story by “%(name)s” needs a note that it is made up, or the teller’s consent."
    ),
    FaultKind.APPROVED_HOURS_DIFFER: _(
        "%(name)s approved %(declared)s, and the live modules add up to %(stated)s. Bring them together, or leave the "
        "hours of that approval empty."
    ),
}


def sentence(fault: Fault) -> str:
    """A fault as an author reads it."""
    words = {"name": fault.name, "declared": numbered(fault.declared), "stated": numbered(fault.stated)}
    return str(SENTENCES[fault.kind]) % words
