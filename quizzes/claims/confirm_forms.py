"""What somebody without an account is asked: about each entry, who they are, and whether to write to them at all."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.claims.confirming import Choice, Chosen
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import NOTE_LENGTH, TITLE_LENGTH

CHOICES = [
    (Choice.APPROVE.value, _("Yes, as written")),
    (Choice.CHANGE.value, _("Needs a change")),
    (Choice.DECLINE.value, _("I can’t confirm this")),
    ("", _("Leave it open for now")),
]


class AnswerForm(forms.Form):
    """About one entry. Nothing chosen leaves it open."""

    choice = forms.ChoiceField(label=_("Is this right?"), choices=CHOICES, required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What should change, or why not?"),
        help_text=_("They read this."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        asked = self.cleaned_data.get("choice")
        if asked in {Choice.CHANGE, Choice.DECLINE} and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", _("Write a few words, so that they know what to do."))
        return self.cleaned_data


class Answers:
    """The answers about everything on a link. To a template it is one form, with errors when one of them has."""

    def __init__(
        self, claims: Iterable[HoursClaim], posted: Mapping[str, str] | None = None, *, all_right: bool = False
    ):
        self.is_bound, self.is_empty = posted is not None, False
        self.forms = {claim.key: _answer(claim, posted or {}, all_right) for claim in claims}

    def __iter__(self):
        return (field for form in self._told() for field in form)

    def _told(self) -> list[AnswerForm]:
        # What came onto the link after the page was opened is nobody's answer yet.
        return [form for form in self.forms.values() if form.is_bound]

    @property
    def errors(self) -> dict:
        found = {f"{form.prefix}-{name}": said for form in self._told() for name, said in form.errors.items()}
        return found | ({"__all__": self.non_field_errors()} if self.is_empty else {})

    def non_field_errors(self) -> list[str]:
        return [str(_("Choose an answer for at least one entry."))] if self.is_empty else []

    def is_valid(self) -> bool:
        """Whether every answer stands, and there is one at all."""
        # Each is asked, so that all there is to fix is said at once.
        valid = not [form for form in self._told() if not form.is_valid()]
        self.is_empty = self.is_bound and valid and not self.chosen()
        return self.is_bound and valid and not self.is_empty

    def chosen(self) -> dict[UUID, Chosen]:
        """What was said, but for what stays open."""
        said = {key: form.cleaned_data for key, form in self.forms.items() if form.is_bound and form.is_valid()}
        return {
            key: Chosen(Choice(each["choice"]), each["version"], each["note"].strip())
            for key, each in said.items()
            if each["choice"]
        }

    def forget(self, claims: Iterable[HoursClaim]) -> None:
        """Ask about these anew: what was answered was about something else."""
        self.forms |= {claim.key: _answer(claim, {}, all_right=False) for claim in claims}


def _answer(claim: HoursClaim, posted: Mapping[str, str], all_right: bool) -> AnswerForm:
    prefix = str(claim.key)
    if f"{prefix}-version" not in posted:
        return AnswerForm(prefix=prefix, initial={"version": claim.version})
    if all_right:
        posted = {f"{prefix}-version": posted[f"{prefix}-version"], f"{prefix}-choice": Choice.APPROVE.value}
    return AnswerForm(posted, prefix=prefix)


class WhoForm(forms.Form):
    """Who confirms. An e-mail address alone tells a board nothing."""

    name = forms.CharField(
        label=_("Your name"), max_length=TITLE_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.CharField(
        label=_("Your role there"),
        help_text=_("For example: supervisor, site lead"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    saw = forms.BooleanField(label=_("I saw this work or supervised it"))

    def __init__(self, *args, approves: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["saw"].error_messages["required"] = _("Tick this, or go back and leave the entries open.")
        if not approves:
            del self.fields["saw"]


class StopForm(forms.Form):
    """Why somebody does not want to be asked."""

    why = forms.ChoiceField(
        label=_("What should we do?"),
        widget=forms.RadioSelect,
        choices=[
            ("not_me", _("I don’t know this person, or I wasn’t there. Don’t ask me about them again.")),
            ("silence", _("Never write to me again, about anybody.")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )
