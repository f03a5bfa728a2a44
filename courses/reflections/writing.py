"""The sheet under a prompt: what a person writes, and what is already written. Lessons show it, a door saves it."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.reflections.models import Reflection
from courses.reflections.rules import LONGEST, Visibility


class ReflectionForm(forms.Form):
    """Field ids carry the prompt's name, as a lesson may hold several."""

    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": gettext_lazy("That is more than we can keep here. Cut it to %(limit_value)d characters.")
        },
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who can see this?"),
        choices=[
            (Visibility.ONLY_ME.value, gettext_lazy("Only me")),
            (Visibility.INSTRUCTOR.value, gettext_lazy("Me and my instructor")),
        ],
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, block_id: str, saved: Reflection | None) -> "ReflectionForm":
        """The form of a prompt, with what was saved."""
        kept = {"text": saved.text, "visibility": saved.visibility} if saved else {}
        return cls(initial={"visibility": Visibility.ONLY_ME.value, **kept}, auto_id=f"{block_id}-%s")


def saved_words(reflection: Reflection) -> str:
    """When it was saved, in the zone of the moment: the time today, the day before it on other days."""
    at = timezone.localtime(reflection.updated_at)
    # American English writes pm; Django writes p.m.
    time = date_format(at, "TIME_FORMAT").replace("p.m.", "pm").replace("a.m.", "am")
    if at.date() == timezone.localdate():
        return _("Saved at %(time)s") % {"time": time}
    return _("Saved %(day)s at %(time)s") % {"day": date_format(at, "MONTH_DAY_FORMAT"), "time": time}
