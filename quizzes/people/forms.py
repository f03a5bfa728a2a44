"""Inviting people."""

from dataclasses import fields

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort
from courses.enrollments.models import Accommodation
from courses.enrollments.rules import Allowance
from quizzes.people import pasted, queries
from quizzes.people.pasted import INVITED, MOST_LINES, Line


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("Paste one or many, one per line or with commas between. You see who gets a mail before it goes."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=40_000,
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def clean_emails(self) -> str:
        text = self.cleaned_data["emails"]
        count = len(pasted.pieces(text))
        if not count:
            raise ValidationError(_("Put in at least one address."))
        if count > MOST_LINES:
            raise ValidationError(_("Please invite at most %(most)s people at once.") % {"most": MOST_LINES})
        return text

    def lines(self, cohort: Cohort) -> list[Line]:
        """Each address with what will happen to it."""
        enrolled, waiting = queries.addresses_in(cohort)
        text = self.cleaned_data["emails"]
        return pasted.check(text, enrolled=enrolled, waiting=waiting, is_address=is_address)


class AccommodationForm(forms.ModelForm):
    """What a person needs. Saving it is a deed of its own: open tries move along."""

    class Meta:
        model = Accommodation
        fields = [
            "time_factor", "no_time_limit", "extra_tries", "break_minutes", "closing_hours", "one_per_page", "reason",
        ]  # fmt: skip
        widgets = {"reason": forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})}

    def allowance(self) -> Allowance:
        return Allowance(**{each.name: self.cleaned_data[each.name] for each in fields(Allowance)})


def invited(lines: list[Line]) -> list[str]:
    """The addresses that get a mail."""
    return [line.text for line in lines if line.kind in INVITED]


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
