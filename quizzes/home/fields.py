"""The fields of what a person tells: a day, a yes or no, a number, and where the proof is."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"
_PAST = timedelta(days=365 * 80)
_FAR = timedelta(days=365 * 20)


class DayField(forms.DateField):
    """A day that has been. Browsers show their own calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("On which day?"))
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}))
        kwargs.setdefault(
            "error_messages", {"required": _("Give the day."), "invalid": _("Give a day, like 2026-11-20.")}
        )
        super().__init__(input_formats=["%Y-%m-%d", "%m/%d/%Y"], **kwargs)

    def clean(self, value):
        day = super().clean(value)
        today = timezone.localdate()
        if day and day > today:
            raise ValidationError(_("This day is still to come. Give a day that has been."))
        if day and day < today - _PAST:
            raise ValidationError(_("This day is long ago. Check the year."))
        return day


class LastDayField(DayField):
    """The last day something is good. It may have passed, and it may be years ahead."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("What is the last day it is good?"))
        kwargs.setdefault(
            "help_text",
            _("For a certification: the day on your board’s paper. Leave it empty if it names none."),
        )
        super().__init__(**kwargs)

    def clean(self, value):
        day = forms.DateField.clean(self, value)
        if day and abs(day - timezone.localdate()) > _FAR:
            raise ValidationError(_("This day is far away. Check the year."))
        return day


def proof(label=None, required: bool = False):
    """Where the proof is, in a few words."""
    return forms.CharField(
        label=label or _("Where is your proof?"),
        required=required,
        max_length=300,
        help_text=_("For example: certificate number 1234, in my folder. Please write nothing about treatment."),
        error_messages={"required": _("Say in a few words what proves it.")},
    )


def yes_or_no(label, no=None):
    return forms.ChoiceField(
        label=label,
        choices=[(YES, _("Yes")), (NO, no or _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of these.")},
    )


def count(label, most: int, least: int = 1, **kwargs):
    kwargs.setdefault("error_messages", {"required": _("Give a number."), "invalid": _("Give a whole number.")})
    attrs = {"class": "short", "inputmode": "numeric"}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(attrs=attrs), **kwargs
    )


def hours(label, **kwargs):
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=5000,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "any"}),
        error_messages={"required": _("Give the hours."), "invalid": _("Use half hours, like 1.5.")},
        **kwargs,
    )
