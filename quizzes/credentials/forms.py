"""The two short fields of the check page, and what staff write when they decide about a certificate."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.credentials.rules import is_printable_name


class CheckForm(forms.Form):
    """What a stranger types from paper. Spaces, dashes and case are forgiven."""

    code = forms.CharField(
        label=_("Certificate code"),
        help_text=_("10 letters and numbers, like 7K2QM-4XRWN"),
        max_length=40,
        error_messages={"required": _("Type the code from the certificate")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        help_text=_("As the certificate prints it"),
        max_length=120,
        error_messages={"required": _("Type the family name from the certificate")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    """Why. Every decision has a reason, and only staff read it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Staff and auditors read it. It is not on the certificate or the check page."),
        max_length=1000,
        error_messages={"required": _("Write the reason")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RenewForm(ReasonForm):
    until = forms.DateField(
        label=_("Good until"),
        error_messages={"required": _("Choose the new end")},
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    field_order = ["until", "reason"]

    def __init__(self, *args, ends_on: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ends_on = ends_on

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until <= max(today, self.ends_on or today):
            raise forms.ValidationError(_("Choose a day after today and after the end it has now"))
        return until


class ReplaceForm(ReasonForm):
    name = forms.CharField(
        label=_("Name on the new certificate"),
        help_text=_("As on the person’s ID"),
        max_length=200,
        error_messages={"required": _("Write the name")},
    )
    field_order = ["name", "reason"]

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not is_printable_name(name):
            raise forms.ValidationError(_("A certificate can print Latin, Greek and Cyrillic letters"))
        return name
