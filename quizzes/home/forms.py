"""What a person tells about a step: a date, a yes or no, a number, and where the proof is."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.home import fields
from quizzes.home.fields import YES
from quizzes.programs.facts import topic_of
from quizzes.programs.labels import in_language
from quizzes.programs.renewal import certified_topic
from quizzes.programs.rules import Given
from quizzes.programs.services import Told


class StepForm(forms.Form):
    """A form that knows its requirement and says what was told."""

    def __init__(self, *args, requirement: dict, version: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.requirement, self.version = requirement, version
        self.topic = topic_of(requirement, version)
        self.fit()
        if "on" in self.fields:
            self.fields["on"].initial = timezone.localdate

    def fit(self) -> None:
        """Bring the fields to what this requirement asks."""

    def told(self) -> list[Told]:
        raise NotImplementedError


class HaveForm(StepForm):
    """Something a person has or has not."""

    said = fields.yes_or_no(_("Do you have this?"))
    on = fields.DayField(help_text=_("The day of the paper, or the day you say this."))
    proof = fields.proof()

    def told(self) -> list[Told]:
        given = self.cleaned_data
        return [Told(Given.THERE, self.topic, given["on"], said=given["said"] == YES, proof=given["proof"])]


class LettersForm(StepForm):
    number = fields.count(_("How many letters do you have?"), most=20, least=0)
    on = fields.DayField(help_text=_("The day of the newest."))
    proof = fields.proof(_("Who wrote them?"))

    def told(self) -> list[Told]:
        given = self.cleaned_data
        return [
            Told(Given.THERE, self.topic, given["on"], number=given["number"], proof=given["proof"]),
        ]


class PapersForm(StepForm):
    """The papers of a list, ticked. One that is no longer ticked is taken back."""

    papers = forms.MultipleChoiceField(
        label=_("Which of these do you have?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    on = fields.DayField(help_text=_("The day of the newest paper."))
    proof = fields.proof(_("Where are they?"))

    def fit(self) -> None:
        slug = self.version["slug"]
        self.items = {item.get("topic") or f"{slug}:{item['key']}": item for item in self.requirement["items"]}
        self.fields["papers"].choices = [(topic, in_language(item["label"])) for topic, item in self.items.items()]

    def told(self) -> list[Told]:
        given = self.cleaned_data
        return [
            Told(Given.THERE, topic, given["on"], said=topic in given["papers"], proof=given["proof"])
            for topic in self.items
        ]


class CourseForm(StepForm):
    on = fields.DayField(label=_("When did you finish it?"))
    proof = fields.proof(required=True)

    def told(self) -> list[Told]:
        given = self.cleaned_data
        return [Told(Given.COURSE, self.topic, given["on"], name=self.requirement["key"], proof=given["proof"])]


class UnitsForm(StepForm):
    """One course at a time; or days, as many as they were."""

    name = forms.CharField(
        label=_("Which course?"), max_length=120, error_messages={"required": _("Give the name of the course.")}
    )
    number = fields.count(_("How many credits?"), most=100)
    on = fields.DayField(label=_("When did you pass it?"))
    proof = fields.proof()

    def fit(self) -> None:
        if self.requirement.get("unit") == "day":
            self.fields["name"].label = _("What was it called?")
            self.fields["number"].label = _("How many days?")
            self.fields["on"].label = _("When did it end?")
        elif not self.requirement.get("credits"):
            del self.fields["number"]

    def told(self) -> list[Told]:
        given = self.cleaned_data
        return [
            Told(
                Given.COURSE, self.topic, given["on"], number=given.get("number"), name=given["name"].strip(),
                proof=given["proof"],
            )
        ]  # fmt: skip


class ExamForm(StepForm):
    """A sitting of an exam, with its day and what proves it."""

    said = fields.yes_or_no(_("Did you pass?"))
    number = fields.count(_("Your score"), most=1000, least=0, required=False)
    name = forms.CharField(label=_("The test of which course?"), max_length=120, required=False)
    term = forms.CharField(label=_("In which term?"), max_length=40, required=False, help_text=_("Like Fall 2026."))
    on = fields.DayField(label=_("When did you take it?"))
    from_on = fields.DayField(required=False)
    proof = fields.proof(required=True)

    def fit(self) -> None:
        if self.requirement.get("tries_per") != "term":
            del self.fields["name"], self.fields["term"]
        if self.requirement.get("tries_from"):
            self.fields["from_on"].label = self.requirement.get("from_label") or _("From when do your tries count?")
        else:
            del self.fields["from_on"]

    def told(self) -> list[Told]:
        given = self.cleaned_data
        found = [
            Told(
                Given.SITTING, self.topic, given["on"], said=given["said"] == YES, number=given["number"],
                name=given.get("name", "").strip(), term=given.get("term", "").strip(), proof=given["proof"],
            )
        ]  # fmt: skip
        if given.get("from_on"):
            found.append(Told(Given.THERE, self.requirement["tries_from"], given["from_on"]))
        return found


class FirstDayForm(StepForm):
    """The day from which a board counts practice."""

    on = fields.DayField()

    def fit(self) -> None:
        self.fields["on"].label = self.requirement.get("from_label") or _("From which day does it count?")

    def told(self) -> list[Told]:
        topic = f"{self.version['slug']}:{self.requirement['months_from']}"
        return [Told(Given.THERE, topic, self.cleaned_data["on"])]


class AnswerForm(StepForm):
    """What the board answered about hours that no published rule places."""

    hours = fields.hours(_("How many of your hours count here?"))
    on = fields.DayField(label=_("When did your board say so?"))
    proof = fields.proof(_("Who said so, and how?"), required=True)

    def told(self) -> list[Told]:
        given = self.cleaned_data
        minutes = int(given["hours"] * self.version["minutes_in_hour"])
        return [Told(Given.ANSWER, self.topic, given["on"], number=minutes, proof=given["proof"])]


class RenewalForm(StepForm):
    """The day of the certification; after it, what stands in the period."""

    what = forms.ChoiceField(
        label=_("What do you want to note?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of these.")},
    )
    number = fields.hours(_("How many hours, or letters?"), required=False)
    on = fields.DayField()
    until = fields.LastDayField(required=False)
    proof = fields.proof()

    def fit(self) -> None:
        topics = list(self.requirement.get("topics") or ())
        if self.requirement.get("ethics_hours"):
            topics.append({"key": "ethics", "label": {"en": str(_("Ethics"))}})
        self.topics = {f"topic_{part['key']}": part for part in topics if not part.get("domains")}
        self.extras = {f"extra_{part['key']}": part for part in self.requirement.get("extras") or ()}
        said = _("My board says how many of my hours are: %(name)s")
        self.fields["what"].choices = [
            ("certified", _("The board certified me or renewed it")),
            *((key, said % {"name": in_language(part["label"])}) for key, part in self.topics.items()),
            *((key, in_language(part["label"])) for key, part in self.extras.items()),
        ]

    def clean(self):
        given = super().clean()
        if given.get("what") in self.topics and not given.get("number"):
            self.add_error("number", _("Give the hours."))
        if given.get("until") and given.get("on") and given["until"] <= given["on"]:
            self.add_error("until", _("This day is not after the day of the certification. Check both."))
        return given

    def told(self) -> list[Told]:
        given, slug = self.cleaned_data, self.version["slug"]
        what, number = given["what"], given.get("number")
        if what == "certified":
            topic = certified_topic(self.version)
            return [Told(Given.CERTIFIED, topic, given["on"], proof=given["proof"], until=given["until"])]
        if what in self.topics:
            minutes = int(number * self.version["minutes_in_hour"])
            topic = f"{slug}:renewal_{self.topics[what]['key']}"
            return [Told(Given.ANSWER, topic, given["on"], number=minutes, proof=given["proof"])]
        count = int(number) if number else None
        topic = f"{slug}:renewal_{self.extras[what]['key']}"
        return [Told(Given.THERE, topic, given["on"], number=count, proof=given["proof"])]


class RecoveryForm(StepForm):
    """A person's own yes or no. No day is asked but today, and no proof."""

    said = fields.yes_or_no(_("Can you say this of yourself today?"), no=_("No, or not yet"))

    def word(self) -> dict:
        """What `services.say_recovery` keeps."""
        asked = self.requirement
        return {
            "about": asked.get("about") or "recovery",
            "months": asked.get("recovery_months") or 0,
            "said": self.cleaned_data["said"] == YES,
            "on": timezone.localdate(),
        }
