"""The four questions about hours from elsewhere, one a page, and the look at all of them before sending."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from courses.catalog.labels import DOMAIN_LABELS, MODALITY_LABELS, choices
from quizzes.claims import fields
from quizzes.claims.durations import spelled
from quizzes.claims.labels import ACTIVITY_LABELS, LACKS, PROOF_LABELS
from quizzes.claims.models import HoursClaim
from quizzes.claims.queries import known_supervisors, own_addresses, supervisor_with
from quizzes.claims.rules import CONFIRMED_BY_PERSON, NOTE_LENGTH, THERE, Lack, Proof, time_lacks

SEVERAL, UNSURE = "several", "unsure"
TIME_FIELDS = {
    Lack.NO_DAY: "started_on", Lack.ENDS_BEFORE: "ended_on", Lack.NOT_YET: "ended_on", Lack.LONG_AGO: "started_on",
    Lack.TOO_LONG: "ended_on", Lack.NO_MINUTES: "minutes", Lack.TOO_MANY_MINUTES: "minutes",
}  # fmt: skip


class StepForm(forms.Form):
    """A form about a claim. `fill` writes what is in order into it; whoever calls keeps it."""

    def __init__(self, *args, claim: HoursClaim, today: date, **kwargs):
        self.claim, self.today = claim, today
        super().__init__(*args, initial=self.told(claim), **kwargs)
        self.fit()

    def told(self, claim: HoursClaim) -> dict:
        """What the claim says already."""
        return {name: getattr(claim, name) for name in self.base_fields if hasattr(claim, name)}

    def fit(self) -> None:
        """Bring the fields to what this claim asks."""

    def fill(self) -> None:
        for name, value in self.cleaned_data.items():
            setattr(self.claim, name, value)

    def is_only_unfinished(self) -> bool:
        """Whether nothing is amiss but what was left empty: enough to stop for today."""
        return self.is_valid() or all(
            error.code == "required" for errors in self.errors.as_data().values() for error in errors
        )


class WhatForm(StepForm):
    activity = fields.one_of(_("What did you do?"), choices(ACTIVITY_LABELS))
    title = fields.line(
        _("What was it called, or about?"),
        help_text=_("Like “NAMI workshop” or “Evening group”. Please write nothing about health or treatment."),
        error_messages={"required": LACKS[Lack.NO_TITLE]},
    )


class WhenForm(StepForm):
    started_on = fields.DayField(label=_("On which day?"), help_text=_("If it took several days: the first one."))
    ended_on = fields.DayField(label=_("Last day, if it took several"), required=False)
    minutes = fields.TimeField(label=_("How long was it?"), help_text=_("In hours, like 1.5 or 1:30, without breaks."))
    modality = fields.one_of(_("How did you take part?"), choices(MODALITY_LABELS))
    given_by = fields.line(
        _("Who gave it, or where was it?"),
        help_text=_("The name of the group, school, or place of practice."),
        error_messages={"required": _("Write who gave it, or where it was.")},
    )

    def fit(self) -> None:
        if self.claim.ledger in CONFIRMED_BY_PERSON:
            self.fields["modality"].choices = [(each, MODALITY_LABELS[each]) for each in THERE]
            self.fields["given_by"].label = _("Where was it?")
        if self.claim.ended_on == self.claim.started_on:
            self.initial["ended_on"] = None

    def clean(self):
        given = super().clean()
        if "started_on" in given and "minutes" in given and "ended_on" in given:
            given["ended_on"] = given["ended_on"] or given["started_on"]
            for lack in time_lacks(given["started_on"], given["ended_on"], given["minutes"], today=self.today):
                one_day = given["ended_on"] == given["started_on"] and TIME_FIELDS[lack] == "ended_on"
                code = "required" if lack == Lack.NO_MINUTES else None
                self.add_error("started_on" if one_day else TIME_FIELDS[lack], ValidationError(LACKS[lack], code=code))
        return given

    def fill(self) -> None:
        before = self.claim.minutes
        super().fill()
        split = self.claim.minutes_by_domain
        # All of one category stays all of it; several parts are asked for anew where they don't add up any more.
        if self.claim.minutes != before and len(split) == 1:
            self.claim.minutes_by_domain = dict.fromkeys(split, self.claim.minutes)


class CategoryForm(StepForm):
    """All of it about one thing, several with their time, or not sure."""

    sort = fields.one_of(_("What was it about?"), [])

    def fit(self) -> None:
        self.fields["sort"].choices = [
            *choices(DOMAIN_LABELS),
            (SEVERAL, _("Several of these")),
            (UNSURE, _("I’m not sure. Whoever looks at it sorts it.")),
        ]
        self.domains = {f"part_{domain}": domain.value for domain in DOMAIN_LABELS}
        for name, domain in self.domains.items():
            self.fields[name] = fields.TimeField(label=DOMAIN_LABELS[domain], required=False)

    def told(self, claim: HoursClaim) -> dict:
        split = claim.minutes_by_domain
        found = {f"part_{domain}": minutes for domain, minutes in split.items()} if len(split) > 1 else {}
        one = next(iter(split), UNSURE if claim.version else None)
        return found | {"sort": SEVERAL if len(split) > 1 else one}

    def parts(self):
        return [self[name] for name in self.domains]

    def clean(self):
        given = super().clean()
        if given.get("sort") == SEVERAL and all(name in given for name in self.domains):
            split = self._split()
            if sum(split.values()) != self.claim.minutes:
                figures = {"parts": spelled(sum(split.values())) or "0", "whole": spelled(self.claim.minutes)}
                words = said("The parts add up to %(parts)s hours, and it was %(whole)s. Change one of them.")
                self.add_error(next(iter(self.domains)), words % figures)
        return given

    def _split(self) -> dict[str, int]:
        return {domain: self.cleaned_data[name] for name, domain in self.domains.items() if self.cleaned_data[name]}

    def fill(self) -> None:
        sort = self.cleaned_data.get("sort")
        if sort == SEVERAL:
            self.claim.minutes_by_domain = self._split()
        elif sort:
            self.claim.minutes_by_domain = {} if sort == UNSURE else {sort: self.claim.minutes}


class ProofForm(StepForm):
    """Files, a person, or nothing yet. Of practice and supervision a person says yes."""

    proof = fields.one_of(_("What shows that you did it?"), choices(PROOF_LABELS))
    supervisor = forms.ModelChoiceField(None, required=False, empty_label=_("Somebody else"))
    confirmer_name = fields.line(_("Their name"), required=False)
    confirmer_email = forms.EmailField(
        label=_("Their e-mail address"), required=False, max_length=254,
        error_messages={"invalid": _("Check the address. It looks like name@example.org.")},
        help_text=_("We write to nobody before you send."),
    )  # fmt: skip
    files = fields.FilesField(label=_("Add files"), required=False)
    not_treatment = forms.BooleanField(
        label=_("This is not a treatment or medical record"), required=False,
        help_text=_("Certificates, letters and timesheets are fine. We never keep records of treatment."),
    )  # fmt: skip

    def told(self, claim: HoursClaim) -> dict:
        return {name: value for name, value in super().told(claim).items() if name != "files"}

    def has_files(self) -> bool:
        return self.claim.files.exists()

    def fit(self) -> None:
        known = known_supervisors(self.claim.trainee)
        self.fields["supervisor"].queryset = known
        self.fields["supervisor"].label = _("Who can confirm it?")
        self.by_person = self.claim.ledger in CONFIRMED_BY_PERSON
        if self.by_person:
            del self.fields["proof"]
        if not (self.by_person and known.exists()):
            del self.fields["supervisor"]

    def clean(self):
        given = super().clean()
        if self.has_files() and not given.get("not_treatment"):
            self.add_error("not_treatment", ValidationError(LACKS[Lack.TREATMENT], code="required"))
        elif given.get("proof") == Proof.FILE and not self.has_files():
            self.add_error("files", ValidationError(LACKS[Lack.NO_FILE], code="required"))
        named = bool(given.get("supervisor")) or bool(given.get("confirmer_name") and given.get("confirmer_email"))
        wanted = self.by_person or given.get("proof") == Proof.PERSON
        if wanted and not named and "confirmer_email" in given:
            self.add_error("confirmer_name", ValidationError(LACKS[Lack.NO_PERSON], code="required"))
        address = (given.get("confirmer_email") or "").lower()
        if address and address in own_addresses(self.claim.trainee):
            self.add_error("confirmer_email", said("That is your own address. Name somebody who was there with you."))
        return given

    def fill(self) -> None:
        given = self.cleaned_data
        self.claim.proof = Proof.PERSON if self.by_person else given.get("proof", self.claim.proof)
        self.claim.not_treatment = given.get("not_treatment", False)
        self.claim.confirmer_name = given.get("confirmer_name", "")
        self.claim.confirmer_email = given.get("confirmer_email", "")
        self.claim.supervisor = given.get("supervisor")
        if self.by_person and not self.claim.supervisor and self.claim.confirmer_email:
            # Whoever has an account finds the entry there, and gets no letter.
            self.claim.supervisor = supervisor_with(self.claim.confirmer_email, beside=self.claim.trainee)


class CheckForm(StepForm):
    """A last word, and whether it is another one like the one before."""

    note = forms.CharField(
        label=_("Anything to add?"), required=False, max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": NOTE_LENGTH}),
        help_text=_("Whoever looks at your entry reads this. Please write nothing about health or treatment."),
        error_messages={"max_length": _("Write at most %(longest)s letters.") % {"longest": NOTE_LENGTH}},
    )  # fmt: skip
    another = forms.BooleanField(label=_("Yes, this is another one"), required=False)

    def __init__(self, *args, alike: bool, **kwargs):
        self.alike = alike
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        if not self.alike:
            del self.fields["another"]

    def clean(self):
        given = super().clean()
        if self.alike and not given.get("another"):
            self.add_error("another", said("You sent one like this before. Is this another one?"))
        return given

    def fill(self) -> None:
        self.claim.note = self.cleaned_data.get("note", self.claim.note)
