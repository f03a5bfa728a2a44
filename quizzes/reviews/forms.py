"""What people write about answers, scores and questions."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.reviews.labels import CHALLENGE_OUTCOMES, POLICIES, SHARES, TALKS, VERDICTS
from quizzes.reviews.models import SavedNote
from quizzes.reviews.rules import ChallengeOutcome, TalkOutcome, Verdict

LONGEST = 4000
WRITE = _("Write a line or two")


def _text(label, *, required=True, rows=4, help_text="", said=WRITE) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": said, "max_length": _("Keep it under 4,000 letters")},
    )


def _one_of(label, choices, **fields) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one")},
        **fields,
    )


class ReadForm(forms.Form):
    """Levels of the marking guide, a note, and whether it is done. One more draft needs no levels: the words are what
    matters."""

    verdict = _one_of(_("And now"), VERDICTS, initial=Verdict.DONE)
    note = _text(_("Your note"), said=_("Write a note. It is what they will read first."))

    def __init__(self, *args, guide, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("To %(name)s") % {"name": name}
        self.guide = [f"level-{criterion['id']}" for criterion in guide]
        levels = {
            field: _one_of(criterion["text"], {level["id"]: level["text"] for level in criterion["levels"]})
            for field, criterion in zip(self.guide, guide, strict=True)
        }
        if not guide:
            levels = {"share": _one_of(_("How much of it is there?"), SHARES)}
        for field in levels.values():
            field.required = False
        self.fields = {**levels, **self.fields}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == Verdict.DONE:
            for name in self.guide or ["share"]:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose a level"))
        return cleaned

    def levels(self) -> dict[str, str]:
        """Level by criterion; empty unless every criterion has one."""
        said = {name.removeprefix("level-"): self.cleaned_data.get(name, "") for name in self.guide}
        return said if self.guide and all(said.values()) else {}

    def share(self) -> Decimal | None:
        """The share of an answer without a guide."""
        said = self.cleaned_data.get("share")
        return Decimal(said) if said else None


class TalkForm(forms.Form):
    """What a talk came to."""

    outcome = _one_of(_("What came of it"), TALKS, initial=TalkOutcome.PASSES)
    talked_on = forms.DateField(
        label=_("When you talked"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Enter the day"), "invalid": _("Enter a day like 2026-11-20")},
    )
    note = _text(_("A line for them"), rows=3, said=_("Write a line. They read it on their result."))
    private = _text(_("For the team only"), required=False, rows=3, help_text=_("The person never sees this."))

    def clean_talked_on(self):
        day = self.cleaned_data["talked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come"))
        return day


class WorryForm(forms.Form):
    note = _text(
        _("What worries you"),
        required=False,
        help_text=_("Only what somebody needs to know to begin. It stays with the on-call lead and administrators."),
    )


class TakeForm(forms.Form):
    done = _text(_("What you did, or will do next"), required=False)


class UnclearForm(forms.Form):
    """What a trainee found unclear. The words are optional: saying so is enough."""

    text = _text(
        _("What was unclear?"),
        required=False,
        help_text=_("For example: two answers seem to fit, or a word has two meanings."),
    )


class AnswerForm(forms.Form):
    outcome = _one_of(_("What you decide"), CHALLENGE_OUTCOMES)
    words = _text(
        _("Your answer to everybody who asked"), rows=5, said=_("Write an answer. Everybody who asked gets it.")
    )

    def __init__(self, *args, may_rescore, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_rescore:
            kept = [each for each in CHALLENGE_OUTCOMES.items() if each[0] != ChallengeOutcome.FULL_CREDIT]
            self.fields["outcome"].choices = kept


class RescoreForm(forms.Form):
    policy = _one_of(_("How to count"), POLICIES)
    reason = _text(_("Why"), rows=3, help_text=_("Everybody whose result changes reads this."), said=_("Say why"))


class OverrideForm(forms.Form):
    """Points for one question, by a person."""

    points = forms.DecimalField(
        label=_("Points"),
        min_value=0,
        max_digits=7,
        decimal_places=2,
        error_messages={"required": _("Enter points"), "invalid": _("Enter a number, like 1.5")},
    )
    reason = _text(_("Why"), rows=3, help_text=_("They read this on their result."), said=_("Say why"))

    def __init__(self, *args, worth, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].max_value = worth
        self.fields["points"].help_text = _("From 0 to %(worth)s.") % {"worth": worth}
        self.worth = worth

    def clean_points(self):
        points = self.cleaned_data["points"]
        if points > self.worth:
            raise forms.ValidationError(_("At most %(worth)s points") % {"worth": self.worth})
        return points


class PassForm(forms.Form):
    """Whether a try passes, by a person."""

    passed = _one_of(_("This try"), {"yes": _("Passes"), "no": _("Does not pass yet")})
    reason = _text(_("Why"), rows=3, help_text=_("They read this on their result."), said=_("Say why"))


class TimeForm(forms.Form):
    decision = _one_of(_("What you decide"), {"give": _("Give the hours"), "write": _("Write back, the hours wait on")})
    reason = _text(_("Why"), rows=3, help_text=_("The person reads this."), said=_("Say why"))


class DoubtForm(forms.Form):
    decision = _one_of(_("What you decide"), {"keep": _("Keep it"), "take_back": _("Take it back")})
    reason = _text(_("Why"), rows=3, help_text=_("If you take it back, the person reads this."), said=_("Say why"))


class SavedNoteForm(forms.ModelForm):
    class Meta:
        model = SavedNote
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class TakeBackForm(forms.Form):
    """Why an approval is taken back, and whether the entry may come again."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("They read this, and so does whoever checks the record."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        error_messages={"required": _("Write a few words. They need to know why.")},
    )
    then = forms.ChoiceField(
        label=_("What then?"),
        widget=forms.RadioSelect,
        choices=[
            ("change", _("They can change it and send it again")),
            ("decline", _("It is declined")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )

    def said(self) -> dict:
        return {"reason": self.cleaned_data["reason"].strip(), "may_change": self.cleaned_data["then"] == "change"}
