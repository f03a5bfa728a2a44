"""The sheet under a prompt: what a person writes, and what is already written. Lessons show it, a door saves it."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.reflections.models import Reflection
from courses.reflections.rules import LONGEST, Visibility

TOO_LONG = gettext_lazy("That is more than we can keep here. Cut it to %(limit_value)d characters.")
LABELS = {Visibility.ONLY_ME: gettext_lazy("Only me"), Visibility.INSTRUCTOR: gettext_lazy("Me and my instructor")}


class ReflectionForm(forms.Form):
    """Reads what was sent. A lesson draws its sheets itself: form widgets would cost it more than its queries."""

    text = forms.CharField(required=False, max_length=LONGEST, strip=False, error_messages={"max_length": TOO_LONG})
    visibility = forms.ChoiceField(choices=[(value.value, label) for value, label in LABELS.items()])


@dataclass(frozen=True)
class Sheet:
    """One prompt's textarea and choice. Ids carry the prompt's name, as a lesson may hold several."""

    name: str
    text: str = ""
    visibility: str = Visibility.ONLY_ME.value
    # When it was saved, in words; empty for a new one.
    said: str = ""
    # What has to be fixed before it can be saved.
    fix: str = ""

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(value.value, str(label), value == self.visibility) for value, label in LABELS.items()]


def sheet(name: str, saved: Reflection | None) -> Sheet:
    """The sheet of a prompt, with what is written on it."""
    return Sheet(name, saved.text, saved.visibility, saved_words(saved)) if saved else Sheet(name)


def returned(form: ReflectionForm, name: str) -> Sheet:
    """A sheet that could not be saved, with everything that was typed."""
    visibility = form["visibility"].value() or Visibility.ONLY_ME.value
    return Sheet(
        name, form["text"].value() or "", visibility, fix=" ".join(str(error) for error in form["text"].errors)
    )


def saved_words(reflection: Reflection) -> str:
    """When it was saved, in the zone of the moment: the time today, the day before it on other days."""
    at = timezone.localtime(reflection.updated_at)
    # American English writes pm; Django writes p.m.
    time = date_format(at, "TIME_FORMAT").replace("p.m.", "pm").replace("a.m.", "am")
    if at.date() == timezone.localdate():
        return _("Saved at %(time)s") % {"time": time}
    return _("Saved %(day)s at %(time)s") % {"day": date_format(at, "MONTH_DAY_FORMAT"), "time": time}
