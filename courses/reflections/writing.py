"""The sheet under a prompt: what a person writes, and what is already written. Lessons show it, a door saves it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.reflections.models import Reflection
from courses.reflections.rules import LONGEST, Visibility


class ReflectionForm(forms.Form):
    """Field ids carry the prompt's name, as a lesson may hold several."""

    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("That is more than we can keep here. Cut it to %(limit_value)d characters.")},
    )
    visibility = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=[(Visibility.ONLY_ME.value, _("Only me")), (Visibility.INSTRUCTOR.value, _("Me and my instructor"))],
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, block_id: str, saved: Reflection | None) -> "ReflectionForm":
        """The form of a prompt, with what was saved."""
        kept = {"text": saved.text, "visibility": saved.visibility} if saved else {}
        return cls(initial={"visibility": Visibility.ONLY_ME.value, **kept}, auto_id=f"{block_id}-%s")
