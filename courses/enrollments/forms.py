"""What people type to get in, and what staff type to invite."""

from uuid import UUID

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cms.records.rules import normalize_code
from courses.catalog.queries import outlines
from courses.cohorts.models import Cohort


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

    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none(), required=False)
    course = forms.ChoiceField(
        label=_("Course"),
        required=False,
        choices=lambda: [("", "---"), *((str(each.key), each.title) for each in outlines())],
        help_text=_("Only without a cohort."),
    )
    field_order = ["cohort", "course", "emails", "language"]

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts

    @property
    def course_key(self) -> UUID:
        cohort = self.cleaned_data["cohort"]
        return cohort.course_key if cohort else UUID(self.cleaned_data["course"])

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("cohort") or cleaned.get("course")):
            self.add_error("cohort", _("Choose a cohort, or a course."))
        return cleaned

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
