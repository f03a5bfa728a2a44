"""What people type to get in, and what staff type to invite."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cms.records.rules import normalize_code


class JoinForm(forms.Form):
    code = forms.CharField(
        label=_("Join code"),
        max_length=40,
        help_text=_("Ten letters and digits, like 7K2QM-4XRWN. Capitals and dashes don’t matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "code short"}),
        error_messages={"required": _("Type the code your instructor gave you.")},
    )

    def clean_code(self) -> str:
        code = normalize_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("We couldn’t find that code. Look at it once more, letter by letter."))
        return code


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One per line, or with commas between them. Each person gets a link of their own."),
    )
    language = forms.ChoiceField(
        label=_("Language of the e-mail"), choices=[("en", _("English")), ("es", _("Spanish"))]
    )

    def clean_emails(self) -> list[str]:
        typed = self.cleaned_data["emails"].replace(",", "\n").replace(";", "\n").splitlines()
        emails = [line.strip() for line in typed if line.strip()]
        for email in emails:
            try:
                validate_email(email)
            except forms.ValidationError:
                raise forms.ValidationError(
                    _("“%(email)s” doesn’t look like an e-mail address."), params={"email": email}
                ) from None
        return emails
