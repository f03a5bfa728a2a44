"""What people tell us about themselves, and allauth's forms in our words."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts import queries, services, zones
from cms.accounts.models import User
from cms.accounts.rules import STAFF_ROLES, Role, Theme

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


class MailsForm(forms.ModelForm):
    """Each mail that can be switched off, as a box that is ticked while it is on."""

    wanted_mails = forms.MultipleChoiceField(
        label=_("Send me these"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mails about signing in and about your own record always come."),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = queries.optional_mails(self.instance)
        self.fields["wanted_mails"].choices = list(self.offered.items())
        self.initial["wanted_mails"] = [name for name in self.offered if queries.wants_mail(self.instance, name)]

    def clean(self):
        """What is not on offer to this person stays as it was."""
        wanted = self.cleaned_data.pop("wanted_mails", [])
        kept = [name for name in self.instance.unwanted_mails if name not in self.offered]
        self.cleaned_data["unwanted_mails"] = kept + [name for name in self.offered if name not in wanted]
        return self.cleaned_data


SECTIONS: dict[str, type[forms.ModelForm]] = {"name": NameForm, "settings": SettingsForm, "mails": MailsForm}


class PersonForm(forms.ModelForm):
    """A person as administrators see them in the CMS. Nobody types a password for somebody else: the first sign-in
    goes by a code in an email."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, role.value.capitalize()) for role in Role if role in STAFF_ROLES],
        help_text=_("None for a trainee."),
    )

    class Meta:
        model = User
        fields = ["email", "legal_name", "chosen_name"]
        labels = {"email": _("Email"), "legal_name": _("Name on certificates"), "chosen_name": _("What we call them")}

    def __init__(self, *args, by: User, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is already an account with this email."))
        return email

    def save(self, commit=True):
        fields = {name: self.cleaned_data[name] for name in ("legal_name", "chosen_name")}
        roles = {Role(name) for name in self.cleaned_data["roles"]}
        self.instance = services.create_account(self.cleaned_data["email"], roles=roles, by=self.by, **fields)
        return self.instance


class PersonEditForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = ["legal_name", "chosen_name", "is_active"]
        labels = {**PersonForm.Meta.labels, "is_active": _("May sign in")}

    def __init__(self, *args, editing_self: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["roles"] = list(self.instance.groups.values_list("name", flat=True))
        if editing_self:
            # Nobody locks themselves out.
            del self.fields["is_active"], self.fields["roles"]

    def save(self, commit=True):
        person = forms.ModelForm.save(self, commit)
        if "roles" in self.cleaned_data:
            services.set_roles(person, {Role(name) for name in self.cleaned_data["roles"]}, by=self.by)
        return person


def in_words(person: User) -> dict[str, Any]:
    """The person's settings as the form words them."""
    fields = SettingsForm.base_fields
    zone_names = dict(pair for _region, zone_list in zones.choices() for pair in zone_list)
    return {
        "language": dict(fields["language"].choices)[person.language],
        "theme": dict(fields["theme"].choices)[person.theme],
        "time_zone": zone_names.get(person.time_zone, person.time_zone),
        "mails": [(words, queries.wants_mail(person, name)) for name, words in queries.optional_mails(person).items()],
    }
