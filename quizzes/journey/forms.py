"""The signature under one's own work."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from quizzes.credentials.rules import is_printable_name, plain_name


class DisputeForm(forms.Form):
    """What a trainee says about their time."""

    text = forms.CharField(
        label=_("What is not right about your time?"),
        max_length=2000,
        help_text=_("For example: I read it on paper, I used another device, or the page was open in another window."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write a line or two, so that we know what to look at"),
            "max_length": _("Keep it under 2,000 letters"),
        },
    )


class SignForm(forms.Form):
    """A typed name. Whoever has not told their legal name yet tells it here, once; it is what the board will read."""

    signed_name = forms.CharField(
        max_length=200,
        error_messages={"required": _("Type your name to sign")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )

    def __init__(self, *args, trainee: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.trainee, field = trainee, self.fields["signed_name"]
        if trainee.legal_name:
            field.label = _("Type your name to sign")
            field.help_text = _("Your certificate will say: %(name)s") % {"name": trainee.legal_name}
        else:
            field.label = _("Your full name, as your board will read it")
            field.help_text = _("Use the name on your ID. It signs this page and stands on your certificate.")

    def clean_signed_name(self) -> str:
        name = " ".join(self.cleaned_data["signed_name"].split())
        legal = self.trainee.legal_name
        if legal and plain_name(name) != plain_name(legal):
            raise ValidationError(_("Type the name that your certificate will say: %(name)s") % {"name": legal})
        if not legal and not plain_name(name):
            raise ValidationError(_("Type your name to sign"))
        if not is_printable_name(legal or name):
            raise ValidationError(_("Use Latin, Greek or Cyrillic letters, as on your ID. We cannot print others yet."))
        return name
