"""What people type about sessions."""

from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, MODALITY_LABELS, choices
from courses.catalog.queries import outline, outlines
from courses.cohorts.models import Cohort, Session
from courses.cohorts.queries import cohorts_for, instructors
from courses.cohorts.rules import LIVE, LONGEST_SERIES, MakeUp, ShortRule, countable, moment
from quizzes.sessions.labels import MAKE_UP_LABELS, SHORT_LABELS

CLOCK = {"type": "time"}
DAY = {"type": "date"}


def live_lessons() -> list[tuple[str, str]]:
    """Published lessons that are taught live, by course."""
    return [
        (str(each.key), f"{course.title}: {each.title}")
        for course in outlines()
        for module in course.modules
        for each in module.lessons
        if each.modality in LIVE
    ]


class SessionForm(forms.ModelForm):
    """A session, by the clock on the cohort's wall."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    weeks = forms.IntegerField(
        label=_("How many, a week apart"), initial=1, min_value=1, max_value=LONGEST_SERIES,
        help_text=_("1 for a single session. The time on the clock stays, also when the clocks change."),
    )  # fmt: skip
    modality = forms.ChoiceField(
        label=_("Where people meet"), choices=[(name.value, MODALITY_LABELS[name]) for name in LIVE]
    )
    objectives = forms.CharField(
        label=_("What people learn"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each. Printed on a certificate."),
    )  # fmt: skip
    competencies = forms.MultipleChoiceField(
        label=_("Competencies"), required=False, choices=choices(COMPETENCY_LABELS), widget=forms.CheckboxSelectMultiple
    )
    short_rule = forms.ChoiceField(label=_("Below that people get"), choices=choices(SHORT_LABELS))
    make_up = forms.ChoiceField(label=_("Who missed it"), choices=choices(MAKE_UP_LABELS))
    activity_key = forms.ChoiceField(
        label=_("Stands for a lesson"), required=False,
        help_text=_("Then being there finishes the lesson, and the hours come with its module, not from here."),
    )  # fmt: skip

    class Meta:
        model = Session
        fields = [
            "cohort", "title", "day", "starts", "ends", "weeks", "break_minutes", "modality", "link", "place",
            "instructor", "qualification", "objectives", "competencies", "activity_key", "least_share", "short_rule",
            "make_up", "make_up_days", "make_up_task", "capacity", "gives_certificate",
        ]  # fmt: skip
        labels = {
            "cohort": _("Cohort"),
            "title": _("Title"),
            "break_minutes": _("Breaks, in minutes"),
            "link": _("Address of the meeting"),
            "place": _("Place"),
            "instructor": _("Who leads it"),
            "qualification": _("Their qualification"),
            "least_share": _("Percent of the minutes that count as all of it"),
            "make_up_days": _("Days to make it up"),
            "make_up_task": _("What to write about"),
            "capacity": _("Places"),
            "gives_certificate": _("Who was there for all of it gets a certificate of this session"),
        }
        help_texts = {
            "link": _("It starts with https. People see it when the door opens, 15 minutes before."),
            "qualification": _("Printed on the certificate under the name."),
            "capacity": _("Empty: as many as come. Counted when people of other cohorts make it up here."),
        }
        widgets = {"make_up_task": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts_for(user)
        self.fields["instructor"].queryset = instructors()
        self.fields["link"].assume_scheme = "https"
        self.fields["activity_key"].choices = [("", _("No, it stands by itself")), *live_lessons()]
        for domain, label in DOMAIN_LABELS.items():
            self.fields[f"minutes_{domain}"] = forms.IntegerField(
                label=_("Minutes of %(category)s") % {"category": label}, required=False, min_value=0
            )
        if self.instance.pk:
            del self.fields["weeks"], self.fields["cohort"]
            self._show(self.instance)
        elif not self.is_bound:
            self.initial.setdefault("instructor", user.pk)

    def _show(self, session: Session) -> None:
        wall = ZoneInfo(session.cohort.time_zone)
        starts, ends = session.starts_at.astimezone(wall), session.ends_at.astimezone(wall)
        self.initial |= {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        self.initial["objectives"] = "\n".join(session.objectives)
        self.initial |= {f"minutes_{domain}": minutes for domain, minutes in session.minutes_by_domain.items()}

    @property
    def plain_fields(self):
        return [field for field in self if not field.name.startswith("minutes_")]

    @property
    def category_fields(self):
        return [field for field in self if field.name.startswith("minutes_")]

    def clean_objectives(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["objectives"].splitlines() if line.strip()]

    def clean_activity_key(self):
        return self.cleaned_data["activity_key"] or None

    def clean(self):
        cleaned = super().clean()
        cohort = self.instance.cohort if self.instance.pk else cleaned.get("cohort")
        clock = [cleaned.get(name) for name in ("day", "starts", "ends")]
        if cohort and None not in clock:
            self._time(cohort, *clock)
        if cleaned.get("modality") == "live_online" and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("link", _("People need an address to join. It starts with https."))
        if cleaned.get("make_up") == MakeUp.WRITTEN and not cleaned.get("make_up_task"):
            self.add_error("make_up_task", _("Say what to write about."))
        if cohort and cleaned.get("activity_key"):
            self._stand_for_lesson(cohort, cleaned)
        return cleaned

    def _time(self, cohort: Cohort, day, starts, ends) -> None:
        starts_at, ends_at = (moment(day, clock, cohort.time_zone) for clock in (starts, ends))
        if ends_at <= starts_at:
            self.add_error("ends", _("It ends before it starts."))
            return
        counts = countable(starts_at, ends_at, self.cleaned_data.get("break_minutes") or 0)
        split = {domain: self.cleaned_data.get(f"minutes_{domain}") or 0 for domain in DOMAIN_LABELS}
        if counts <= 0:
            self.add_error("break_minutes", _("The breaks are as long as the session."))
        elif sum(split.values()) != counts:
            words = _("The categories add up to %(sum)s minutes. The session counts %(counts)s without its breaks.")
            self.add_error(f"minutes_{next(iter(split))}", words % {"sum": sum(split.values()), "counts": counts})
        self.instance.starts_at, self.instance.ends_at = starts_at, ends_at
        self.instance.minutes_by_domain = {domain: minutes for domain, minutes in split.items() if minutes}

    def _stand_for_lesson(self, cohort: Cohort, cleaned: dict) -> None:
        course = outline(cohort.course_key)
        lesson = next((each for each in _activities(course) if str(each.key) == cleaned["activity_key"]), None)
        if lesson is None:
            self.add_error("activity_key", _("This lesson is not part of the cohort’s course."))
        elif lesson.modality != cleaned.get("modality"):
            self.add_error("activity_key", _("The lesson is taught another way. Both need the same."))
        if cleaned.get("make_up") == MakeUp.WRITTEN:
            self.add_error("make_up", _("The module’s hours say live, so this session is made up in another one."))
        if cleaned.get("gives_certificate"):
            self.add_error("gives_certificate", _("Its hours come with the module: the course gives the certificate."))
        if cleaned.get("short_rule") == ShortRule.MINUTES:
            self.add_error("short_rule", _("A lesson is done or not, so below the share it is nothing."))


def _activities(course):
    return [each for module in course.modules for each in module.activities] if course else []


class CopyForm(forms.Form):
    """The same session with another cohort or on another day."""

    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    is_same = forms.BooleanField(
        label=_("It teaches the same"), required=False, initial=True,
        help_text=_("Who missed one can then make it up in the other. Nobody gets hours for both."),
    )  # fmt: skip

    def __init__(self, *args, user, session: Session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts_for(user).filter(
            Q(course_key=session.cohort.course_key) if session.activity_key else Q()
        )


class CorrectForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes there"), min_value=0, help_text=_("0 for not here."))
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Kept with the list. The person can read it."),
    )  # fmt: skip

    def __init__(self, *args, session: Session, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = session.minutes

    def clean_minutes(self) -> int:
        if self.cleaned_data["minutes"] > self.most:
            raise ValidationError(_("The session counts %(most)s minutes.") % {"most": self.most})
        return self.cleaned_data["minutes"]


class WorkForm(forms.Form):
    """What somebody writes to make up a session."""

    text = forms.CharField(
        label=_("What you write"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Your instructor reads it, and nobody else."),
        error_messages={"required": _("Write something first.")},
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("A note to the person"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        cleaned = super().clean()
        if "accept" not in self.data and not cleaned.get("answer"):
            self.add_error("answer", _("Say what it needs."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the wall"), max_length=12,
        help_text=_("Six digits. They change every minute."),
        error_messages={"required": _("Type the code that you see in the room.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
