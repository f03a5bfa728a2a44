"""The two short fields of the check page."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
