"""What a rule says besides its title, and what it means for one person, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS
from quizzes.programs.labels import in_language, number, on, title
from quizzes.programs.rules import COUNTED, Counts, Reason, RequirementKind, RequirementStanding, State

REASONS = {
    Reason.MODALITY: gettext_lazy("%(hours)s hours do not count here because of how they were taught."),
    Reason.OVER_CAP: gettext_lazy("%(hours)s hours are more than may be taught in that way."),
    Reason.OTHER_DAYS: gettext_lazy("%(hours)s hours are outside the time that this board looks at."),
    Reason.OTHER_COURSE: gettext_lazy("%(hours)s hours are from courses that this board does not count."),
}


def facts(requirement: dict) -> list[str]:
    """What else the rule says."""
    kind = RequirementKind(requirement["kind"])
    said: list[str] = []
    if kind in COUNTED:
        said = _about_hours(requirement)
    elif kind is RequirementKind.EXAM:
        said = _about_exam(requirement)
    elif kind is RequirementKind.RENEWAL:
        said = _about_renewal(requirement)
    elif kind is RequirementKind.UNITS and requirement.get("credits"):
        said = [_("%(credits)s credits together.") % {"credits": requirement["credits"]}]
    elif kind is RequirementKind.COURSE and requirement.get("hours"):
        said = [_("%(hours)s hours.") % {"hours": number(requirement["hours"])}]
    elif kind is RequirementKind.DOCUMENTS:
        said = [", ".join(in_language(item["label"]) for item in requirement.get("items") or ())]
    elif kind is RequirementKind.PRACTICE and requirement.get("months") and not requirement.get("months_from"):
        said = [_months(requirement)]
    if requirement.get("fresh_months"):
        said.append(_("Your proof is at most %(months)s months old.") % {"months": requirement["fresh_months"]})
    return [sentence for sentence in [*said, in_language(requirement.get("detail") or {})] if sentence]


def _months(requirement: dict) -> str:
    return _("Only hours of the last %(months)s months count.") % {"months": requirement["months"]}


def _about_hours(requirement: dict) -> list[str]:
    said = []
    if requirement.get("most"):
        said.append(_("At most %(hours)s hours count.") % {"hours": number(requirement["most"])})
    if requirement.get("modalities"):
        ways = _ways(requirement["modalities"])
        rest = requirement.get("rest_most")
        said.append(
            _("Counts: %(ways)s. At most %(hours)s hours in other ways.") % {"ways": ways, "hours": number(rest)}
            if rest
            else _("Counts only: %(ways)s.") % {"ways": ways}
        )
    if requirement.get("unsure"):
        said.append(_("Your board decides about: %(ways)s.") % {"ways": _ways(requirement["unsure"])})
    if requirement.get("months"):
        said.append(_months(requirement))
    if requirement.get("counts") == Counts.BOARD:
        said.append(_("No published rule says which of our hours belong here. Your board decides."))
    elif requirement.get("counts") == Counts.DOMAINS and requirement["kind"] == RequirementKind.HOURS_IN_CATEGORY:
        named = ", ".join(str(DOMAIN_LABELS.get(domain, domain)) for domain in requirement.get("domains") or ())
        said.append(_("Our hours that count here: %(domains)s.") % {"domains": named})
    return said


def _ways(modalities: list[str]) -> str:
    return ", ".join(str(MODALITY_LABELS[modality]).lower() for modality in modalities)


def _about_exam(requirement: dict) -> list[str]:
    said = []
    if requirement.get("pass_mark"):
        mark, low, high = (requirement.get(name) for name in ("pass_mark", "scale_from", "scale_to"))
        scale = {"mark": mark, "low": low, "high": high}
        said.append(
            _("You pass with %(mark)s on a scale from %(low)s to %(high)s.") % scale
            if high
            else _("You pass with %(mark)s.") % scale
        )
    if requirement.get("minutes"):
        said.append(_("You have %(minutes)s minutes.") % requirement)
    return said


def _about_renewal(requirement: dict) -> list[str]:
    hours, ethics = number(requirement["hours"]), requirement.get("ethics_hours")
    said = [
        _("%(hours)s hours of training each time, %(ethics_hours)s of them in ethics.")
        % {"hours": hours, "ethics_hours": number(ethics)}
        if ethics
        else _("%(hours)s hours of training each time.") % {"hours": hours}
    ]
    for topic in requirement.get("topics") or ():
        said.append(topic_title(topic) + ".")
    said += [in_language(extra["label"]) + "." for extra in requirement.get("extras") or ()]
    if requirement.get("carry_most"):
        most = {"hours": number(requirement["carry_most"])}
        said.append(_("Up to %(hours)s hours beyond that count in the next period.") % most)
    if requirement.get("submit_months_before"):
        months = requirement["submit_months_before"]
        said.append(
            ngettext("Send it %(months)s month before.", "Send it %(months)s months before.", months)
            % {"months": months}
        )
    return said


def topic_title(topic: dict) -> str:
    """A topic inside a renewal: its name, its hours, and its own period where it has one."""
    plural = 1 if topic["hours"] == 1 else 2
    words = {"name": in_language(topic["label"]), "count": number(topic["hours"]), "months": topic.get("months")}
    if topic.get("months"):
        every = ngettext(
            "%(name)s: %(count)s hour every %(months)s months",
            "%(name)s: %(count)s hours every %(months)s months",
            plural,
        )
        return every % words
    return ngettext("%(name)s: %(count)s hour", "%(name)s: %(count)s hours", plural) % words


def notes(standing: RequirementStanding, board_hour: float = 60) -> list[str]:
    """What a rule means for this person, beyond done or not. Hours are those of the board."""
    said = []
    if standing.maybe:
        said.append(
            _("Up to %(hours)s of your hours may count here. Your board decides.")
            % {"hours": number(round(standing.maybe / board_hour, 1))}
        )
    for reason, minutes in standing.outside:
        said.append(str(REASONS[reason]) % {"hours": number(round(minutes / board_hour, 1))})
    if standing.asked and standing.state is not State.DONE and standing.count:
        said.append(_("%(count)s of %(asked)s.") % {"count": standing.count, "asked": standing.asked})
    if standing.tries_left is not None and standing.state is not State.DONE:
        said.append(_tries(standing.tries_left))
    if standing.carried:
        hours = {"hours": number(round(standing.carried / board_hour, 1))}
        said.append(_("%(hours)s of these hours came over from the period before.") % hours)
    if standing.is_over and standing.due_on:
        over = _("Your certification was good until %(day)s. When your board renews it, note the new date here.")
        return [*said, over % {"day": on(standing.due_on)}]
    if standing.due_on:
        said.append(_("Renew before %(day)s.") % {"day": on(standing.due_on)})
    if standing.apply_by:
        said.append(_("Send your papers by %(day)s.") % {"day": on(standing.apply_by)})
    if standing.opens_on:
        said.append(_("You can apply from %(day)s.") % {"day": on(standing.opens_on)})
    return said


def _tries(left: int) -> str:
    if not left:
        return _("No tries left for now. New ones come with the next term or approval.")
    return ngettext("%(count)s try left.", "%(count)s tries left.", left) % {"count": left}


def part_title(part: RequirementStanding) -> str:
    """A line inside a renewal."""
    return topic_title(part.requirement) if part.kind == RequirementKind.RENEWAL else title(part.requirement)
