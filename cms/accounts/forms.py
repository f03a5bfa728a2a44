"""What people tell us about themselves, and allauth's forms in our words."""

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts import zones
from cms.accounts.models import User
from cms.accounts.rules import Theme

PASSWORD_HINT = _("At least 10 characters. A few words in a row are strong and easy to remember.")


class SignupForm(allauth.SignupForm):
    chosen_name = forms.CharField(
        label=_("What should we call you?"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ["chosen_name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT


class _NewPassword:
    """Asks once: typing a hidden word twice is a memory test, and a mail gets anyone back in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HINT
        del self.fields["password2"]


class ChangePasswordForm(_NewPassword, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(_NewPassword, allauth.SetPasswordForm):
    pass


class ResetPasswordKeyForm(_NewPassword, allauth.ResetPasswordKeyForm):
    pass


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["chosen_name", "pronouns", "legal_name"]
        labels = {
            "chosen_name": _("What should we call you?"),
            "pronouns": _("Your pronouns"),
            "legal_name": _("Your name on certificates"),
        }
        help_texts = {
            "chosen_name": _("Everybody here sees this name."),
            "pronouns": _("For example she, he or they. Your instructor sees them."),
            "legal_name": _("As it stands on your ID. Boards compare the two. Only your program team sees it."),
        }
        widgets = {
            "chosen_name": forms.TextInput(attrs={"autocomplete": "nickname"}),
            "legal_name": forms.TextInput(attrs={"autocomplete": "name"}),
        }


class SettingsForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("en", "English"), ("es", "Español")],
        help_text=_("For these pages and for our emails."),
    )
    theme = forms.ChoiceField(
        label=_("Colors"),
        widget=forms.RadioSelect,
        choices=[
            (Theme.DEVICE.value, _("Like my device")),
            (Theme.LIGHT.value, _("Light")),
            (Theme.DARK.value, _("Dark")),
        ],
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)

    class Meta:
        model = User
        fields = ["language", "theme", "time_zone"]


SECTIONS: dict[str, type[forms.ModelForm]] = {"name": NameForm, "settings": SettingsForm}
