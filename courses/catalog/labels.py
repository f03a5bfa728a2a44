"""The words people read for domains, modalities, competencies and ways in."""

from django.utils.translation import gettext_lazy as _

from courses.catalog.rules import ActivityKind, Competency, Domain, EntryWay, Modality

DOMAIN_LABELS = {
    Domain.ADVOCACY: _("Advocacy"),
    Domain.MENTORING_EDUCATION: _("Mentoring and education"),
    Domain.RECOVERY_WELLNESS: _("Recovery and wellness"),
    Domain.ETHICAL_RESPONSIBILITY: _("Ethical responsibility"),
}

MODALITY_LABELS = {
    Modality.SELF_PACED: _("At your own pace"),
    Modality.RECORDED: _("Recorded"),
    Modality.LIVE_ONLINE: _("Live online"),
    Modality.IN_PERSON: _("In person"),
}

DOMAINS = DOMAIN_LABELS

COMPETENCY_LABELS = {
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

ENTRY_WAY_LABELS = {
    EntryWay.OPEN: _("Open to everyone"),
    EntryWay.CODE: _("With a join code"),
    EntryWay.INVITATION: _("By invitation"),
}

ACTIVITY_KIND_LABELS = {
    ActivityKind.LESSON: _("Lesson"),
    ActivityKind.QUIZ: _("Quiz"),
    ActivityKind.EVALUATION: _("Course evaluation"),
}


def choices(labels: dict) -> list[tuple[str, object]]:
    """Labels as a model field's choices."""
    return [(key.value, label) for key, label in labels.items()]
