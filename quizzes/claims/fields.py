"""The fields of the four questions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quizzes.claims.durations import minutes_from, spelled
from quizzes.claims.labels import LACKS
from quizzes.claims.rules import TITLE_LENGTH, Lack

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of these.")}


class DayField(forms.DateField):
    """A day. Browsers show their own calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}))
        super().__init__(
            input_formats=["%Y-%m-%d", "%m/%d/%Y"],
            error_messages={"required": LACKS[Lack.NO_DAY], "invalid": _("Give a day, like 2026-11-20.")},
            **kwargs,
        )


class TimeField(forms.CharField):
    """A length of time as people write it; minutes to us."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "short", "autocomplete": "off"}))
        super().__init__(max_length=30, error_messages={"required": LACKS[Lack.NO_MINUTES]}, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if text in self.empty_values:
            return 0
        minutes = minutes_from(text)
        if minutes is None:
            raise ValidationError(_("Write the time like 1.5 or 1:30 (one hour and a half)."), code="unreadable")
        return minutes

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Its length is looked at as text; minutes have none."""

    def prepare_value(self, value):
        return spelled(value) if isinstance(value, int) else value


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as they came."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [each for each in (data if isinstance(data, list) else [data]) if each]


def line(label, **kwargs):
    """A short text of one line."""
    kwargs.setdefault("max_length", TITLE_LENGTH)
    longest = kwargs["max_length"]
    messages = {"max_length": _("Write at most %(longest)s letters.") % {"longest": longest}}
    return forms.CharField(label=label, error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)


def one_of(label, choices, **kwargs):
    """One of a few, as buttons."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **kwargs)
